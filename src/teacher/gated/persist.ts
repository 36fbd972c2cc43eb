import { setTimeout as sleepFor } from 'node:timers/promises';
import { UserError } from '../../errors.ts';
import type { Fault } from '../backend.ts';
import type { Call } from '../call-signal.ts';

/** A passing fault: the HTTP status, or null where no answer came, and how long is waited now. */
export interface Retry {
  status: number | null;
  words: string;
  /** Milliseconds. */
  waitMs: number;
}

/** Time and chance, as calls see them. Times in milliseconds. */
export interface Pace {
  /** Never runs backwards. */
  clock(): number;
  /** Resolves after `ms`; may reject when the signal is aborted. */
  sleep(ms: number, signal: AbortSignal): Promise<void>;
  /** In [0, 1), for jitter. */
  random(): number;
  /** Told of every passing fault before the wait that follows it. */
  onRetry?: ((retry: Retry) => void) | undefined;
}

/** The time and chance of the machine. */
export const REAL_PACE: Pace = {
  clock: () => performance.now(),
  sleep: (ms, signal) => sleepFor(ms, undefined, { signal }),
  random: Math.random,
};

const FIRST_WAIT = 500;
const LONGEST_WAIT = 60_000;

/**
 * Attempts until one gives a value, with exponential back-off and full jitter between them (AWS Architecture Blog,
 * 'Exponential Backoff And Jitter'), or the wait that the provider states and up to a tenth more. `attempt` is told how
 * many milliseconds of `patience` are left. When the next wait would outlast them, or did, the last fault is given to
 * `giveUp`, whose error is thrown. Stops at once, with the call's reason, when the call is stopped.
 */
export async function persist<T>(
  call: Call,
  pace: Pace,
  patience: number,
  attempt: (left: number) => Promise<{ value: T } | Fault>,
  giveUp: (words: string) => Error,
): Promise<T> {
  let start = Number.NaN;
  for (let tries = 1; ; tries++) {
    const began = pace.clock();
    if (tries === 1) start = began;
    const result = await attempt(patience - (began - start));
    if ('value' in result) return result.value;
    const waitMs = waitAfter(result, tries, pace.random());
    const spent = pace.clock() - start;
    if (spent + waitMs >= patience) throw giveUp(wordsOfEnd(result, tries, spent));
    pace.onRetry?.({ status: result.status, words: result.words, waitMs });
    await rest(call, pace, waitMs);
    const rested = pace.clock() - start;
    if (rested >= patience) throw giveUp(wordsOfEnd(result, tries, rested));
  }
}

/**
 * How long to wait after the fault that ended attempt number `tries` (1 is the first), in milliseconds. A stated wait
 * shorter than the first usual one, such as 0, is no reason to come back sooner than usual.
 */
export function waitAfter({ waitMs }: Fault, tries: number, random: number): number {
  const usual = random * Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** (tries - 1));
  if (waitMs === null) return usual;
  const stated = waitMs * (1 + random / 10);
  return waitMs < FIRST_WAIT ? Math.max(stated, usual) : stated;
}

/** What is said of a call that is given up after `tries` attempts and `spent` milliseconds. */
export function wordsOfEnd({ words, waitMs }: Fault, tries: number, spent: number): string {
  const asked = waitMs === null ? '' : `, and asks to wait ${Math.round(waitMs / 1000)} s`;
  return `${words}${asked}; ${tries === 1 ? '1 attempt' : `${tries} attempts`} in ${Math.round(spent / 1000)} s`;
}

/** Waits, unless the call is stopped meanwhile: then its reason is thrown. */
export async function rest(call: Call, pace: Pace, ms: number): Promise<void> {
  call.check();
  const controller = new AbortController();
  call.current = { stop: (reason) => controller.abort(reason) };
  try {
    await pace.sleep(ms, controller.signal);
  } catch (error) {
    if (!call.stopped) throw error;
  }
  call.current = null;
  call.check();
}

/** The error of a teacher that has failed for longer than patience lasts. */
export function gaveUp(where: string, words: string): UserError {
  return new UserError('E_TEACHER', `Cannot get an answer from "${where}": ${words}`, {
    hint: 'Look whether the teacher is up and how many requests it allows, then run the same command again.',
  });
}
