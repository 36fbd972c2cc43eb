import { z } from 'zod';
import type { Form } from './form.ts';

const Bool = z.object({ answer: z.boolean() });
const YES = /^(yes|true|correct|right|ja|oui|sí|si|vrai|verdadero|richtig|wahr|是|да|tak|नहीं|हाँ|نعم|صحيح)(?![\p{L}])/iu;
const NO = /^(no|false|incorrect|wrong|nein|non|faux|falso|falsch|否|不|нет|nie|nahin|لا|خطأ)(?![\p{L}])/iu;

/** A statement that is true or not. */
export const boolean: Form = {
  fields: () => ({ answer: z.boolean().describe('Whether it is so') }),
  problem: () => null,
  permute: (fields) => fields,
  shown: () => ({ choices: [] }),
  key: (fields) => (Bool.parse(fields).answer ? 'true (yes)' : 'false (no)'),
  agrees(answer, fields) {
    const lines = answer
      .trim()
      .split(/\n+|(?<=[.!?])\s+/)
      .map((line) => line.replace(/^(?:\W|answer:?\s)+/i, ''));
    for (const line of [lines.at(-1) ?? '', lines[0] ?? '']) {
      if (YES.test(line)) return Bool.parse(fields).answer;
      if (NO.test(line)) return !Bool.parse(fields).answer;
    }
    return null;
  },
};
