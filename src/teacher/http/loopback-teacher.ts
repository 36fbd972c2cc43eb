import { onTestFinished } from 'vitest';
import type { GatedOptions } from '../gated/gated-teacher.ts';
import type { Pace, Retry } from '../gated/persist.ts';
import type { Teacher } from '../teacher.ts';
import { openHttpTeacher } from './http-teacher.ts';
import { completion, type Got, loopback, type Serve } from './loopback.ts';
import type { HttpBackendOptions } from './options.ts';

/** A teacher on a loopback server, in virtual time: sleeping moves the clock on. Both end with the test. */
export interface Stage {
  teacher: Teacher;
  url: string;
  /** Completions that came; probes and `/models` are in `probes`. */
  got: Got[];
  probes: Got[];
  /** Milliseconds slept, in order. */
  waits: number[];
  retries: Retry[];
}

/** For tests: sets the stage. Everything but completions is a 404, unless `probe` answers it. */
export async function stage(
  serve: Serve,
  options: Partial<HttpBackendOptions & GatedOptions> = {},
  probe?: Serve,
): Promise<Stage> {
  const [got, probes, waits, retries]: [Got[], Got[], number[], Retry[]] = [[], [], [], []];
  const server = await loopback((one, out) => {
    const asked = one.path.includes('/chat/completions');
    (asked ? got : probes).push(one);
    return asked ? serve(one, out) : probe ? probe(one, out) : { status: 404 };
  });
  let now = 0;
  const pace: Pace = {
    clock: () => now,
    sleep: async (ms) => {
      waits.push(ms);
      now += ms;
    },
    random: () => 0.5,
    onRetry: (retry) => retries.push(retry),
    ...(options.sleep && { sleep: options.sleep }),
    ...(options.random && { random: options.random }),
  };
  const teacher = openHttpTeacher({ url: server.url, model: 'm', ...options, pace, ...pace });
  onTestFinished(async () => {
    await teacher.close();
    await server.close();
  });
  return { teacher, url: server.url, got, probes, waits, retries };
}

/** For tests: gives one answer after the other, then says 'done'. */
export function inTurn(...answers: (ReturnType<Serve> | Serve)[]): Serve {
  return (got, out) => {
    const next = answers.length > 0 ? answers.shift() : { body: completion('done') };
    return typeof next === 'function' ? next(got, out) : next;
  };
}

/** For tests: what a promise rejects with; fails when it does not. */
export async function failureOf(promise: Promise<unknown>): Promise<Error & { code?: string; hint?: string }> {
  const value = await promise.then(
    () => new Error('it did not reject'),
    (error: unknown) => error,
  );
  if (value instanceof Error && value.message !== 'it did not reject') return value;
  throw value;
}
