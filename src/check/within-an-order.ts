import { z } from 'zod';
import { jsonFormat } from '../ask/format.ts';
import type { Check, Finding, Verify } from './check.ts';
import { type Estimate, estimateOf } from './quantity/estimate.ts';
import { type Final, finalQuantity } from './quantity/final-quantity.ts';
import { parseUnit } from './quantity/units.ts';

const SETTLED = jsonFormat(
  z.strictObject({
    finalLow: z.number().nullable().describe('The low end of what the answer settles on, in that unit; null for none'),
    finalHigh: z.number().nullable().describe('The high end; the same as the low one for a single value'),
  }),
);

/** How far an answer may lie from the estimate's range, in powers of ten. */
const ORDERS = 1;

/**
 * The quantity that an answer settles on lies within one order of magnitude of the item's estimate, units converted; a
 * quantity of another dimension disagrees. A program reads it where the wording leaves no doubt, else an agent.
 */
export const withinAnOrder: Check = {
  id: 'within-an-order',
  at: 'response',
  async check({ item, question, response }, verify) {
    const estimate = estimateOf(item.instruction);
    const unit = estimate && parseUnit(estimate.unit);
    if (!estimate || !unit) return null;
    const read = finalQuantity(response ?? '', estimate);
    const asked = read ? null : await askedFor(question, response ?? '', estimate, verify);
    if (asked !== null && 'reason' in asked) return asked;
    const final = read ?? (asked && { low: asked.low * unit.factor, high: asked.high * unit.factor });
    return final ? judged(final, estimate, unit.factor) : null;
  },
};

function judged(final: NonNullable<Final>, { low, high, unit }: Estimate, factor: number): Finding | null {
  const range = `${low} to ${high} ${unit}`;
  if ('other' in final) return { reason: 'other-dimension', detail: `"${final.other}"; the estimate is ${range}` };
  const middle = Math.sqrt(final.low * final.high) / factor;
  const orders = Math.max(0, Math.log10(low / middle), Math.log10(middle / high));
  if (orders <= ORDERS) return null;
  return {
    reason: 'orders-apart',
    detail: `${middle.toPrecision(2)} ${unit} lies ${orders.toFixed(1)} orders of magnitude from ${range}`,
  };
}

/** What an agent reads the answer to settle on, in the estimate's unit; a finding where that is nothing. */
async function askedFor(
  question: string,
  answer: string,
  { unit }: Estimate,
  verify: Verify,
): Promise<Finding | { low: number; high: number }> {
  const given = JSON.stringify({ question, unit, answer }, null, 2);
  const asked = await verify('final-quantity', { material: '', item: given }, SETTLED);
  if ('fault' in asked)
    return { reason: `unverified-${asked.fault.reason}`, detail: asked.fault.detail, reply: asked.fault.reply };
  const { finalLow, finalHigh } = asked.value;
  const [low, high] = [finalLow ?? finalHigh ?? 0, finalHigh ?? finalLow ?? 0];
  if (low > 0 && high > 0) return { low, high };
  return { reason: 'no-final-quantity', detail: `The answer settles on no quantity in ${unit}` };
}
