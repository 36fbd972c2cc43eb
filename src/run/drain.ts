import type { Load } from '../teacher/teacher.ts';

/** How long calls under way may take to come back after a stop. */
const DRAIN_MS = 30_000;
const LOOK_MS = 50;

/**
 * After `stop` no new call is let through; the signal is aborted when those under way have come back, or after 30 s, or
 * at once with `abort`. What came back is in the journal.
 */
export function drainOn(stop: AbortSignal, abort: AbortSignal, load: Load): AbortSignal {
  const drained = new AbortController();
  const drain = () => {
    load.hold();
    const deadline = performance.now() + DRAIN_MS;
    const look = setInterval(() => {
      if (load.inFlight > 0 && performance.now() < deadline && !abort.aborted) return;
      clearInterval(look);
      drained.abort(stop.reason);
    }, LOOK_MS);
  };
  if (stop.aborted) drain();
  else stop.addEventListener('abort', drain, { once: true });
  return AbortSignal.any([abort, drained.signal]);
}
