import { z } from 'zod';
import { jsonFormat } from '../../ask/format.ts';
import type { Check } from '../check.ts';

const VERDICT = jsonFormat(
  z.strictObject({
    why: z.string().describe('One sentence'),
    answers: z.enum(['whole', 'part', 'none']).describe('How much of what was asked the answer gives'),
    admits: z.boolean().describe('Whether it says plainly that the documents lack what it does not give'),
  }),
);

/**
 * Where the documents do not hold the answer, or hold a part of it, and nothing else may be used, the response says so:
 * `insufficient-context` gives nothing and admits it, `partially-answerable` gives a part and admits what is lacking. An
 * agent reads the wording.
 */
export const saysInsufficient: Check = {
  id: 'says-insufficient',
  at: 'response',
  async check({ item, question, response }, verify) {
    const wanted = { 'insufficient-context': 'none', 'partially-answerable': 'part' }[item.type];
    if (wanted === undefined) return null;
    const given = JSON.stringify({ question, answer: response ?? '' }, null, 2);
    const asked = await verify('gives-or-admits', { material: '', item: given }, VERDICT);
    if ('fault' in asked)
      return { reason: `unverified-${asked.fault.reason}`, detail: asked.fault.detail, reply: asked.fault.reply };
    const { answers, admits, why } = asked.value;
    if (answers !== wanted) return { reason: wanted === 'none' ? 'answered-anyway' : `gave-${answers}`, detail: why };
    return admits ? null : { reason: 'not-admitted', detail: why };
  },
};
