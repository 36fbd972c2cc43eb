import type { Attempted, Backend } from '../backend.ts';
import { virtualTime } from '../limits/virtual.ts';
import type { Reply } from '../teacher.ts';
import { type GatedOptions, gatedTeacher } from './gated-teacher.ts';

/** An attempt that was answered. */
export const said = (text: string): Attempted => ({ reply: { text, finish: 'stop', usage: null } satisfies Reply });
/** An attempt that nobody answered. */
export const down: Attempted = { status: null, words: 'nothing listens there', waitMs: null };

/** A backend that answers with its name, or as `attempt` says; `asked` counts. */
export function backend(name: string, attempt: () => Attempted | Promise<Attempted> = () => said(name), model = 'm') {
  const made = { asked: 0, opened: 0, closed: 0, opens: async () => {} };
  const of: Backend = {
    name,
    model,
    capacity: { fixed: 4 },
    async open() {
      made.opened++;
      await made.opens();
    },
    async attempt(_, call) {
      call.check();
      made.asked++;
      return attempt();
    },
    close: async () => void made.closed++,
  };
  return Object.assign(made, { backend: of });
}

/** A teacher of these backends, opened, and the time it lives in. */
export async function opened(backends: { backend: Backend }[], options: Partial<GatedOptions> = {}) {
  const time = virtualTime();
  const sleep = (ms: number) => new Promise<void>((resolve) => void time.after(ms, resolve));
  const teacher = gatedTeacher(
    backends.map((each) => each.backend),
    { clock: time.now, sleep, random: () => 0.5, ...options },
  );
  await teacher.open();
  return { teacher, time };
}
