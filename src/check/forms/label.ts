import { z } from 'zod';
import { chosen } from './choice.ts';
import { exact, type Form } from './form.ts';

const Label = z.object({ labels: z.array(z.string()), answer: z.string() });

/** One label of a set that the question names. The set is shown in the agent's order. */
export const label: Form = {
  keyFields: ['answer'],
  fields: () => ({
    labels: z.array(z.string().min(1)).min(2).max(12).describe('The labels to choose from'),
    answer: z.string().describe('The right one, written as in the list'),
  }),
  problem(fields) {
    const { labels, answer } = Label.parse(fields);
    if (new Set(labels.map(exact)).size < labels.length) return 'two labels are the same';
    return labels.some((each) => exact(each) === exact(answer)) ? null : `"${answer}" is not one of the labels`;
  },
  permute: (fields) => fields,
  shown: (fields) => ({ choices: Label.parse(fields).labels }),
  key: (fields) => Label.parse(fields).answer,
  agrees(answer, fields, marks) {
    const { labels, answer: key } = Label.parse(fields);
    const choice = chosen(answer, { texts: labels, labels: marks });
    return choice === null ? null : exact(labels[choice] ?? '') === exact(key);
  },
};
