import { z } from 'zod';
import type { SeedKind } from '../data.ts';
import type { Skill } from '../skill/skill.ts';
import type { SeedShards } from '../store/seed-shards.ts';
import type { Store } from '../store/store.ts';
import type { RunSettings } from './settings.ts';

const Ids = z.array(z.string());

/**
 * The skills that a run teaches: those that were named, else all of which a seed has a kind that they take. `--pairs`
 * is shared out among them, so that a folder of prose is not held to rows about its code. Kept with the run: seeds that
 * are added later do not change what each skill's share is. `known` are the kinds that the seeds have, where they are known.
 */
export async function taughtSkills(
  store: Store,
  { skills: named, mix }: Pick<RunSettings, 'skills' | 'mix'>,
  skills: readonly Skill[],
  seeds: Pick<SeedShards, 'all'>,
  known: readonly SeedKind[] = [],
): Promise<Skill[]> {
  if (named !== null || typeof mix !== 'string') return [...skills];
  const before = Ids.safeParse(await store.get('taught'));
  if (before.success) return skills.filter(({ id }) => before.data.includes(id));
  const kinds = new Set<SeedKind>(known);
  if (known.length === 0) for await (const { kind } of seeds.all()) kinds.add(kind);
  const suited = skills.filter(({ accepts }) => accepts.kinds.some((kind) => kinds.has(kind)));
  const taught = suited.length > 0 ? suited : [...skills];
  await store.set(
    'taught',
    taught.map(({ id }) => id),
  );
  return taught;
}
