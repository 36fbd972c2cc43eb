/** Planned units without seeds, for journals. */
import type { Unit } from '../src/store/store.ts';

/** The unit at a place of the plan. */
export function unitOf(order: number): Unit {
  const id = `bench-${String(order).padStart(6, '0')}`;
  return { id, kind: 'generate', order, skill: 'bench', pass: 0, round: 0, seeds: [] };
}
