import { z } from 'zod';
import { closing, type Form, holds, plain } from './form.ts';

const Label = z.object({ labels: z.array(z.string()), answer: z.string() });

/** One label of a set that the question names. The set is shown in the agent's order. */
export const label: Form = {
  fields: () => ({
    labels: z.array(z.string().min(1)).min(2).max(12).describe('The labels to choose from'),
    answer: z.string().describe('The right one, written as in the list'),
  }),
  problem(fields) {
    const { labels, answer } = Label.parse(fields);
    return labels.some((each) => plain(each) === plain(answer)) ? null : `"${answer}" is not one of the labels`;
  },
  permute: (fields) => fields,
  shown: (fields) => ({ choices: Label.parse(fields).labels }),
  key: (fields) => Label.parse(fields).answer,
  agrees(answer, fields) {
    const { labels, answer: key } = Label.parse(fields);
    for (const text of [closing(answer), answer]) {
      const found = labels.filter((each) => holds(text, each));
      const longest = found.filter((each) => !found.some((other) => other !== each && holds(other, each)));
      if (longest.length === 1) return plain(longest[0] ?? '') === plain(key);
    }
    return null;
  },
};
