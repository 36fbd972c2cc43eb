import type { StatedLimits } from '../backend.ts';
import type { Clock } from './clock.ts';

/** So many milliseconds' worth may go at once after a pause. */
const BURST = 2000;
const MINUTE = 60_000;
const ROUNDING = 1e-6;

/** What an endpoint allows in a minute, of requests or of tokens. */
export interface Budget {
  /** Milliseconds until so much may go; 0 for now. */
  wait(amount: number): number;
  take(amount: number): void;
  /** Gives back, or takes, what an estimate was wrong by. */
  correct(by: number): void;
  /** What the endpoint says: what it allows a minute, what is left of it, and in how many milliseconds it is whole again. */
  stated(perMinute: number | undefined, remaining: number | undefined, resetMs: number | undefined): void;
}

/**
 * A token bucket (RFC 2697's, of one rate): `perMinute` is filled in evenly and at most two seconds' worth kept; null
 * for no budget until one is stated. What the user set is not raised by what is stated, only lowered.
 */
export function createBudget(perMinute: number | null, clock: Clock): Budget {
  let rate = (perMinute ?? Number.POSITIVE_INFINITY) / MINUTE;
  let at = clock.now();
  let left = most();
  let closedUntil = 0;

  function most(): number {
    return Number.isFinite(rate) ? Math.max(1, rate * BURST) : Number.POSITIVE_INFINITY;
  }

  function refill(): void {
    const now = clock.now();
    left = Math.min(most(), left + (now - at) * rate);
    at = now;
  }

  return {
    wait(amount) {
      const closed = closedUntil - clock.now();
      if (closed > 0) return closed;
      if (rate === Number.POSITIVE_INFINITY) return 0;
      refill();
      const wanted = Math.min(amount, most());
      return left + ROUNDING >= wanted ? 0 : (wanted - left) / rate;
    },
    take(amount) {
      if (rate === Number.POSITIVE_INFINITY) return;
      refill();
      left -= amount;
    },
    correct(by) {
      if (rate !== Number.POSITIVE_INFINITY) left = Math.min(most(), left + by);
    },
    stated(limit, remaining, resetMs) {
      if (limit !== undefined && limit > 0) {
        if (rate === Number.POSITIVE_INFINITY) {
          at = clock.now();
          left = (limit / MINUTE) * BURST;
        }
        rate = Math.min((perMinute ?? Number.POSITIVE_INFINITY) / MINUTE, limit / MINUTE);
      }
      if (remaining === 0 && resetMs !== undefined) {
        closedUntil = Math.max(closedUntil, clock.now() + Math.min(resetMs, MINUTE));
      }
    },
  };
}

/** Tells both budgets what an endpoint stated. */
export function state(requests: Budget, tokens: Budget, limits: StatedLimits): void {
  requests.stated(limits.requestsPerMinute, limits.remainingRequests, limits.resetRequestsMs);
  tokens.stated(limits.tokensPerMinute, limits.remainingTokens, limits.resetTokensMs);
}
