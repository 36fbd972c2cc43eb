import type { FileEvent } from '../read-file.ts';
import { sizeOf } from './serve-reading.ts';

/** Where batches of events wait until they are taken, one after the other. */
export class Inbox {
  readonly #batches: FileEvent[][] = [];
  #held = 0;
  #closed = false;
  #left = false;
  #wake = () => {};
  /** Called when a batch has been taken. */
  onTaken = () => {};
  /** Called when nobody takes any more. */
  onLeft = () => {};

  /** About how many characters wait. */
  get held(): number {
    return this.#held;
  }

  get left(): boolean {
    return this.#left;
  }

  put(batch: FileEvent[]): void {
    if (this.#left) return;
    this.#batches.push(batch);
    this.#held += sumOf(batch);
    this.#wake();
  }

  /** No more batches come. */
  close(): void {
    this.#closed = true;
    this.#wake();
  }

  /** What waits is forgotten, and what still comes. */
  leave(): void {
    if (this.#left) return;
    this.#left = true;
    this.#batches.length = 0;
    this.#held = 0;
    if (!this.#closed) this.onLeft();
  }

  /** The events as they come, to the last. */
  async *events(): AsyncGenerator<FileEvent> {
    try {
      while (!this.#left) {
        const batch = this.#batches.shift();
        if (batch) {
          yield* batch;
          this.#held -= sumOf(batch);
          this.onTaken();
        } else if (this.#closed) return;
        else await new Promise<void>((resolve) => (this.#wake = resolve));
      }
    } finally {
      this.leave();
    }
  }
}

function sumOf(batch: readonly FileEvent[]): number {
  return batch.reduce((sum, event) => sum + sizeOf(event), 0);
}
