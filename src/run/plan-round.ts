import type { Skill } from '../skill/skill.ts';
import type { SeedShards } from '../store/seed-shards.ts';
import type { Store } from '../store/store.ts';
import { type CutRound, cutRound, searches } from './cut-round.ts';
import type { PlanSettings } from './planner.ts';
import { type Cursor, Round } from './round.ts';
import type { RoundBooks } from './round-books.ts';
import { weightsFrom } from './weights.ts';

/** Units of a round: few at first, so that weights are learnt early; more later, so that rounds never starve a teacher. */
const FIRST_ROUND = 4;
const LARGEST_ROUND = 64;
const WIDE_ROUND = 100_000;

/** What planning stands on, and how far it has come. */
export interface Planning {
  store: Store;
  shards: SeedShards;
  skills: readonly Skill[];
  settings: PlanSettings;
  books: RoundBooks;
  cursor: Cursor;
  /** Ids of the units that are planned. */
  known: Set<string>;
  /** Whether nothing is left to plan. */
  ended: boolean;
  /** Seeds below which there is no use in trying to cut the next round of one pass. */
  enough: number;
}

/** Plans the next round by what skills need. False where it has no units. */
export async function planRound(planning: Planning, needs: Round['needs']): Promise<boolean> {
  const { shards, settings } = planning;
  const facts = { seeds: shards.ids.length, passes: settings.quotas ? settings.maxPasses : 1, needs, searching: null };
  const round = (await begunRound(planning)) ?? roundOf(planning, facts);
  return keepRound(planning, round, await cut(planning, round));
}

/**
 * Plans the next round of one pass. False where it has no units: where there are not seeds enough to fill it and more may
 * come, or where nothing is left.
 */
export async function planOnePass(planning: Planning): Promise<boolean> {
  const { shards, skills, settings } = planning;
  const begun = await begunRound(planning);
  if (begun) return keepRound(planning, begun, await cut(planning, begun));
  const all = settings.sealed?.() ?? true;
  const seeds = shards.ids.length;
  if (!all && seeds < planning.enough) return false;
  for (const searching of all && skills.some(searches) ? [false, true] : [false]) {
    const round = roundOf(planning, { seeds, passes: 1, needs: null, searching });
    const made = await cut(planning, round);
    if (made.room > 0 && !all) {
      planning.enough = seeds + made.room;
      return false;
    }
    // A round that is full depends on the seeds up to its last alone, however many there are behind it.
    const seen = (searching ? made.next.searching : made.next.passes[0]) ?? seeds;
    if (await keepRound(planning, made.room > 0 ? round : { ...round, seeds: seen }, made)) return true;
  }
  planning.ended = all;
  return false;
}

/** What the next round was to be cut by before a crash. */
async function begunRound({ store, cursor }: Planning): Promise<Round | undefined> {
  const kept = await store.get(`round-${cursor.round}`);
  return kept === undefined ? undefined : Round.parse(kept);
}

function roundOf(
  { skills, settings, books, cursor }: Planning,
  facts: Pick<Round, 'seeds' | 'passes' | 'needs' | 'searching'>,
): Round {
  return {
    weights: weightsFrom(skills, (skill) => books.before(cursor.round - 1, skill)),
    units: settings.wide ? WIDE_ROUND : Math.min(FIRST_ROUND * 2 ** cursor.round, LARGEST_ROUND),
    ...facts,
  };
}

function cut({ cursor, shards, skills, settings }: Planning, round: Round): Promise<CutRound> {
  return cutRound(cursor, round, shards, skills, settings);
}

/** Keeps a round, then its units, then the cursor. False, and keeps nothing, where it has no units. */
async function keepRound(planning: Planning, round: Round, { units, next }: CutRound): Promise<boolean> {
  if (units.length === 0) return false;
  const { store, books, cursor, known } = planning;
  await store.set(`round-${cursor.round}`, round);
  await store.plan(units);
  books.planned(units.filter((unit) => !known.has(unit.id)));
  for (const unit of units) known.add(unit.id);
  await store.set('cursor', next);
  planning.cursor = next;
  return true;
}
