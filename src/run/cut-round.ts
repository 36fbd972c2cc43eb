import type { Skill } from '../skill/skill.ts';
import type { SeedShards } from '../store/seed-shards.ts';
import type { Unit } from '../store/store.ts';
import { assign } from './assign.ts';
import type { Cursor, PlanSettings, Round } from './planner.ts';

/** Seeds of a unit. Part of the format: units are never cut again. */
export const UNIT_SEEDS = 16;

/**
 * Cuts the next round: the seeds of as many full units as it has room for; a unit has up to 16 seeds of one skill and pass. Depends on nothing but what it is given. `next` is the cursor behind the round; no units where nothing is left.
 */
export async function cutRound(
  cursor: Cursor,
  round: Round,
  shards: SeedShards,
  skills: readonly Skill[],
  settings: Pick<PlanSettings, 'runSeed' | 'mix'>,
): Promise<{ units: Unit[]; next: Cursor }> {
  const next: Cursor = { ...structuredClone(cursor), round: cursor.round + 1 };
  const open = round.open && new Set(round.open);
  const units: Unit[] = [];
  const filling = new Map<string, Unit>();
  for (let given = 0; given < round.units * UNIT_SEEDS; ) {
    const slot = nextSlot(next, round);
    if (!slot) break;
    const seed = await shards.get(shards.ids[slot.at] ?? '');
    const skill = assign(seed, slot.pass, skills, settings, open);
    if (!skill) continue;
    const key = `${skill.id}/${slot.pass}`;
    let unit = filling.get(key);
    if (!unit || unit.seeds.length >= UNIT_SEEDS) {
      unit = newUnit(next, cursor.round, skill.id, slot.pass);
      filling.set(key, unit);
      units.push(unit);
    }
    unit.seeds.push(seed.id);
    given++;
  }
  return { units, next };
}

function newUnit(cursor: Cursor, round: number, skill: string, pass: number): Unit {
  const number = cursor.next[skill] ?? 0;
  cursor.next[skill] = number + 1;
  const id = `${skill}-${String(number).padStart(6, '0')}`;
  return { id, kind: 'generate', order: cursor.order++, skill, pass, round, seeds: [] };
}

/** The next place in the order of passes: the earliest pass that has seeds left, so that added seeds begin with it. */
function nextSlot(cursor: Cursor, { passes, seeds }: Round): { pass: number; at: number } | null {
  for (let pass = 0; pass < passes; pass++) {
    const at = cursor.passes[pass] ?? 0;
    if (at >= seeds) continue;
    cursor.passes[pass] = at + 1;
    return { pass, at };
  }
  return null;
}
