import { z } from 'zod';
import { refusal } from '../flow/accepts.ts';
import type { RoundWeights } from '../flow/context.ts';
import type { Skill } from '../skill/skill.ts';
import type { SeedShards } from '../store/seed-shards.ts';
import type { Counts, Store, Unit } from '../store/store.ts';
import { draw } from '../text/draw.ts';
import { openRoundBooks } from './round-books.ts';
import { weightsFrom } from './weights.ts';

/** Seeds of a unit. Part of the format: units are never cut again. */
export const UNIT_SEEDS = 16;

/** Units of a round: few at first, so that weights are learnt early; more later, so that rounds never starve a teacher. */
const FIRST_ROUND = 4;
const LARGEST_ROUND = 64;

/** How far planning has come; kept in the store. */
const Cursor = z.strictObject({
  round: z.int(),
  order: z.int(),
  /** How many seeds of each pass have been given out. */
  passes: z.array(z.int()),
  /** Number of the next unit of each skill. */
  next: z.record(z.string(), z.int()),
});
type Cursor = z.infer<typeof Cursor>;

/** What planning goes by. `quotas` null: one pass over the seeds. */
export interface PlanSettings {
  runSeed: string;
  mix: Record<string, number> | null;
  quotas: ReadonlyMap<string, number> | null;
  maxPasses: number;
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

const Weights = z.strictObject({ types: z.record(z.string(), z.number()), goals: z.record(z.string(), z.number()) });

/**
 * The order rule: round r depends on committed rounds up to r - 2 and is stored before its first unit is leased, so
 * that two rounds overlap and nothing depends on timing. Where a crash comes between two steps the same is planned again.
 */
export async function createPlanner(
  store: Store,
  shards: SeedShards,
  skills: readonly Skill[],
  settings: PlanSettings,
): Promise<Planner> {
  const kept = Cursor.safeParse(await store.get('cursor'));
  let cursor: Cursor = kept.success ? kept.data : { round: 0, order: 0, passes: [], next: {} };
  const books = await openRoundBooks(store);
  const known = new Set((await store.units()).map((unit) => unit.id));
  let exhausted = false;

  function quotasFull(before: number): boolean {
    return (
      settings.quotas !== null &&
      [...settings.quotas].every(([skill, quota]) => books.before(before, skill).pairs >= quota)
    );
  }

  async function planRound(): Promise<boolean> {
    const size = Math.min(FIRST_ROUND * 2 ** cursor.round, LARGEST_ROUND);
    const next: Cursor = structuredClone(cursor);
    const units: Unit[] = [];
    const filling = new Map<string, Unit>();
    while (units.length < size) {
      const slot = nextSlot(next, shards.ids.length, settings);
      if (!slot) break;
      const seed = await shards.get(slot.seed(shards.ids));
      const skill = assign(seed, slot.pass, skills, settings);
      const key = `${skill.id}/${slot.pass}`;
      let unit = filling.get(key);
      if (!unit || unit.seeds.length >= UNIT_SEEDS) {
        const number = next.next[skill.id] ?? 0;
        next.next[skill.id] = number + 1;
        unit = {
          id: `${skill.id}-${String(number).padStart(6, '0')}`,
          kind: 'generate',
          order: next.order++,
          skill: skill.id,
          pass: slot.pass,
          round: cursor.round,
          seeds: [],
        };
        filling.set(key, unit);
        units.push(unit);
      }
      unit.seeds.push(seed.id);
    }
    if (units.length === 0) return false;
    await store.set(
      `round-${cursor.round}`,
      weightsFrom(skills, (skill) => books.before(cursor.round - 1, skill)),
    );
    await store.plan(units);
    books.planned(units.filter((unit) => !known.has(unit.id)));
    for (const unit of units) known.add(unit.id);
    cursor = { ...next, round: cursor.round + 1 };
    await store.set('cursor', cursor);
    return true;
  }

  return {
    get exhausted() {
      return exhausted;
    },
    async advance() {
      const committed = books.firstOpen(cursor.round);
      if (cursor.round - committed >= 2 || quotasFull(committed)) return false;
      const planned = await planRound();
      if (!planned && committed >= cursor.round && settings.quotas) exhausted = true;
      return planned;
    },
    committed: (unit, counts) => books.committed(unit, counts),
    async weights(round) {
      return Weights.parse(await store.get(`round-${round}`));
    },
  };
}

/** The next place in the order of passes: the earliest pass that has seeds left, so that added seeds begin with it. */
function nextSlot(cursor: Cursor, seeds: number, settings: PlanSettings) {
  const passes = settings.quotas ? settings.maxPasses : 1;
  for (let pass = 0; pass < passes; pass++) {
    const given = cursor.passes[pass] ?? 0;
    if (given >= seeds) continue;
    cursor.passes[pass] = given + 1;
    return { pass, seed: (ids: readonly string[]) => ids[given] ?? '' };
  }
  return null;
}

/** The skill that a seed goes to in a pass: drawn by the mix among those that accept it, or among all, to be dropped by name. */
function assign(
  seed: Parameters<typeof refusal>[1],
  pass: number,
  skills: readonly Skill[],
  settings: PlanSettings,
): Skill {
  const accepting = skills.filter((skill) => refusal(skill, seed) === null);
  const among = accepting.length > 0 ? accepting : skills;
  const weight = (skill: Skill) => (settings.mix ? (settings.mix[skill.id] ?? 0) : 1);
  const drawn = draw(settings.runSeed, seed.id, 'skill', pass).pick(among, weight) ?? among[0];
  if (!drawn) throw new Error('a run has at least one skill');
  return drawn;
}
