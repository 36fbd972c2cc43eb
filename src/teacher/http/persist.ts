import type { IncomingHttpHeaders } from 'node:http';
import type { Call } from './call.ts';
import type { HttpTeacherOptions } from './options.ts';
import type { Fault } from './verdict.ts';

/** Time and chance, as a call sees them. */
export interface Pace extends Required<Pick<HttpTeacherOptions, 'clock' | 'sleep' | 'random'>> {
  onRetry?: HttpTeacherOptions['onRetry'];
}

const FIRST_WAIT = 500;
const LONGEST_WAIT = 60_000;

/**
 * Attempts until one gives a value, with exponential back-off and full jitter between them (AWS Architecture Blog,
 * 'Exponential Backoff And Jitter'), or the wait that the provider states and up to a tenth more. `attempt` is told how
 * many milliseconds of `patience` are left. When the next wait would outlast them the last fault is given to `giveUp`,
 * whose error is thrown. Stops at once, with the call's reason, when the call is stopped.
 */
export async function persist<T>(
  call: Call,
  pace: Pace,
  patience: number,
  attempt: (left: number) => Promise<{ value: T } | Fault>,
  giveUp: (words: string) => Error,
): Promise<T> {
  const start = pace.clock();
  for (let tries = 1; ; tries++) {
    const left = patience - (pace.clock() - start);
    const result = await attempt(left);
    if ('value' in result) return result.value;
    const waitMs = waitAfter(result, tries, pace.random());
    const spent = pace.clock() - start;
    if (spent + waitMs >= patience) throw giveUp(wordsOfEnd(result, tries, spent));
    pace.onRetry?.({ status: result.status, words: result.words, waitMs });
    await rest(call, pace, waitMs);
  }
}

/** The wait that a provider states in `retry-after-ms` or `retry-after` (RFC 9110, 10.2.3), in milliseconds; or null. */
export function statedWait(headers: IncomingHttpHeaders): number | null {
  const stated = headers['retry-after'];
  const text = headers['retry-after-ms'] ?? stated;
  if (typeof text !== 'string' || text.trim() === '') return null;
  const number = Number(text);
  if (Number.isFinite(number)) return Math.max(0, text === stated ? number * 1000 : number);
  const now = Date.parse(headers.date ?? '');
  const until = Date.parse(stated ?? '');
  return Number.isNaN(until) ? null : Math.max(0, until - (Number.isNaN(now) ? Date.now() : now));
}

function waitAfter(fault: Fault, tries: number, random: number): number {
  if (fault.waitMs !== null) return fault.waitMs * (1 + random / 10);
  return random * Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** (tries - 1));
}

function wordsOfEnd({ words, waitMs }: Fault, tries: number, spent: number): string {
  const asked = waitMs === null ? '' : `, and asks to wait ${Math.round(waitMs / 1000)} s`;
  return `${words}${asked}; ${tries === 1 ? '1 attempt' : `${tries} attempts`} in ${Math.round(spent / 1000)} s`;
}

async function rest(call: Call, pace: Pace, ms: number): Promise<void> {
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
