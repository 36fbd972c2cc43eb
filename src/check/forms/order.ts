import { z } from 'zod';
import { exact, type Form } from './form.ts';
import { sequence } from './sequence.ts';
import { finalLines } from './stated.ts';

const Order = z.object({ steps: z.array(z.string()), shown: z.array(z.int()).optional() });

/** Things to be put in order. The agent gives them in their right order; `shown` is the seeded order of showing. */
export const order: Form = {
  keyFields: ['steps'],
  fields: () => ({
    steps: z.array(z.string().min(1)).min(3).max(8).describe('What is to be ordered, in the right order'),
  }),
  problem(fields) {
    const { steps } = Order.parse(fields);
    return new Set(steps.map(exact)).size < steps.length ? 'two things to be ordered are the same' : null;
  },
  permute(fields, draw) {
    const indices = Order.parse(fields).steps.map((_, index) => index);
    const mixed = draw.shuffle(indices);
    const sorted = mixed.every((value, index) => value === index);
    return { ...fields, shown: sorted ? [...mixed.slice(1), ...mixed.slice(0, 1)] : mixed };
  },
  shown(fields) {
    const { steps, shown } = Order.parse(fields);
    return { choices: places(steps, shown).map((index) => steps[index] ?? '') };
  },
  key: (fields) => Order.parse(fields).steps.join(' → '),
  agrees(answer, fields, labels) {
    const { steps, shown } = Order.parse(fields);
    const text = finalLines(answer) ?? '';
    if (!counted(text)) return null;
    const given = byLabels(text, labels, places(steps, shown)) ?? bySteps(text, steps, labels, places(steps, shown));
    return given === null ? null : given.every((step, index) => step === index);
  },
};

/** The steps in the order shown, as indices. */
function places(steps: readonly string[], shown = [...steps.keys()]): number[] {
  return shown;
}

/** Whether the numbers before lines, if any, go up: else they may be ranks and not the order of writing. */
function counted(text: string): boolean {
  const numbers = [...text.matchAll(/^\s*\(?(\d{1,2})[.):]/gm)].map((match) => Number(match[1]));
  return numbers.every((number, index) => index === 0 || number > (numbers[index - 1] ?? 0));
}

/** The steps in the order of an answer that is nothing but labels: "B, A, C", "B → A → C", "BAC". */
function byLabels(text: string, labels: readonly string[], shown: readonly number[]): number[] | null {
  const letters = /^\p{Lu}+\.?$/u.test(text) ? [...text.replace('.', '')].join(' ') : text;
  const marks = labels.slice(0, shown.length);
  if (marks.length < shown.length || (/\n/.test(letters) && marks.some((label) => /\d/.test(label)))) return null;
  return sequence(letters, marks)?.map((place) => shown[place] ?? -1) ?? null;
}

/** The steps in the order in which an answer writes them out; the marks before them are theirs, or count the lines. */
function bySteps(
  text: string,
  steps: readonly string[],
  labels: readonly string[],
  shown: readonly number[],
): number[] | null {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const bare = lines.map((line, index) => {
    const mark = /^\s*\(?(\p{L}|\d{1,2})[.):]\s+/u.exec(line);
    const body = mark ? line.slice(mark[0].length) : line;
    const own = labels[shown.findIndex((step) => exact(steps[step] ?? '') === exact(body))];
    return !mark || mark[1] === own || mark[1] === String(index + 1) ? body : null;
  });
  return bare.every((line) => line !== null) ? sequence(bare.join('\n'), steps) : null;
}
