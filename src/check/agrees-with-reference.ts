import { z } from 'zod';
import { jsonFormat } from '../ask/format.ts';
import type { Check } from './check.ts';
import { FORMS } from './forms/index.ts';

const Held = z.object({ reference: z.string().min(1) });

const AGREES = jsonFormat(
  z.strictObject({
    why: z.string().describe('One sentence'),
    agreesWithReference: z.boolean().describe('Whether the answer agrees with the reference'),
  }),
);

/**
 * What the student said without having seen the material agrees with what the material says. Items with a key are left
 * out: their answers have been held against it. Where the question came alone a disagreement means that the matter is no
 * common knowledge.
 */
export const agreesWithReference: Check = {
  id: 'agrees-with-reference',
  at: 'response',
  async check({ item, material, question, response }, verify) {
    const held = Held.safeParse(item.instruction);
    if (!held.success || FORMS[item.form].key(item.instruction) !== null) return null;
    const given = JSON.stringify({ question, reference: held.data.reference, answer: response ?? '' }, null, 2);
    const asked = await verify('agrees-with-reference', { material: '', item: given }, AGREES);
    if ('fault' in asked)
      return { reason: `unverified-${asked.fault.reason}`, detail: asked.fault.detail, reply: asked.fault.reply };
    if (asked.value.agreesWithReference) return null;
    const reason = material === '' ? 'not-common-knowledge' : 'reference-disputed';
    return { reason, detail: asked.value.why };
  },
};
