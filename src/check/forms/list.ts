import { z } from 'zod';
import { exact, type Form } from './form.ts';
import { sequence } from './sequence.ts';
import { finalLines } from './stated.ts';

const List = z.object({ answer: z.array(z.string()) });

/** Several things, in any order. A program cannot tell that another wording of one is wrong. */
export const list: Form = {
  keyFields: ['answer'],
  fields: () => ({
    answer: z.array(z.string().min(1)).min(2).max(12).describe('All the items of the answer, in any order'),
  }),
  problem(fields) {
    const { answer } = List.parse(fields);
    return new Set(answer.map(exact)).size < answer.length ? 'an item of the answer stands twice' : null;
  },
  permute: (fields) => fields,
  shown: () => ({ choices: [] }),
  key: (fields) => List.parse(fields).answer.join('; '),
  agrees: (answer, fields) => (sequence(finalLines(answer) ?? '', List.parse(fields).answer) ? true : null),
};
