import { draw } from '../../text/draw.ts';
import { FAULTS, type Fault, type ServeOptions } from './options.ts';

/** What happens to a request, by its key and how many times it came before: the same on every run. */
export interface Chance {
  fault(key: string, nth: number): Fault | null;
  /** Milliseconds that the answer takes. */
  latency(key: string, nth: number): number;
  /** Whether a reset comes in the middle of the answer. */
  midway(key: string, nth: number): boolean;
}

/** Chances by the rates and latencies of the options. */
export function createChance({ faults, latency = 0, tail = 0, seed = '' }: ServeOptions): Chance {
  return {
    fault(key, nth) {
      if (faults === undefined) return null;
      let rest = draw(seed, 'fault', key, nth).next();
      for (const fault of FAULTS) {
        const rate = faults[fault] ?? 0;
        if (rest < rate) return fault;
        rest -= rate;
      }
      return null;
    },
    latency(key, nth) {
      if (tail === 0 || latency === 0) return latency;
      const { next } = draw(seed, 'latency', key, nth);
      const normal = Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
      return latency * Math.exp(tail * normal);
    },
    midway: (key, nth) => draw(seed, 'reset', key, nth).next() < 0.5,
  };
}
