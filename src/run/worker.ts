import { setTimeout as wait } from 'node:timers/promises';
import type { Counts, Lease, Store } from '../store/store.ts';
import type { Limiter } from '../teacher/limiter.ts';

/** What one loop needs for all kinds of unit. */
export interface WorkerParts {
  store: Store;
  limiter: Limiter;
  name: string;
  /** Plans more where it can; true when something was planned. */
  plan(): Promise<boolean>;
  /** Works a leased unit through; null when the lease had been lost. */
  work(lease: Lease, signal: AbortSignal): Promise<Counts | null>;
  committed(lease: Lease, counts: Counts): void;
  /** Aborted: stop leasing and let what is under way come to its end or be aborted by `abort`. */
  stop: AbortSignal;
  /** Aborted: end what is under way now. */
  abort: AbortSignal;
  leaseMs?: number;
}

/** How long a lease lasts without a heartbeat. */
const LEASE_MS = 60_000;
const TICK_MS = 25;

/**
 * Leases units while ready calls are fewer than twice the limit, until nothing is left to plan or to lease. A unit whose
 * lease is lost is aborted. Rejects with the first failure of a unit, after the others have ended and all leases are
 * given back. Resolves early when `stop` is aborted.
 */
export async function runUnits(parts: WorkerParts): Promise<void> {
  const { store, limiter, stop } = parts;
  const failed = new AbortController();
  const ending = AbortSignal.any([parts.abort, failed.signal]);
  const active = new Set<Promise<void>>();
  let failure: unknown;
  let idle: (() => void) | undefined;

  const start = (lease: Lease) => {
    const running = workLease(parts, lease, ending)
      .catch((error: unknown) => {
        failure ??= error;
        failed.abort(error);
      })
      .finally(() => {
        active.delete(running);
        idle?.();
      });
    active.add(running);
  };

  while (!stop.aborted && !ending.aborted) {
    if (limiter.inFlight + limiter.waiting >= 2 * limiter.capacity) {
      await wait(TICK_MS);
      continue;
    }
    const lease = await store.lease(parts.name, parts.leaseMs ?? LEASE_MS);
    if (lease) {
      start(lease);
      await new Promise(setImmediate);
      continue;
    }
    if (await parts.plan()) continue;
    if (active.size === 0) break;
    await Promise.race([new Promise<void>((resolve) => (idle = resolve)), wait(1000, undefined, { ref: false })]);
  }
  await Promise.all(active);
  if (failure !== undefined && !parts.abort.aborted && !stop.aborted) throw failure;
  if (failure !== undefined && !isAbort(failure)) throw failure;
}

async function workLease(parts: WorkerParts, lease: Lease, ending: AbortSignal): Promise<void> {
  const { store } = parts;
  const ttl = parts.leaseMs ?? LEASE_MS;
  const lost = new AbortController();
  const beat = setInterval(() => {
    store.heartbeat(lease, ttl).then(
      (held) => held || lost.abort(new LeaseLost()),
      () => undefined,
    );
  }, ttl / 3);
  try {
    const counts = await parts.work(lease, AbortSignal.any([ending, lost.signal]));
    if (counts) parts.committed(lease, counts);
  } catch (error) {
    if (!lost.signal.aborted) {
      await store.release(lease);
      throw error;
    }
  } finally {
    clearInterval(beat);
  }
}

/** Another worker has the unit. */
class LeaseLost extends Error {
  override name = 'AbortError';
}

function isAbort(error: unknown): boolean {
  return error instanceof Error && error.name === 'AbortError';
}
