import { z } from 'zod';
import { jsonFormat } from '../ask/format.ts';
import type { Check } from './check.ts';
import { FORMS } from './forms/index.ts';
import { keyAgreement } from './key-agreement.ts';

const FROM_MATERIAL = jsonFormat(
  z.strictObject({
    answerable: z.boolean().describe('Whether the material decides the question'),
    quote: z.string().nullable().describe('The sentence that decides it, word for word; null when none does'),
    choice: z
      .int()
      .nullable()
      .describe('Which of the choices is right, counted from 0; null where there are none or none is right'),
    answer: z.string().nullable().describe('The answer in as few words as it takes; null when there is none'),
  }),
);

/**
 * An edited passage is read by an agent that knows neither the old passage nor the key: where the edit was to take the
 * answer away it must find none, where it was to change the key it must come to the new one.
 */
export const editVerified: Check = {
  id: 'edit-verified',
  at: 'item',
  async check({ item, material, question, parent, outcome }, verify) {
    if (outcome !== 'new-key' && outcome !== 'undecided') return null;
    const form = FORMS[item.form];
    if (outcome === 'new-key' && parent && form.key(parent.item.instruction) === form.key(item.instruction)) {
      return { reason: 'same-key', detail: 'The edit was to change the key and the key is as it was' };
    }
    const { choices } = form.shown(item.instruction);
    const posed = JSON.stringify({ question, ...(choices.length > 0 && { choices }) }, null, 2);
    const asked = await verify('answer-from-material', { material, item: posed }, FROM_MATERIAL);
    if ('fault' in asked)
      return { reason: `unverified-${asked.fault.reason}`, detail: asked.fault.detail, reply: asked.fault.reply };
    const { answerable, choice, answer } = asked.value;
    const reply = JSON.stringify(asked.value);
    if (outcome === 'undecided') {
      return answerable
        ? { reason: 'still-answerable', detail: `It can be answered: ${answer ?? choice}`, reply }
        : null;
    }
    if (!answerable) return { reason: 'no-longer-answerable', detail: 'The edited material decides nothing', reply };
    const given = choice !== null && choices[choice] !== undefined ? choices[choice] : (answer ?? '');
    const missed = { reason: 'not-the-new-key', detail: `The reader came to: ${given || 'nothing'}`, reply };
    if (given.trim() === '') return missed;
    const agreement = await keyAgreement({ item, question, answer: given, labels: [], undecided: false }, verify);
    return agreement.agrees === true ? null : missed;
  },
};
