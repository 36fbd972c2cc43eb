import type { RoundWeights } from '../flow/context.ts';
import type { Skill } from '../skill/skill.ts';
import type { SeedShards } from '../store/seed-shards.ts';
import type { Counts, Store, Unit } from '../store/store.ts';
import type { Mix } from './mixes.ts';
import { planOnePass, planRound } from './plan-round.ts';
import { Cursor, Round } from './round.ts';
import { openRoundBooks, type RoundBooks } from './round-books.ts';

/** What planning goes by. `quotas` null: one pass over the seeds. */
export interface PlanSettings {
  runSeed: string;
  mix: Mix;
  quotas: ReadonlyMap<string, number> | null;
  maxPasses: number;
  /** One round for all that can be planned: for teachers that take hours over each call, and any number at once. */
  wide?: boolean;
  /** Whether all seeds are in the shards; without it they are. With quotas they must be. */
  sealed?: () => boolean;
  /** Rows that the dataset would take of all rounds below one, by skill; without it every pair counts as a row. */
  taken?: (round: number) => Promise<ReadonlyMap<string, number>>;
}

/** Plans rounds of units, each by what the rounds before the last have brought. */
export interface Planner {
  /** Plans what can be planned now. True when something was. */
  advance(): Promise<boolean>;
  /** To be told of every unit that is committed. */
  committed(unit: Unit, counts: Counts): void;
  /** The weights that a round was planned with. */
  weights(round: number): Promise<RoundWeights>;
  /** Whether quotas are still open although every pass has been planned. */
  readonly exhausted: boolean;
}

/** Rows that a seed is taken to give before any has been gone through, and how many seeds it takes to outweigh that. */
const ROWS_PER_SEED = 8;
const TRUST = 2;
/** A round at most doubles a skill's seeds, so that a few poor ones do not buy many good ones; beginning with so many. */
const UNTRIED = 16;
const LEAST_ROWS_PER_SEED = 0.05;
/** Seeds after which a skill that gives fewer rows than that a seed gets no more of them. */
const BARREN_SEEDS = 200;

/**
 * The order rule: what round r is depends on committed rounds up to r - 2 and is stored before its first unit is leased,
 * so that two rounds overlap and nothing depends on timing. Whether there is a round r depends on them too; only where
 * the round before can be expected to fill the quotas, or no seed is left for what they lack, is its end waited for, and
 * the round planned by all before it. Where a crash comes between two steps the same is planned again.
 *
 * In one pass a round is cut as soon as there are seeds enough to fill it, or all there are: it is the same however far
 * reading is. Skills that search get their seeds in rounds behind those of all others, when all seeds are known.
 */
export async function createPlanner(
  store: Store,
  shards: SeedShards,
  skills: readonly Skill[],
  settings: PlanSettings,
): Promise<Planner> {
  const kept = await store.get('cursor');
  const fresh: Cursor = { round: 0, order: 0, passes: [], next: {}, searching: 0 };
  const books = await openRoundBooks(store);
  const known = new Set((await store.units()).map((unit) => unit.id));
  const state = {
    ...{ store, shards, skills, settings, books },
    cursor: kept === undefined ? fresh : Cursor.parse(kept),
    known,
    waitsFor: -1,
    ended: false,
    exhausted: false,
    enough: 0,
  };
  const since = await firstRoundOf(store, state.cursor.round, shards.ids.length);
  const wants = wantsOf(books, settings, since);
  const isExhausted = async (committed: number): Promise<false> => {
    state.exhausted = committed === state.cursor.round && ((await wants(committed))?.size ?? 0) > 0;
    return false;
  };
  return {
    get exhausted() {
      return state.exhausted;
    },
    async advance() {
      const { round } = state.cursor;
      const committed = books.firstOpen(round);
      if (state.ended) return isExhausted(committed);
      if (round - committed >= 2 || (state.waitsFor === round && committed < round)) return false;
      if (settings.quotas === null) return planOnePass(state);
      if ((await wants(round - 1))?.size === 0) return false;
      const waits = await wants.expectedToEnd(round);
      if (waits && committed < round) return false;
      if (waits && (await wants(round))?.size === 0) return false;
      if (!waits && (await planRound(state, await wants.needs(round)))) return true;
      if (committed < round) {
        state.waitsFor = round;
        return false;
      }
      state.ended = !(await planRound(state, await wants.needs(round + 1)));
      return !state.ended || isExhausted(committed);
    },
    committed: (unit, counts) => books.committed(unit, counts),
    async weights(round) {
      return Round.parse(await store.get(`round-${round}`)).weights;
    },
  };
}

/** The first of the latest rounds that were cut with so many seeds: what came before tells nothing of seeds added since. */
async function firstRoundOf(store: Store, next: number, seeds: number): Promise<number> {
  for (let round = next; round > 0; round--) {
    const before = Round.safeParse(await store.get(`round-${round - 1}`));
    if (before.data?.seeds !== seeds) return round;
  }
  return 0;
}

/** What quotas still want when all rounds below one are through; each is null without quotas. Asked once a round. */
function wantsOf(books: RoundBooks, { quotas, taken }: PlanSettings, since: number) {
  const found = new Map<number, ReadonlyMap<string, number>>();
  /** Rows that skills lack, as far as committed rows tell. */
  const find = async (below: number): Promise<ReadonlyMap<string, number> | null> => {
    if (quotas === null) return null;
    const before = found.get(below);
    if (before) return before;
    const had = (skill: string) => books.before(below, skill).pairs;
    const full = taken && [...quotas].some(([skill, quota]) => had(skill) >= quota) ? await taken(below) : null;
    const lacking = [...quotas].flatMap(([skill, quota]): [string, number][] => {
      const left = quota - Math.min(had(skill), full?.get(skill) ?? Number.POSITIVE_INFINITY);
      return left > 0 ? [[skill, left]] : [];
    });
    const rows = new Map(lacking);
    found.set(below, rows);
    return rows;
  };
  /** Seeds that a skill's missing rows take, when the round before `round` brings what the seeds before it lead to expect. */
  const seedsFor = (round: number, skill: string, rows: number): number => {
    const { pairs, seeds } = books.before(round - 1, skill);
    const rate = (pairs + ROWS_PER_SEED * TRUST) / (seeds + TRUST);
    const left = Math.max(0, rows - rate * books.seedsOf(round - 1, skill));
    const expected = Math.ceil(left / Math.max(rate, LEAST_ROWS_PER_SEED));
    return Math.min(expected, Math.max(UNTRIED, seeds + books.seedsOf(round - 1, skill)));
  };
  /** Whether so many seeds of a skill came to so little that more of them would be money thrown away. */
  const isBarren = (round: number, skill: string): boolean => {
    const [all, earlier] = [books.before(round - 1, skill), books.before(since, skill)];
    const seeds = all.seeds - earlier.seeds;
    return seeds >= BARREN_SEEDS && all.pairs - earlier.pairs < seeds * LEAST_ROWS_PER_SEED;
  };
  const needs = async (round: number): Promise<Record<string, number> | null> => {
    const rows = await find(round - 1);
    if (rows === null) return null;
    const worth = [...rows].filter(([skill]) => !isBarren(round, skill));
    const seeds = worth.map(([skill, left]) => [skill, seedsFor(round, skill, left)] as const);
    const wanted = seeds.filter(([, count]) => count > 0);
    return Object.fromEntries(wanted.length > 0 ? wanted : worth.map(([skill]) => [skill, 1]));
  };
  /** Whether the round before `round` can be expected to fill the quotas, so that its end is worth waiting for. */
  const expectedToEnd = async (round: number): Promise<boolean> => {
    const rows = round > 0 ? await find(round - 1) : null;
    return (
      rows !== null && [...rows].every(([skill, left]) => isBarren(round, skill) || seedsFor(round, skill, left) === 0)
    );
  };
  return Object.assign(find, { needs, expectedToEnd });
}
