import type { Worker } from 'node:worker_threads';
import { codeOf, messageOf } from '../../errors.ts';
import type { FileJob } from '../read-file.ts';
import type { Inbox } from './inbox.ts';
import { BATCHES_AHEAD, type Said, type Told } from './serve-reading.ts';

/** What a file may take of a thread before it is given up. */
export interface ReadLimits {
  /** Time without anything to show for it, while nobody makes the thread wait. */
  seconds: number;
  /** Memory that the thread fills, with what is not yet cleared away. */
  megabytes: number;
}

/** How reading a file ended: it is through, the thread is full, or it had to be given up for another reason. */
export type Ending = 'through' | 'full' | { reason: string };

/** How long a thread may take to come to life, on a busy machine. */
const START_MS = 20_000;
/** How often the thread's memory is looked at. */
const LOOK_MS = 100;

/** One file as a thread reads it, watched: for signs of life, for what it holds, for its end. */
export class Attempt {
  readonly #worker: Worker;
  readonly #inbox: Inbox;
  readonly #limits: ReadLimits;
  readonly #ended = Promise.withResolvers<Ending>();
  /** Batches that have come and are not yet taken. */
  #ahead = 0;
  #timer: NodeJS.Timeout | undefined;
  /** Events that have come. */
  got = 0;

  constructor(worker: Worker, inbox: Inbox, limits: ReadLimits) {
    this.#worker = worker;
    this.#inbox = inbox;
    this.#limits = limits;
  }

  /** Has the thread read a file; its first `known` events are not put into the inbox. Calls `taken` for each batch taken. */
  async read(job: FileJob, known: number, taken: () => void): Promise<Ending> {
    const hear = (said: Said) => this.#hear(said, known);
    const gone = () => this.#ended.resolve({ reason: 'cannot be read: its reader came to an end' });
    const failed = (error: unknown) =>
      this.#ended.resolve(
        codeOf(error) === 'ERR_WORKER_OUT_OF_MEMORY' ? 'full' : { reason: `cannot be read: ${messageOf(error)}` },
      );
    this.#inbox.onTaken = () => {
      this.#ahead--;
      this.#tell('more');
      this.#watch();
      taken();
    };
    this.#inbox.onLeft = () => this.#tell('stop');
    this.#worker.on('message', hear).on('error', failed).on('exit', gone);
    this.#tell({ read: job });
    this.#watch(START_MS);
    const look = setInterval(() => this.#look(), LOOK_MS);
    try {
      return await this.#ended.promise;
    } finally {
      clearTimeout(this.#timer);
      clearInterval(look);
      this.#worker.off('message', hear).off('error', failed).off('exit', gone);
      this.#inbox.onTaken = this.#inbox.onLeft = () => {};
    }
  }

  #tell(told: Told): void {
    this.#worker.postMessage(told);
  }

  #hear(said: Said, known: number): void {
    if (said === 'done') this.#ended.resolve('through');
    else if (said === 'alive') this.#watch();
    else if ('fault' in said) this.#ended.resolve({ reason: `cannot be read: ${said.fault}` });
    else {
      this.#ahead++;
      this.#inbox.put(said.events.slice(Math.max(0, known - this.got)));
      this.got += said.events.length;
      this.#watch();
    }
  }

  /** The thread has so long again; while it may not go on its time does not count. */
  #watch(more = 0): void {
    const { seconds } = this.#limits;
    clearTimeout(this.#timer);
    const late = () => this.#ended.resolve({ reason: `it takes longer to read than ${seconds} s` });
    if (this.#ahead < BATCHES_AHEAD) this.#timer = setTimeout(late, seconds * 1000 + more);
  }

  async #look(): Promise<void> {
    const heap = await this.#worker.getHeapStatistics().catch(() => undefined);
    if (heap && heap.used_heap_size + heap.external_memory > this.#limits.megabytes * 2 ** 20)
      this.#ended.resolve('full');
  }
}
