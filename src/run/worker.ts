import type { Counts, Lease, Orders, Store } from '../store/store.ts';
import type { Load } from '../teacher/teacher.ts';

/** What one loop needs for all kinds of unit. */
export interface WorkerParts {
  store: Store;
  load: Load;
  name: string;
  /** The places of the units that are worked on. */
  among: Orders;
  /** Plans more where it can; true when something was planned. */
  plan(): Promise<boolean>;
  /** Resolves when there may be more to plan although no unit has ended; null where nothing more comes. */
  more?(): Promise<void> | null;
  /**
   * Works a leased unit through; null when the lease had been lost. Calls `begun` when its first calls are waiting
   * for their turn; settles only when none of its calls is under way any more.
   */
  work(lease: Lease, signal: AbortSignal, begun: () => void): Promise<Counts | null>;
  committed(lease: Lease, counts: Counts): void;
  /** Aborted: stop leasing and let what is under way come to its end or be aborted by `abort`. */
  stop: AbortSignal;
  /** Aborted: end what is under way now. */
  abort: AbortSignal;
  leaseMs?: number;
}

/** How long a lease lasts without a heartbeat. */
const LEASE_MS = 60_000;
/** How often the teacher's load is looked at while it is full, and the store while others may have leases that run out. */
const FULL_MS = 25;
const IDLE_MS = 1000;

/**
 * Leases units while ready calls are fewer than twice the limit, until nothing is left to plan or to lease and nothing more
 * comes. A unit whose
 * lease is lost is aborted. Rejects with the first failure, of a unit or of the books, after the others have ended and all leases are
 * given back; what comes of being aborted is no failure. Resolves early when `stop` or `abort` is aborted.
 */
export async function runUnits(parts: WorkerParts): Promise<void> {
  const { store, load, stop, leaseMs = LEASE_MS } = parts;
  const failed = new AbortController();
  const ending = AbortSignal.any([parts.abort, failed.signal]);
  const active = new Set<Promise<void>>();
  const failures: unknown[] = [];
  const bell = createBell();

  const fail = (error: unknown) => {
    failures.push(error);
    failed.abort(error);
  };
  try {
    while (!stop.aborted && !ending.aborted) {
      const [seen, busy] = [bell.rung, active.size];
      if (load.inFlight + load.waiting >= 2 * load.capacity) {
        await bell.after(seen, FULL_MS);
        continue;
      }
      const lease = await store.lease(parts.name, leaseMs, parts.among);
      if (lease) {
        const begun = Promise.withResolvers<void>();
        const running = workLease(parts, lease, leaseMs, ending, begun.resolve)
          .catch(fail)
          .finally(() => {
            active.delete(running);
            begun.resolve();
            bell.ring();
          });
        active.add(running);
        await begun.promise;
        continue;
      }
      const more = parts.more?.() ?? null;
      if (await parts.plan()) continue;
      if (busy === 0 && !more) break;
      await Promise.race([bell.after(seen, IDLE_MS), ...(more ? [more] : [])]);
    }
  } catch (error) {
    fail(error);
  }
  await Promise.all(active);
  const failure = failures.find((error) => !isAbort(error));
  if (failure !== undefined) throw failure;
}

async function workLease(
  parts: WorkerParts,
  lease: Lease,
  ttl: number,
  ending: AbortSignal,
  begun: () => void,
): Promise<void> {
  const { store } = parts;
  const lost = new AbortController();
  const beat = setInterval(() => {
    store.heartbeat(lease, ttl).then(
      (held) => held || lost.abort(new LeaseLost()),
      () => undefined,
    );
  }, ttl / 3);
  try {
    const counts = await parts.work(lease, AbortSignal.any([ending, lost.signal]), begun);
    if (counts) parts.committed(lease, counts);
  } catch (error) {
    if (lost.signal.aborted && isAbort(error)) return;
    await store.release(lease).catch(() => undefined);
    throw error;
  } finally {
    clearInterval(beat);
  }
}

/** Wakes who waits for something to have happened; what rang since `seen` is not missed. */
function createBell() {
  let rung = 0;
  let wake: (() => void) | undefined;
  return {
    get rung() {
      return rung;
    },
    ring() {
      rung++;
      wake?.();
    },
    /** Resolves at the first ring after `seen`, or after `ms`. */
    async after(seen: number, ms: number): Promise<void> {
      if (rung !== seen) return;
      const { promise, resolve } = Promise.withResolvers<void>();
      wake = resolve;
      const timer = setTimeout(resolve, ms);
      await promise;
      clearTimeout(timer);
      wake = undefined;
    },
  };
}

/** Another worker has the unit. */
class LeaseLost extends Error {
  override name = 'AbortError';
}

function isAbort(error: unknown): boolean {
  return error instanceof Error && error.name === 'AbortError';
}
