import { z } from 'zod';
import { closing, type Form } from './form.ts';

const Num = z.object({ answer: z.number(), unit: z.string().nullable() });

/** One number, with its unit where it has one. */
export const number: Form = {
  fields: () => ({
    answer: z.number().describe('The number'),
    unit: z.string().nullable().describe('Its unit as the answer should give it; null for a bare count'),
  }),
  problem: () => null,
  permute: (fields) => fields,
  shown: () => ({ choices: [] }),
  key(fields) {
    const { answer, unit } = Num.parse(fields);
    return unit ? `${answer} ${unit}` : String(answer);
  },
  agrees(answer, fields) {
    const key = Num.parse(fields).answer;
    const same = (value: number) => Math.abs(value - key) <= Math.max(1e-9, Math.abs(key) * 1e-6);
    const last = numbersIn(closing(answer)).at(-1);
    if (last !== undefined && same(last)) return true;
    const all = numbersIn(answer);
    return all.length > 0 && !all.some(same) && last !== undefined ? false : null;
  },
};

/** The numbers in a text, in order; thousands may be set off by commas or narrow spaces. */
export function numbersIn(text: string): number[] {
  const found = text.matchAll(
    /(?<![\w.])[-−]?\d{1,3}(?:[,\u202f\u00a0]\d{3})+(?:\.\d+)?|(?<![\w.])[-−]?\d+(?:\.\d+)?/g,
  );
  return [...found].map(([digits]) => Number(digits.replaceAll(/[,\u202f\u00a0]/g, '').replace('−', '-')));
}
