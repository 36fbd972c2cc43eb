import { availableParallelism } from 'node:os';
import { chooseReader } from '../choose-reader.ts';
import { isArchive } from '../containers/leaves.ts';
import type { FoundFile } from '../find-files.ts';
import { openFound } from '../open-found.ts';
import { type FileEvent, type FileJob, readFile } from '../read-file.ts';
import type { ReadLimits } from './attempt.ts';
import { Lane, type Reading } from './lane.ts';

/** A file whose turn it is. */
export interface FileInTurn {
  file: FoundFile;
  /** What it gives, one at a time; what is not taken when the next file is asked for is left. */
  events(): AsyncGenerator<FileEvent>;
}

/** How files are read. */
export interface PoolOptions {
  /** How many threads read; without it one a processor but one, and none for what is quickly read. */
  workers?: number | undefined;
  limits: ReadLimits;
  /** Ends the threads; what is under way comes to an end then. */
  signal?: AbortSignal | undefined;
  /** The program of the threads, in place of the one that reads. */
  program?: string;
}

/** Bytes in all up to which files that are quickly read are read in this thread. */
const TINY = 2 ** 20;
const MOST_WORKERS = 8;
/** Characters that may wait for their turn before no further file is begun. */
const MOST_HELD = 2 ** 23;

/**
 * Reads files in threads, and gives them in their order, whatever the order in which they are through. What waits for its
 * turn is bounded: a slow taker stops the threads. Throws what `jobOf` throws.
 */
export function readInOrder(
  files: readonly FoundFile[],
  jobOf: (file: FoundFile) => Promise<FileJob>,
  { workers, limits, signal, program }: PoolOptions,
): AsyncGenerator<FileInTurn> {
  const bytes = files.reduce((sum, { size }) => sum + size, 0);
  const tiny = workers === undefined && bytes <= TINY;
  const count = tiny ? 1 : (workers ?? Math.max(1, Math.min(availableParallelism() - 1, MOST_WORKERS)));
  const lanes = Array.from({ length: count }, () => new Lane(limits, program));
  signal?.addEventListener('abort', () => void Promise.all(lanes.map((lane) => lane.close())), { once: true });
  return tiny ? oneByOne(files, jobOf, lanes) : abreast(files, jobOf, lanes, signal);
}

/** Starts a thread only when there is a file of which it is not certain that it is quickly read. */
async function* oneByOne(
  files: readonly FoundFile[],
  jobOf: (file: FoundFile) => Promise<FileJob>,
  [lane]: readonly Lane[],
): AsyncGenerator<FileInTurn> {
  try {
    for (const file of files) {
      const job = await jobOf(file);
      const reading = (await isQuick(file)) ? undefined : lane?.read(job);
      yield { file, events: () => (reading ? reading.events() : readFile(job)) };
      reading?.leave();
      await reading?.freed;
    }
  } finally {
    await lane?.close();
  }
}

async function isQuick(file: FoundFile): Promise<boolean> {
  try {
    const opened = await openFound(file);
    return !(await isArchive(opened)) && (await chooseReader(opened)).inline === true;
  } catch {
    // It will be told why when it is read.
    return true;
  }
}

async function* abreast(
  files: readonly FoundFile[],
  jobOf: (file: FoundFile) => Promise<FileJob>,
  lanes: readonly Lane[],
  signal: AbortSignal | undefined,
): AsyncGenerator<FileInTurn> {
  const begun: { file: FoundFile; reading: Reading }[] = [];
  let [next, over] = [0, false];
  const begin = async () => {
    // A thread that was begun now would keep the process from ending.
    while (!over && !signal?.aborted) {
      const [lane, file] = [lanes.find(({ busy }) => !busy), files[next]];
      const held = begun.reduce((sum, { reading }) => sum + reading.held, 0);
      if (!lane || !file || (begun.length > 0 && held >= MOST_HELD)) return;
      next++;
      const job = await jobOf(file);
      if (over || signal?.aborted) return;
      const reading = lane.read(job, beginMore);
      begun.push({ file, reading });
      void reading.freed.then(beginMore);
    }
  };
  let beginning = Promise.resolve();
  const beginMore = () => {
    beginning = beginning.then(begin);
    beginning.catch(() => {});
  };
  try {
    for (;;) {
      beginMore();
      await beginning;
      const [head] = begun;
      if (!head) return;
      yield { file: head.file, events: () => head.reading.events() };
      head.reading.leave();
      await head.reading.freed;
      begun.shift();
    }
  } finally {
    over = true;
    await Promise.all(lanes.map((lane) => lane.close()));
  }
}
