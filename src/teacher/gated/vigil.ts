import type { Pace } from './persist.ts';
import type { Replica } from './replicas.ts';

/** How often it is looked, and after how long a silence it is told first, in milliseconds. */
const LOOK_MS = 5000;
const FIRST_MS = 15_000;

/** Acts every so many milliseconds; gives a function that ends it. */
export type Every = (ms: number, act: () => void) => () => void;

/** By the machine's own timers, which hold no process. */
const REAL_EVERY: Every = (ms, act) => {
  const timer = setInterval(act, ms);
  timer.unref();
  return () => clearInterval(timer);
};

/** What a vigil stands on. */
export interface VigilParts extends Pick<Pace, 'clock'> {
  tell: (words: string) => void;
  every?: Every | undefined;
}

/**
 * Tells of endpoints that give no answer while calls wait for one, and why as far as is known: after a quarter of a
 * minute, and again when the silence has doubled. Gives a function that ends it.
 */
export function keepVigil(replicas: readonly Replica[], { clock, tell, every = REAL_EVERY }: VigilParts): () => void {
  const told = new Map<Replica, number>();
  return every(LOOK_MS, () => {
    for (const replica of replicas) {
      const silent = replica.silentFor(clock());
      const last = told.get(replica) ?? 0;
      const due = silent < last ? FIRST_MS : Math.max(FIRST_MS, last * 2);
      if (silent < due) continue;
      told.set(replica, silent);
      tell(wordsOn(replica, silent));
    }
  });
}

function wordsOn({ backend, fault }: Replica, silent: number): string {
  const since = `No answer from "${backend.name}" for ${Math.round(silent / 1000)} s`;
  if (fault === null) return `${since}: a request is under way; --timeout says how long it may take`;
  const asked = fault.waitMs ? `, and asks to wait ${Math.round(fault.waitMs / 1000)} s` : '';
  return `${since}: ${fault.words}${asked}; it is asked again`;
}
