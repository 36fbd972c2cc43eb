import { z } from 'zod';
import { exact, type Form } from './form.ts';
import { finalStatement } from './stated.ts';
import { sameValues } from './values.ts';

const Short = z.object({ answer: z.string(), alternatives: z.array(z.string()) });

/** A word, a phrase or values, with the other wordings that are as good. A program cannot tell that another wording is wrong. */
export const short: Form = {
  keyFields: ['answer', 'alternatives'],
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
    const stated = finalStatement(answer) ?? '';
    const given = exact(stated);
    const right = [key, ...alternatives];
    if (given !== '' && right.some((wording) => given === exact(wording))) return true;
    return right.some((wording) => sameValues(wording, stated)) ? true : null;
  },
};
