import { z } from 'zod';
import type { RoundWeights } from '../flow/context.ts';
import type { Skill } from '../skill/skill.ts';
import type { SeedShards } from '../store/seed-shards.ts';
import type { Counts, Store, Unit } from '../store/store.ts';
import { cutRound, UNIT_SEEDS } from './cut-round.ts';
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
  /** Skills that wanted more rows; null where all seeds are gone through once. */
  open: z.array(z.string()).nullable(),
});
/** What a round is cut by. */
export type Round = z.infer<typeof Round>;

/** What planning goes by. `quotas` null: one pass over the seeds. */
export interface PlanSettings {
  runSeed: string;
  mix: Record<string, number> | null;
  quotas: ReadonlyMap<string, number> | null;
  maxPasses: number;
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

/** Rows that a seed is taken to give before any has been gone through. */
const ROWS_PER_SEED = 8;
const LEAST_ROWS_PER_SEED = 0.05;

/** Units of a round: few at first, so that weights are learnt early; more later, so that rounds never starve a teacher. */
const FIRST_ROUND = 4;
const LARGEST_ROUND = 64;

/**
 * The order rule: what round r is depends on committed rounds up to r - 2 and is stored before its first unit is leased,
 * so that two rounds overlap and nothing depends on timing. Whether there is a round r depends on them too; only where
 * the round before can be expected to fill the quotas is its end waited for. Where a crash comes between two steps the
 * same is planned again.
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
  const state = { cursor: kept === undefined ? fresh : Cursor.parse(kept), known, ended: false, exhausted: false };
  const wants = wantsOf(books, settings);
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
      if (round - committed >= 2) return false;
      if ((await wants(round - 1))?.size === 0) return false;
      if (wants.expectedToEnd(round)) {
        if (committed < round) return false;
        if ((await wants(round))?.size === 0) return false;
      }
      const planned = await planRound(store, shards, skills, settings, books, state, {
        open: await wants(round - 1),
        units: wants.unitsLeft(round),
      });
      state.ended = !planned;
      return planned || isExhausted(committed);
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
  wanted: { open: ReadonlySet<string> | null; units: number },
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
          units: Math.min(FIRST_ROUND * 2 ** cursor.round, LARGEST_ROUND, Math.max(1, Math.ceil(wanted.units))),
          open: wanted.open && [...wanted.open],
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

/** Skills that still want rows when all rounds below one are through; null without quotas. Asked once a round. */
function wantsOf(books: RoundBooks, { quotas, taken }: PlanSettings) {
  const found = new Map<number, ReadonlySet<string>>();
  const find = async (below: number): Promise<ReadonlySet<string> | null> => {
    if (quotas === null) return null;
    const before = found.get(below);
    if (before) return before;
    const short = [...quotas].filter(([skill, quota]) => books.before(below, skill).pairs < quota);
    const full = short.length < quotas.size && taken ? await taken(below) : null;
    const open = full ? [...quotas].filter(([skill, quota]) => (full.get(skill) ?? 0) < quota) : short;
    const ids = new Set(open.map(([skill]) => skill));
    found.set(below, ids);
    return ids;
  };
  /** Units that the quotas still need when the round before `round` brings what the seeds before it lead to expect. */
  const unitsLeft = (round: number): number =>
    [...(quotas ?? [['', Number.POSITIVE_INFINITY] as const])].reduce((sum, [skill, quota]) => {
      const { pairs, seeds } = books.before(round - 1, skill);
      const rate = seeds > 0 ? pairs / seeds : ROWS_PER_SEED;
      const left = Math.max(0, quota - pairs - rate * books.seedsOf(round - 1, skill));
      return sum + left / (Math.max(rate, LEAST_ROWS_PER_SEED) * UNIT_SEEDS);
    }, 0);
  const expectedToEnd = (round: number): boolean => round > 0 && unitsLeft(round) === 0;
  return Object.assign(find, { expectedToEnd, unitsLeft });
}
