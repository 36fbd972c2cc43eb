import { z } from 'zod';
import { addUsage, NO_USAGE, Usage } from '../data.ts';
import type { Counts as CountsOf } from './store.ts';

const Tally = z.int().nonnegative();
const TallyByReason = z.record(z.string(), z.record(z.string(), Tally));

/** The shape of {@link CountsOf | Counts}, for reading it back. */
export const Counts: z.ZodType<CountsOf> = z.strictObject({
  seeds: Tally,
  items: Tally,
  pairs: Tally,
  drops: TallyByReason,
  endings: TallyByReason,
  types: z.record(z.string(), Tally),
  goals: z.record(z.string(), Tally),
  usage: z.record(z.string(), Usage),
});

/** Counts of nothing: adding them changes nothing. A new value at every call. */
export function noCounts(): CountsOf {
  return { seeds: 0, items: 0, pairs: 0, drops: {}, endings: {}, types: {}, goals: {}, usage: {} };
}

/** The sum of two counts, as a new value that shares nothing with either. Order does not matter. */
export function addCounts(a: CountsOf, b: CountsOf): CountsOf {
  return {
    seeds: a.seeds + b.seeds,
    items: a.items + b.items,
    pairs: a.pairs + b.pairs,
    drops: merge(a.drops, b.drops, addTallies, {}),
    endings: merge(a.endings, b.endings, addTallies, {}),
    types: addTallies(a.types, b.types),
    goals: addTallies(a.goals, b.goals),
    usage: addUsages(a.usage, b.usage),
  };
}

/** The sum of two usages by stage, as a new value. */
export function addUsages(a: Record<string, Usage>, b: Record<string, Usage>): Record<string, Usage> {
  return merge(a, b, addUsage, NO_USAGE);
}

function addTallies(a: Record<string, number>, b: Record<string, number>): Record<string, number> {
  return merge(a, b, (x, y) => x + y, 0);
}

/** Adds values under the same name. Through a Map: names are free words, `constructor` among them. */
function merge<T>(a: Record<string, T>, b: Record<string, T>, add: (x: T, y: T) => T, zero: T): Record<string, T> {
  const sum = new Map<string, T>();
  for (const [name, value] of [...Object.entries(a), ...Object.entries(b)]) {
    sum.set(name, add(sum.get(name) ?? zero, value));
  }
  return Object.fromEntries(sum);
}
