import type { Check } from './check.ts';
import { estimateOf } from './quantity/estimate.ts';
import { findQuantities } from './quantity/find-quantities.ts';
import { parseUnit, sameDimension } from './quantity/units.ts';

/** The widest range that still says something, as the ratio of its ends. */
const WIDEST = 100;
/** Values nearer than this share are the same. */
const SAME = 0.02;

/**
 * An item's estimate is a range that can be held against: ends in order and near enough, a unit, and no quantity that the
 * question states or the quoted material already gives.
 */
export const soundEstimate: Check = {
  id: 'sound-estimate',
  at: 'item',
  check({ item, question }) {
    const estimate = estimateOf(item.instruction);
    if (!estimate) return { reason: 'no-estimate', detail: 'The item has no estimate' };
    const { low, high, unit } = estimate;
    const parsed = parseUnit(unit);
    if (!parsed) return { reason: 'no-unit', detail: `"${unit}" is no unit` };
    if (low > high) return { reason: 'range-reversed', detail: `${low} to ${high} ${unit}` };
    if (high > low * WIDEST) return { reason: 'range-too-wide', detail: `${low} to ${high} ${unit}` };
    const evidence = item.instruction.evidence;
    const read = [question, ...(Array.isArray(evidence) ? evidence.map(String) : [])].flatMap(findQuantities);
    const given = read.find(
      ({ values: [value = 0], dimension }) =>
        sameDimension(dimension, parsed.dimension) &&
        [low, high].every((end) => Math.abs(value - end * parsed.factor) <= SAME * value),
    );
    return given ? { reason: 'read-off', detail: `The estimate stands there to be read: "${given.text}"` } : null;
  },
};
