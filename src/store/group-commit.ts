import { performance } from 'node:perf_hooks';

/** How long commits take, in ms: how many there were, and the 95th percentile of the last 1,000 (0 before the first). */
export interface CommitTimes {
  count: number;
  p95: number;
}

/** A queue whose items are written together. */
export interface GroupCommit<T> {
  /** Resolves when the write that held the item has ended; rejects with what it rejected with. */
  add(item: T): Promise<void>;
  /** Writes now what waits. Resolves when what was added before has been written, or has failed: who added is told. */
  flush(): Promise<void>;
  times(): CommitTimes;
}

/** What can be set for a {@link groupCommit}. */
export interface GroupCommitOptions {
  /** Milliseconds from any origin. */
  now?: () => number;
  /** Longest wait for company, in ms. */
  wait?: number;
  /** So many items are written at once without waiting. */
  most?: number;
}

const KEPT = 1000;

interface Batch<T> {
  items: T[];
  since: number;
  done: PromiseWithResolvers<void>;
}

/**
 * Gathers items and hands them to `write`, which makes them durable or rejects, as one list; one list at a time. The first
 * list after a while is written when a turn of the event loop has added nothing to it, or after `wait` ms (2). While one
 * is written the next waits and grows, until `wait` ms after that began: a sync costs the same for few and for many. A
 * list of `most` items (256) grows no more and waits for nothing but those before. Items keep their order. A write that
 * fails fails its own items only; the next ones are tried afresh.
 */
export function groupCommit<T>(
  write: (items: readonly T[]) => Promise<void>,
  { now = () => performance.now(), wait = 2, most = 256 }: GroupCommitOptions = {},
): GroupCommit<T> {
  const taken = new Float64Array(KEPT);
  const waiting: Batch<T>[] = [];
  let count = 0;
  let writing: Promise<void> | undefined;
  let began = Number.NEGATIVE_INFINITY;

  function add(item: T): Promise<void> {
    let batch = waiting.at(-1);
    if (batch === undefined || batch.items.length >= most) {
      batch = { items: [], since: now(), done: Promise.withResolvers() };
      waiting.push(batch);
    }
    batch.items.push(item);
    if (batch.items.length >= most) start(batch);
    else if (batch.items.length === 1) gather(batch);
    return batch.done.promise;
  }

  function gather(batch: Batch<T>): void {
    if (writing !== undefined || batch !== waiting[0]) return;
    const rest = began + wait - now();
    if (rest > 0 && batch.items.length < most) setTimeout(start, rest, batch);
    else setImmediate(turn, batch, batch.items.length);
  }

  function turn(batch: Batch<T>, seen: number): void {
    const { items, since } = batch;
    if (items.length === seen || items.length >= most || now() - since >= wait) start(batch);
    else setImmediate(turn, batch, items.length);
  }

  function start(batch: Batch<T>): void {
    if (writing !== undefined || batch !== waiting[0]) return;
    waiting.shift();
    began = now();
    writing = run(batch);
  }

  async function run({ items, done }: Batch<T>): Promise<void> {
    try {
      await write(items);
      taken[count++ % KEPT] = now() - began;
      done.resolve();
    } catch (error) {
      done.reject(error);
    }
    writing = undefined;
    if (waiting[0]) gather(waiting[0]);
  }

  async function flush(): Promise<void> {
    const last = waiting.at(-1);
    while (writing !== undefined || (last !== undefined && waiting.includes(last))) {
      if (writing === undefined && waiting[0]) start(waiting[0]);
      await writing;
    }
  }

  return { add, flush, times: () => ({ count, p95: percentile95(taken.slice(0, Math.min(count, KEPT))) }) };
}

/** By nearest rank; sorts what it is given. */
function percentile95(values: Float64Array): number {
  return values.sort()[Math.ceil(values.length * 0.95) - 1] ?? 0;
}
