import { z } from 'zod';
import type { Skill } from '../skill/skill.ts';
import { addCounts, noCounts } from '../store/counts.ts';
import type { Counts, Store } from '../store/store.ts';

/** What a run has of one skill. */
export interface SkillCoverage {
  /** Seeds gone through, and pairs committed. */
  seeds: number;
  pairs: number;
  /** Rows wanted; null without `--pairs`. */
  wanted: number | null;
  /** Types that have a pair, of how many, and those that have none. */
  types: number;
  of: number;
  missing: string[];
  /** The commonest reason why something of it did not become a pair, with its count; null where nothing failed. */
  mostly: { reason: string; count: number } | null;
}

/** What status needs to know of a run's skills: their types, and the rows wanted of each. */
const Plan = z.record(z.string(), z.strictObject({ types: z.array(z.string()), wanted: z.number().nullable() }));

/** Keeps with the run what {@link coverageOf} goes by: the skills that are `taught` of all, and the rows wanted of each. */
export async function notePlan(
  store: Store,
  skills: readonly Skill[],
  taught: readonly Skill[],
  wanted: ReadonlyMap<string, number> | null,
): Promise<void> {
  const plan = taught.map(({ id, types }) => [
    id,
    { types: types.map((type) => type.id), wanted: wanted?.get(id) ?? null },
  ]);
  await store.set('skills', Object.fromEntries(plan));
  const left = skills.filter((skill) => !taught.includes(skill));
  await store.set('untaught', Object.fromEntries(left.map(({ id, accepts }) => [id, accepts.kinds])));
}

/** Skills that no seed is of a kind for, with the kinds that they take. */
export async function untaughtOf(store: Store): Promise<Record<string, string[]>> {
  return z.record(z.string(), z.array(z.string())).safeParse(await store.get('untaught')).data ?? {};
}

/** Coverage by skill, in the order of their ids; empty before the run has begun to ask. */
export async function coverageOf(store: Store): Promise<Record<string, SkillCoverage>> {
  const plan = Plan.safeParse(await store.get('skills'));
  if (!plan.success) return {};
  const counts = new Map<string, Counts>();
  for (const { unit, counts: own } of await store.manifest()) {
    counts.set(unit.skill, addCounts(counts.get(unit.skill) ?? noCounts(), own));
  }
  const of = ([id, { types, wanted }]: [string, z.infer<typeof Plan>[string]]) => {
    const { seeds, pairs, types: made, drops, endings } = counts.get(id) ?? noCounts();
    const missing = types.filter((type) => (made[type] ?? 0) === 0);
    const reached = { types: types.length - missing.length, of: types.length, missing };
    return [id, { seeds, pairs, wanted, ...reached, mostly: commonest(drops, endings) }] as const;
  };
  return Object.fromEntries(Object.entries(plan.data).map(of));
}

function commonest(...books: Counts['drops'][]): SkillCoverage['mostly'] {
  const reasons = new Map<string, number>();
  for (const [reason, count] of books.flatMap((book) => Object.values(book).flatMap(Object.entries<number>))) {
    reasons.set(reason, (reasons.get(reason) ?? 0) + count);
  }
  const [top] = [...reasons].sort((a, b) => b[1] - a[1]);
  return top ? { reason: top[0], count: top[1] } : null;
}
