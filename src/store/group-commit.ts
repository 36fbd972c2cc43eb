import { performance } from 'node:perf_hooks';

/** How long commits take, in ms: how many there were, and the 95th percentile of the last 1,000 (0 before the first). */
export interface CommitTimes {
  count: number;
  p95: number;
}

/** A queue whose items are written together. */
export interface GroupCommit<T> {
  /** Resolves when the write that held the item has returned; rejects with what it threw. */
  add(item: T): Promise<void>;
  /** Writes now what waits. Does not throw: who added is told. */
  flush(): void;
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
 * Gathers items and hands them to `write`, which makes them durable or throws, as one list. A list is written after the
 * first turn of the event loop that added nothing to it, after `wait` ms (2), or when it holds `most` items (256).
 * Items keep their order. A write that fails fails its own items only; the next ones are tried afresh.
 */
export function groupCommit<T>(
  write: (items: readonly T[]) => void,
  { now = () => performance.now(), wait = 2, most = 256 }: GroupCommitOptions = {},
): GroupCommit<T> {
  const taken = new Float64Array(KEPT);
  let count = 0;
  let open: Batch<T> | undefined;

  function add(item: T): Promise<void> {
    let batch = open;
    if (batch === undefined) {
      batch = { items: [], since: now(), done: Promise.withResolvers() };
      open = batch;
      setImmediate(turn, batch, 1);
    }
    batch.items.push(item);
    if (batch.items.length >= most) flush();
    return batch.done.promise;
  }

  function turn(batch: Batch<T>, seen: number): void {
    if (batch !== open) return;
    if (batch.items.length === seen || now() - batch.since >= wait) flush();
    else setImmediate(turn, batch, batch.items.length);
  }

  function flush(): void {
    const batch = open;
    if (batch === undefined) return;
    open = undefined;
    const began = now();
    try {
      write(batch.items);
      taken[count++ % KEPT] = now() - began;
      batch.done.resolve();
    } catch (error) {
      batch.done.reject(error);
    }
  }

  return { add, flush, times: () => ({ count, p95: percentile95(taken.slice(0, Math.min(count, KEPT))) }) };
}

/** By nearest rank; sorts what it is given. */
function percentile95(values: Float64Array): number {
  return values.sort()[Math.ceil(values.length * 0.95) - 1] ?? 0;
}
