import { z } from 'zod';
import type { RoundWeights } from '../flow/context.ts';
import type { Skill } from '../skill/skill.ts';
import type { SeedShards } from '../store/seed-shards.ts';
import type { Counts, Store, Unit } from '../store/store.ts';
import { cutRound } from './cut-round.ts';
import type { Mix } from './mixes.ts';
import { openRoundBooks, type RoundBooks } from './round-books.ts';
import { weightsFrom } from './weights.ts';

/** How far planning has come; kept in the store. */
const Cursor = z.strictObject({
  round: z.int(),
  order: z.int(),
  /** How many seeds of each pass have been given out. */
  passes: z.array(z.int()),
  /** Number of the next unit of each skill. */
  next: z.record(z.string(), z.int()),
});
/** How far planning has come. */
export type Cursor = z.infer<typeof Cursor>;

/** What a round was cut by; kept before its units are, so that after a crash the same are cut again. */
const Round = z.strictObject({
  weights: z.strictObject({ types: z.record(z.string(), z.number()), goals: z.record(z.string(), z.number()) }),
  /** How many seeds there were. */
  seeds: z.int(),
  passes: z.int(),
  /** Full units that it has room for. */
  units: z.int(),
  /** Seeds wanted of each skill that lacks rows; null where all seeds are gone through once. */
  needs: z.record(z.string(), z.int().positive()).nullable(),
});
/** What a round is cut by. */
export type Round = z.infer<typeof Round>;

/** What planning goes by. `quotas` null: one pass over the seeds. */
export interface PlanSettings {
  runSeed: string;
  mix: Mix;
  quotas: ReadonlyMap<string, number> | null;
  maxPasses: number;
  /** One round for all that can be planned: for teachers that take hours over each call, and any number at once. */
  wide?: boolean;
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

/** Units of a round: few at first, so that weights are learnt early; more later, so that rounds never starve a teacher. */
const FIRST_ROUND = 4;
const LARGEST_ROUND = 64;
const WIDE_ROUND = 100_000;

/**
 * The order rule: what round r is depends on committed rounds up to r - 2 and is stored before its first unit is leased,
 * so that two rounds overlap and nothing depends on timing. Whether there is a round r depends on them too; only where
 * the round before can be expected to fill the quotas, or no seed is left for what they lack, is its end waited for, and
 * the round planned by all before it. Where a crash comes between two steps the same is planned again.
 */
export async function createPlanner(
  store: Store,
  shards: SeedShards,
  skills: readonly Skill[],
  settings: PlanSettings,
): Promise<Planner> {
  const kept = await store.get('cursor');
  const fresh: Cursor = { round: 0, order: 0, passes: [], next: {} };
  const books = await openRoundBooks(store);
  const known = new Set((await store.units()).map((unit) => unit.id));
  const state = {
    cursor: kept === undefined ? fresh : Cursor.parse(kept),
    known,
    waitsFor: -1,
    ended: false,
    exhausted: false,
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
      if ((await wants(round - 1))?.size === 0) return false;
      const waits = await wants.expectedToEnd(round);
      if (waits && committed < round) return false;
      if (waits && (await wants(round))?.size === 0) return false;
      const plan = async (needs: Record<string, number> | null) =>
        planRound(store, shards, skills, settings, books, state, needs);
      if (!waits && (await plan(await wants.needs(round)))) return true;
      if (committed < round) {
        state.waitsFor = round;
        return false;
      }
      state.ended = !(await plan(await wants.needs(round + 1)));
      return !state.ended || isExhausted(committed);
    },
    committed: (unit, counts) => books.committed(unit, counts),
    async weights(round) {
      return Round.parse(await store.get(`round-${round}`)).weights;
    },
  };
}

async function planRound(
  store: Store,
  shards: SeedShards,
  skills: readonly Skill[],
  settings: PlanSettings,
  books: RoundBooks,
  state: { cursor: Cursor; known: Set<string> },
  needs: Record<string, number> | null,
): Promise<boolean> {
  const { cursor, known } = state;
  const name = `round-${cursor.round}`;
  const begun = await store.get(name);
  const round: Round =
    begun === undefined
      ? {
          weights: weightsFrom(skills, (skill) => books.before(cursor.round - 1, skill)),
          seeds: shards.ids.length,
          passes: settings.quotas ? settings.maxPasses : 1,
          units: settings.wide ? WIDE_ROUND : Math.min(FIRST_ROUND * 2 ** cursor.round, LARGEST_ROUND),
          needs,
        }
      : Round.parse(begun);
  const { units, next } = await cutRound(cursor, round, shards, skills, settings);
  if (units.length === 0) return false;
  await store.set(name, round);
  await store.plan(units);
  books.planned(units.filter((unit) => !known.has(unit.id)));
  for (const unit of units) known.add(unit.id);
  await store.set('cursor', next);
  state.cursor = next;
  return true;
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
