import { z } from 'zod';
import { jsonFormat } from '../../ask/format.ts';
import type { Check } from '../check.ts';

const READING = jsonFormat(
  z.strictObject({
    answerable: z.boolean().describe('Whether the material decides the question'),
    quote: z.string().nullable().describe('The sentence that decides it, word for word; null when none does'),
    answer: z.string().nullable().describe('The answer in as few words as it takes; null when there is none'),
  }),
);

/** Types that live on what the documents lack. */
const LACKING = ['insufficient-context', 'unhelpful-documents-answer-anyway'];

/** Items whose documents are to hold no answer: an agent that reads the documents finds none. */
export const contextInsufficient: Check = {
  id: 'context-insufficient',
  at: 'item',
  async check({ item, material }, verify) {
    if (!LACKING.includes(item.type)) return null;
    const posed = JSON.stringify({ question: item.instruction.question }, null, 2);
    const asked = await verify('answer-from-material', { material, item: posed }, READING);
    if ('fault' in asked)
      return { reason: `unverified-${asked.fault.reason}`, detail: asked.fault.detail, reply: asked.fault.reply };
    const { answerable, answer, quote } = asked.value;
    if (!answerable) return null;
    return {
      reason: 'answerable',
      detail: `The documents answer it: ${answer ?? quote}`,
      reply: JSON.stringify(asked.value),
    };
  },
};
