import { once } from 'node:events';
import { extname, join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { FileEvent, FileJob } from '../read-file.ts';
import { Attempt, type Ending, type ReadLimits } from './attempt.ts';
import { Inbox } from './inbox.ts';
import type { Told } from './serve-reading.ts';

/** The limits that are used where nothing else is said. */
export const READ_LIMITS: ReadLimits = { seconds: 120, megabytes: 1024 };

/** A file that is read in a thread of its own. */
export interface Reading {
  /** What it gives, as it comes; to be taken once. */
  events(): AsyncGenerator<FileEvent>;
  /** Leaves what has not been taken, and lets the thread leave off. */
  leave(): void;
  /** Resolves when the thread is free again. */
  readonly freed: Promise<void>;
  /** About how many characters wait to be taken. */
  readonly held: number;
}

/** Files after which a thread is replaced, so that what libraries leave behind in it does not add up. */
const FILES = 500;
/** How long a thread may take to come to an end by itself. */
const END_MS = 1000;
/**
 * How far beyond its limit V8 lets a thread grow: where it may not, one large text or list ends the whole process. Up to
 * 2 GB in all V8 clears away often (its heap grows by 1.8 before it does, beyond that by 4).
 */
const HEADROOM_MB = 512;
const YOUNG_MB = 8;
const WORKER = join(import.meta.dirname, `read-worker${extname(import.meta.filename)}`);

/** A thread that reads one file at a time. One that fails or does not come to an end costs its file and is replaced. */
export class Lane {
  readonly #limits: ReadLimits;
  readonly #program: string;
  #worker: Worker | undefined;
  #files = 0;
  #busy = false;

  constructor(limits: ReadLimits, program: string = WORKER) {
    this.#limits = limits;
    this.#program = program;
  }

  get busy(): boolean {
    return this.#busy;
  }

  /** Begins to read a file; not to be called while the lane is busy. Calls `taken` when there is room for more. */
  read(job: FileJob, taken: () => void = () => {}): Reading {
    this.#busy = true;
    const inbox = new Inbox();
    const freed = this.#read(job, inbox, taken).then(() => {
      this.#busy = false;
      inbox.close();
    });
    return {
      freed,
      events: () => inbox.events(),
      leave: () => inbox.leave(),
      get held() {
        return inbox.held;
      },
    };
  }

  /** Ends the thread, whatever it does; one that does nothing gets the time to end by itself. */
  async close(): Promise<void> {
    const worker = this.#worker;
    this.#worker = undefined;
    this.#files = 0;
    if (!worker) return;
    if (!this.#busy) {
      worker.ref();
      worker.postMessage('end' satisfies Told);
      await once(worker, 'exit', { signal: AbortSignal.timeout(END_MS) }).catch(() => undefined);
    }
    await worker.terminate();
  }

  async #read(job: FileJob, inbox: Inbox, taken: () => void): Promise<void> {
    const isFresh = this.#files === 0;
    const first = this.#attempt(inbox);
    let ending = await first.read(job, 0, taken);
    if (ending === 'full' && !isFresh && !inbox.left) {
      // What earlier files left behind may have filled the thread: only a fresh one tells.
      await this.close();
      ending = await this.#attempt(inbox).read(job, first.got, taken);
    }
    if (ending !== 'through') inbox.put([{ reject: { source: job.file.source, reason: this.#reasonOf(ending) } }]);
    if (ending !== 'through' || this.#files >= FILES) await this.close();
  }

  #attempt(inbox: Inbox): Attempt {
    this.#files++;
    this.#worker ??= start(this.#program, this.#limits);
    return new Attempt(this.#worker, inbox, this.#limits);
  }

  #reasonOf(ending: Exclude<Ending, 'through'>): string {
    return ending === 'full' ? `it takes more memory to read than ${this.#limits.megabytes} MB` : ending.reason;
  }
}

/** While a thread works it is the clock of its attempt that keeps the process from ending. */
function start(program: string, { megabytes }: ReadLimits): Worker {
  const worker = new Worker(program, {
    env: {},
    execArgv: ['--disable-warning=ExperimentalWarning'],
    stdout: true,
    stderr: true,
    resourceLimits: { maxOldGenerationSizeMb: megabytes + HEADROOM_MB, maxYoungGenerationSizeMb: YOUNG_MB },
  });
  worker.unref();
  // What libraries print is of no use, and must not pile up.
  for (const printed of [worker.stdout, worker.stderr]) printed.resume();
  // One that fails while it is idle is found out by the next file.
  return worker.on('error', () => {});
}
