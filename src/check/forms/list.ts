import { z } from 'zod';
import { type Form, holds, plain } from './form.ts';

const List = z.object({ answer: z.array(z.string()) });

/** Several things, in any order. */
export const list: Form = {
  fields: () => ({
    answer: z.array(z.string().min(1)).min(2).max(12).describe('All the items of the answer, in any order'),
  }),
  problem(fields) {
    const { answer } = List.parse(fields);
    return new Set(answer.map(plain)).size < answer.length ? 'an item of the answer stands twice' : null;
  },
  permute: (fields) => fields,
  shown: () => ({ choices: [] }),
  key: (fields) => List.parse(fields).answer.join('; '),
  agrees: (answer, fields) => (List.parse(fields).answer.every((item) => holds(answer, item)) ? true : null),
};
