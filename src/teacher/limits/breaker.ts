import type { Clock } from './clock.ts';

const FAILURES = 10;
const FIRST_OPEN = 1000;
const LONGEST_OPEN = 30_000;

/**
 * A circuit breaker (Nygard, 'Release It!'): after ten failures (5xx, no answer) in a row nothing goes for a second, then
 * one request at a time; each that fails doubles the wait, up to half a minute, and one that is answered ends it.
 */
export interface Breaker {
  readonly open: boolean;
  /** Milliseconds until a request may go; 0 for now, Infinity while the one that tries is under way. */
  wait(): number;
  /** A request goes. */
  went(): void;
  /** It was answered, if only by a refusal. */
  answered(): void;
  failed(): void;
  /** It ended without telling anything: it was called off. */
  ended(): void;
}

/** A breaker that lets everything through. */
export function createBreaker(clock: Clock): Breaker {
  let [row, openMs, until, trying] = [0, 0, 0, 0];
  return {
    get open() {
      return openMs > 0;
    },
    wait() {
      if (openMs === 0) return 0;
      return trying > 0 ? Number.POSITIVE_INFINITY : Math.max(0, until - clock.now());
    },
    went() {
      if (openMs > 0) trying++;
    },
    answered() {
      [row, openMs, until, trying] = [0, 0, 0, 0];
    },
    failed() {
      row++;
      const tried = trying > 0;
      if (row < FAILURES || (openMs > 0 && !tried)) return;
      trying = 0;
      openMs = openMs === 0 ? FIRST_OPEN : Math.min(LONGEST_OPEN, openMs * 2);
      until = clock.now() + openMs;
    },
    ended() {
      trying = Math.max(0, trying - 1);
    },
  };
}
