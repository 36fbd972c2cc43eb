import { Readable } from 'node:stream';
import { TimedOut } from '../http/exchange.ts';

/** Ends an exchange in which nothing moves: aborts `signal` with {@link TimedOut} so many milliseconds after the last sign of life. */
export class Silence {
  readonly #controller = new AbortController();
  #timer: NodeJS.Timeout | null = null;

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** Begins to count, until {@link rest}. */
  bear(ms: number): void {
    this.rest();
    this.#timer = setTimeout(() => this.#controller.abort(new TimedOut(Math.ceil(ms))), ms);
  }

  /** Something moved: counts anew. */
  heard(): void {
    this.#timer?.refresh();
  }

  rest(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
  }

  /** The bytes of a stream, each piece a sign of life. */
  async *over(stream: Readable): AsyncGenerator<Uint8Array> {
    for await (const piece of stream as AsyncIterable<Uint8Array>) {
      this.heard();
      yield piece;
    }
  }

  /** A body to be sent, each piece a sign of life. */
  sending(body: string | Readable): string | Readable {
    return typeof body === 'string' ? body : Readable.from(this.over(body));
  }
}
