import { type Quota, type Quotas, splitDraw } from '../dataset/select.ts';
import { UserError } from '../errors.ts';
import type { Skill } from '../skill/skill.ts';
import type { SeedShards } from '../store/seed-shards.ts';
import type { Store } from '../store/store.ts';
import { documentOf } from '../text/document-of.ts';
import { weightIn } from './mixes.ts';
import type { RunSettings } from './settings.ts';

/** How many times its due share of rows a type may have while others of its skill can make up for it. */
const MOST_SHARE = 2;

/**
 * Rows wanted of each skill: `--pairs` shared out by the (checked) mix, whole rows by largest remainder, and `--holdout`
 * test rows beside them; null without `--pairs`.
 */
export function quotasOf(
  { pairs, mix, holdout }: Pick<RunSettings, 'pairs' | 'mix' | 'holdout'>,
  skills: readonly Skill[],
): Map<string, Quota> | null {
  if (pairs === null) return null;
  const weights = skills.map((skill) => ({ skill, weight: weightIn(mix, skill) }));
  const sum = weights.reduce((total, each) => total + each.weight, 0);
  const shares = weights.map(({ skill, weight }) => ({ skill, exact: (pairs * weight) / sum }));
  const rows = new Map(shares.map(({ skill, exact }) => [skill.id, Math.floor(exact)]));
  let left = pairs - [...rows.values()].reduce((total, each) => total + each, 0);
  for (const { skill } of shares.toSorted((a, b) => (b.exact % 1) - (a.exact % 1))) {
    if (left-- > 0) rows.set(skill.id, (rows.get(skill.id) ?? 0) + 1);
  }
  return new Map(
    shares.map(({ skill, exact }) => {
      const wanted = rows.get(skill.id) ?? 0;
      return [skill.id, { rows: wanted, test: exact > 0 ? holdout : null, types: mostOf(skill, wanted) }];
    }),
  );
}

/** All rows wanted of each skill, test rows included. */
export function totalsOf(quotas: Quotas): Map<string, number> {
  return new Map([...quotas].map(([skill, { rows, test }]) => [skill, rows + (test ?? 0)]));
}

function mostOf({ types }: Skill, rows: number): Map<string, number> {
  const total = types.reduce((sum, type) => sum + type.weight, 0);
  return new Map(types.map(({ id, weight }) => [id, Math.max(2, Math.ceil((MOST_SHARE * rows * weight) / total))]));
}

/**
 * The share of source documents that are test documents: the setting's, or what `--holdout` takes and half as much
 * again, so that there is one at least on either side. Kept with the run, so that a document never changes sides when
 * `--pairs` is raised. Errors: E_CONFIG where `--holdout` has no two documents to part.
 */
export async function testShareOf(
  store: Store,
  settings: RunSettings,
  quotas: Quotas | null,
  seeds: Pick<SeedShards, 'all'>,
): Promise<number> {
  const known = await store.get('test-share');
  if (typeof known === 'number') return known;
  const held = [...(quotas?.values() ?? [])].reduce((sum, { test }) => sum + (test ?? 0), 0);
  const wanted = Math.min(0.5, (1.5 * held) / (held + (settings.pairs ?? 0)));
  const share = held === 0 ? settings.testShare : within(wanted, await drawsOf(settings.runSeed, seeds));
  await store.set('test-share', share);
  return share;
}

/** The draws of all source documents, ascending. */
async function drawsOf(runSeed: string, seeds: Pick<SeedShards, 'all'>): Promise<number[]> {
  const sources = new Set<string>();
  for await (const { source } of seeds.all()) sources.add(documentOf(source));
  return [...sources].map((source) => splitDraw(runSeed, source)).sort((a, b) => a - b);
}

/** The share nearest to the one wanted that leaves a document on either side. */
function within(wanted: number, draws: readonly number[]): number {
  const [first, second] = draws;
  const last = draws.at(-1);
  if (first === undefined || second === undefined || last === undefined) {
    throw new UserError('E_CONFIG', 'Cannot hold out test rows: all seeds come from one document', {
      hint: 'Rows of a document stand on one side. Give more documents, or leave --holdout out.',
    });
  }
  return Math.min(Math.max(wanted, (first + second) / 2), last);
}

/** Errors: E_CONFIG for test rows to be held out beside a number of rows that is not given. */
export function checkHoldout({ holdout, pairs }: Pick<RunSettings, 'holdout' | 'pairs'>): void {
  if (holdout === null || pairs !== null) return;
  throw new UserError('E_CONFIG', `Cannot hold out ${holdout} rows of each skill: --pairs is not given`, {
    hint: 'Give --pairs too. Without it testShare of the documents go to the test split: --set testShare=0.1.',
  });
}
