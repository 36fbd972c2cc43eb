import { z } from 'zod';
import { type Form, holds, plain } from './form.ts';

const Short = z.object({ answer: z.string(), alternatives: z.array(z.string()) });

/** A word or phrase, with the other wordings that are as good. */
export const short: Form = {
  fields: () => ({
    answer: z.string().min(1).describe('The answer in 1 to 12 words'),
    alternatives: z.array(z.string()).describe('Other wordings that are just as right; may be empty'),
  }),
  problem: (fields) => (Short.parse(fields).answer.length > 200 ? 'the answer is longer than 200 characters' : null),
  permute: (fields) => fields,
  shown: () => ({ choices: [] }),
  key: (fields) => Short.parse(fields).answer,
  agrees(answer, fields) {
    const { answer: key, alternatives } = Short.parse(fields);
    if ([key, ...alternatives].some((wording) => plain(answer) === plain(wording))) return true;
    const brief = plain(answer).split(' ').length <= 40;
    return brief && [key, ...alternatives].some((wording) => holds(answer, wording)) ? true : null;
  },
};
