import { z } from 'zod';
import { closing, type Form, plain } from './form.ts';

const Order = z.object({ steps: z.array(z.string()), shown: z.array(z.int()).optional() });

/** Things to be put in order. The agent gives them in their right order; `shown` is the seeded order of showing. */
export const order: Form = {
  fields: () => ({
    steps: z.array(z.string().min(1)).min(3).max(8).describe('What is to be ordered, in the right order'),
  }),
  problem(fields) {
    const { steps } = Order.parse(fields);
    return new Set(steps.map(plain)).size < steps.length ? 'two things to be ordered are the same' : null;
  },
  permute(fields, draw) {
    const indices = Order.parse(fields).steps.map((_, index) => index);
    const mixed = draw.shuffle(indices);
    const sorted = mixed.every((value, index) => value === index);
    return { ...fields, shown: sorted ? [...mixed.slice(1), ...mixed.slice(0, 1)] : mixed };
  },
  shown(fields) {
    const { steps, shown } = Order.parse(fields);
    return { choices: (shown ?? [...steps.keys()]).map((index) => steps[index] ?? '') };
  },
  key: (fields) => Order.parse(fields).steps.join(' → '),
  agrees(answer, fields, labels) {
    const { steps, shown } = Order.parse(fields);
    const places = (shown ?? [...steps.keys()]).map((step, place) => [step, place] as const);
    const right = places.toSorted((a, b) => a[0] - b[0]).map(([, place]) => labels[place] ?? '');
    const marks = [...closing(answer).matchAll(/(?<![\p{L}\d])(\p{Lu}|\p{Ll}|\d)(?![\p{L}\d])/gu)].map(
      (match) => match[1] ?? '',
    );
    const given = marks.filter((mark) => labels.includes(mark));
    if (given.length === right.length && new Set(given).size === given.length) {
      return given.every((mark, index) => mark === right[index]);
    }
    const text = plain(answer);
    const at = steps.map((step) => text.lastIndexOf(plain(step)));
    if (at.some((place) => place < 0)) return null;
    return at.every((place, index) => index === 0 || place > (at[index - 1] ?? 0));
  },
};
