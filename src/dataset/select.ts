import { plain } from '../check/forms/form.ts';
import type { Pair } from '../data.ts';
import { documentOf } from '../text/document-of.ts';
import { draw } from '../text/draw.ts';
import { shortHash } from '../text/hash.ts';

/** Why a finished pair is not in the dataset. */
export type LeftOut = 'duplicate' | 'surplus';

/** What is wanted of a skill. */
export interface Quota {
  rows: number;
  /** Rows of the test split beside them; null where test rows are among `rows`. */
  test: number | null;
  /** Most rows of each type, as long as others can make up for it. */
  types: ReadonlyMap<string, number>;
}
/** Quotas by skill. */
export type Quotas = ReadonlyMap<string, Quota>;

/** The split that a pair belongs to: all rows of a source document are in one. */
export type SplitOf = (pair: Pair) => 'train' | 'test';

/** The draw (0-1) of the document that a source is of; below the share of test documents it is one. */
export function splitDraw(runSeed: string, source: string): number {
  return draw(runSeed, 'split', documentOf(source)).next();
}

/** A split by source document: `share` (0-1) of them, drawn by the run's seed, are test documents. */
export function splitBySource(runSeed: string, share: number): SplitOf {
  const known = new Map<string, 'train' | 'test'>();
  return ({ lineage }) => {
    const { source } = lineage.seed;
    const split = known.get(source) ?? (splitDraw(runSeed, source) < share ? 'test' : 'train');
    known.set(source, split);
    return split;
  };
}

/** Decides, pair by pair in plan order, what the dataset takes. */
export interface Selection {
  /** Null when the pair is taken; `over-share` when its type has its share and the skill still wants rows. */
  consider(pair: Pair): LeftOut | 'over-share' | null;
  /** Once all were considered: takes a pair that was over its type's share, where the quota is still open. */
  fill(pair: Pair): LeftOut | null;
  /** Rows taken of a skill, and different rows seen of it; `test` counts only where test rows have a quota of their own. */
  countOf(skill: string, split: 'train' | 'test'): { taken: number; seen: number };
}

/**
 * Takes pairs in plan order until each skill's quota is full (null: no limit). Of rows whose visible prompts are the
 * same, case, marks and spacing aside, the first is taken. A refined row and the one it was made from are different rows.
 */
export function createSelection(quotas: Quotas | null, splitOf: SplitOf): Selection {
  const prompts = new Set<string>();
  const counts = new Map<string, number>();
  const add = (key: string) => counts.set(key, (counts.get(key) ?? 0) + 1);
  const of = (key: string) => counts.get(key) ?? 0;

  /** Where a pair counts, and how many may. */
  const placeOf = (pair: Pair): { key: string; most: number; apart: boolean } => {
    const { skill } = pair.lineage;
    const quota = quotas?.get(skill);
    if (!quotas) return { key: skill, most: Number.POSITIVE_INFINITY, apart: false };
    const apart = typeof quota?.test === 'number' && splitOf(pair) === 'test';
    return { key: apart ? `${skill} test` : skill, most: (apart ? quota?.test : quota?.rows) ?? 0, apart };
  };
  const take = (pair: Pair): LeftOut | null => {
    const { key, most, apart } = placeOf(pair);
    if (of(key) >= most) return 'surplus';
    add(key);
    if (!apart) add(`type ${pair.lineage.skill}/${pair.lineage.item?.type}`);
    return null;
  };
  return {
    consider(pair) {
      const { skill, item } = pair.lineage;
      const prompt = promptHash(pair);
      if (prompts.has(prompt)) return 'duplicate';
      const { key, most, apart } = placeOf(pair);
      add(`seen ${key}`);
      const typeMost = quotas?.get(skill)?.types.get(item?.type ?? '') ?? Number.POSITIVE_INFINITY;
      if (of(key) < most && !apart && of(`type ${skill}/${item?.type}`) >= typeMost) {
        prompts.add(prompt);
        return 'over-share';
      }
      const left = take(pair);
      if (left === null) prompts.add(prompt);
      return left;
    },
    fill: take,
    countOf(skill, split) {
      const key = split === 'test' ? `${skill} test` : skill;
      return { taken: of(key), seen: of(`seen ${key}`) };
    },
  };
}

/** What becomes of each pair, in the order given; `pairs` is walked once more where types were over their share. */
export async function chooseRows(
  pairs: () => AsyncIterable<{ pair: Pair }>,
  quotas: Quotas | null,
  splitOf: SplitOf,
): Promise<(LeftOut | null)[]> {
  const selection = createSelection(quotas, splitOf);
  const found: (LeftOut | null)[] = [];
  const over = new Set<number>();
  for await (const { pair } of pairs()) {
    const left = selection.consider(pair);
    if (left === 'over-share') over.add(found.length);
    found.push(left === 'over-share' ? 'surplus' : left);
  }
  if (over.size === 0) return found;
  let at = 0;
  for await (const { pair } of pairs()) {
    if (over.has(at)) found[at] = selection.fill(pair);
    at++;
  }
  return found;
}

function promptHash(pair: Pair): string {
  const asked = pair.messages.filter((message) => message.role !== 'assistant');
  return shortHash(...asked.map((message) => plain(message.content)));
}
