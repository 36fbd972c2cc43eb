import { setImmediate } from 'node:timers/promises';
import type { Skill } from '../skill/skill.ts';
import type { SeedShards } from '../store/seed-shards.ts';
import type { Unit } from '../store/store.ts';
import { assign } from './assign.ts';
import type { PlanSettings } from './planner.ts';
import type { Cursor, Round } from './round.ts';

/** Seeds of a unit. Part of the format: units are never cut again. */
export const UNIT_SEEDS = 16;

/** Seeds that are looked at before others get their turn: leases and replies wait meanwhile. */
const SEEN_AT_ONCE = 64;

/** A round as it was cut. */
export interface CutRound {
  /** Empty where nothing is left. */
  units: Unit[];
  /** The cursor behind the last seed given out. */
  next: Cursor;
  /** How many seeds it has room for beyond those that it has. */
  room: number;
}

/**
 * Cuts the next round: the seeds of as many full units as it has room for; a unit has up to 16 seeds of one skill and
 * pass. Depends on nothing but what it is given. Seeds that nobody needs are passed over, each once at most: what one
 * skill seeks in vain must not use up the passes of the others. In one pass a round has seeds of skills that search, or
 * of all others, as `round.searching` says; it passes over the rest.
 */
export async function cutRound(
  cursor: Cursor,
  round: Round,
  shards: SeedShards,
  skills: readonly Skill[],
  settings: Pick<PlanSettings, 'runSeed' | 'mix'>,
): Promise<CutRound> {
  const next: Cursor = { ...structuredClone(cursor), round: cursor.round + 1 };
  const needs = round.needs && new Map(Object.entries(round.needs));
  const units: Unit[] = [];
  const unitFor = filler(units, next, cursor.round);
  const skipped = new Set<number>();
  const ahead = structuredClone(next);
  let [room, seen] = [round.units * UNIT_SEEDS, 0];
  while (room > 0) {
    const slot = needs?.size === 0 ? null : nextSlot(ahead, round);
    if (!slot || (skipped.has(slot.at) && (units.length > 0 || skipped.size === round.seeds))) break;
    if (++seen % SEEN_AT_ONCE === 0) await setImmediate();
    const seed = await shards.get(shards.ids[slot.at] ?? '');
    const skill = assign(seed, slot.pass, skills, settings, needs);
    if (!skill) skipped.add(slot.at);
    if (!skill || (round.searching !== null && searches(skill) !== round.searching)) continue;
    if (needs) spend(needs, skill.id);
    [next.passes, next.searching] = [[...ahead.passes], ahead.searching];
    unitFor(skill.id, slot.pass).seeds.push(seed.id);
    room--;
  }
  return { units, next, room };
}

/** Whether a skill looks for other seeds than the one that it works on, so that all of them must be known. */
export function searches({ programs }: Pick<Skill, 'programs'>): boolean {
  return Object.values(programs ?? {}).some((program) => program.searches === true);
}

function spend(needs: Map<string, number>, skill: string): void {
  const left = (needs.get(skill) ?? 0) - 1;
  if (left > 0) needs.set(skill, left);
  else needs.delete(skill);
}

/** The unit that a skill's next seed of a pass goes into: the one being filled, or a new one. */
function filler(units: Unit[], cursor: Cursor, round: number): (skill: string, pass: number) => Unit {
  const filling = new Map<string, Unit>();
  return (skill, pass) => {
    const last = filling.get(`${skill}/${pass}`);
    if (last && last.seeds.length < UNIT_SEEDS) return last;
    const unit = newUnit(cursor, round, skill, pass);
    filling.set(`${skill}/${pass}`, unit);
    units.push(unit);
    return unit;
  };
}

function newUnit(cursor: Cursor, round: number, skill: string, pass: number): Unit {
  const number = cursor.next[skill] ?? 0;
  cursor.next[skill] = number + 1;
  const id = `${skill}-${String(number).padStart(6, '0')}`;
  return { id, kind: 'generate', order: cursor.order++, skill, pass, round, seeds: [] };
}

/** The next place in the order of passes: the earliest pass that has seeds left, so that added seeds begin with it. */
function nextSlot(cursor: Cursor, { passes, seeds, searching }: Round): { pass: number; at: number } | null {
  if (searching === true) {
    const at = cursor.searching ?? cursor.passes[0] ?? 0;
    cursor.searching = at + 1;
    return at < seeds ? { pass: 0, at } : null;
  }
  for (let pass = 0; pass < passes; pass++) {
    const at = cursor.passes[pass] ?? 0;
    if (at >= seeds) continue;
    cursor.passes[pass] = at + 1;
    return { pass, at };
  }
  return null;
}
