import type { Planner, PlanSettings } from '../src/run/planner.ts';
import type { Counts, Store, Unit } from '../src/store/store.ts';
import { countsOf, NO_OBJECT } from './run-books.ts';
import { smallSkill } from './scripted-flow.ts';

/** A skill that takes every seed. */
export const SKILL = smallSkill();
/** Settings of one pass. */
export const ONE_PASS: PlanSettings = { runSeed: '0', mix: 'even', quotas: null, maxPasses: 3 };
/** Settings with a quota of the one skill. */
export const wanting = (pairs: number, more: Partial<PlanSettings> = {}): PlanSettings => ({
  ...ONE_PASS,
  quotas: new Map([['small', pairs]]),
  ...more,
});

/** What a unit brings: nothing but its id decides. */
export function yieldOf(unit: Unit): Counts {
  const number = Number(unit.id.slice(-6));
  return countsOf(unit, 5 + (number % 7), number % 2 ? 'pick' : 'say');
}

/** Leases a unit and commits it. */
export async function commitNext(store: Store, planner: Planner, pairs?: number): Promise<boolean> {
  const lease = await store.lease('w', 60_000);
  if (!lease) return false;
  const counts = pairs === undefined ? yieldOf(lease.unit) : countsOf(lease.unit, pairs, 'pick');
  await store.commit(lease, NO_OBJECT, counts);
  planner.committed(lease.unit, counts);
  return true;
}

/** Plans and works until nothing is left. */
export async function runOut(store: Store, planner: Planner, pairs?: number): Promise<void> {
  while ((await planner.advance()) || (await commitNext(store, planner, pairs)));
}
