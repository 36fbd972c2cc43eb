import { z } from 'zod';
import { evaluateExpression } from '../sandbox/evaluate.ts';
import type { Check, Finding } from './check.ts';
import { exact } from './forms/form.ts';
import { FORMS } from './forms/index.ts';
import { numbersOf, singleValue } from './forms/values.ts';

/**
 * The field of a calculation, to be spread into a shape that a type asks for with `With:`. The key of the item is held
 * against what it comes to.
 */
export const calculation = {
  compute: z
    .string()
    .min(1)
    .describe(
      'One JavaScript expression that works the answer out from the given numbers, with arithmetic, Math and functions ' +
        'of lists: the result in the unit of the answer, rounded as asked; a list where the answer holds several numbers, ' +
        'in their order; where the answer is in words or is a formula, a comparison that is true exactly if it is right, ' +
        'of a formula at several values of its letters',
    ),
};

const Computed = z.object({ compute: z.string() });
const Num = z.object({ answer: z.number(), unit: z.string().nullable() });

/** How far a computed number may lie from the key, as a share of it. */
const SHARE = 1e-6;

/** What the item's `compute` comes to, in the sandbox, is its key. Items without one are not concerned. */
export const computes: Check = {
  id: 'computes',
  at: 'item',
  async check({ item }) {
    const { data } = Computed.safeParse(item.instruction);
    const key = FORMS[item.form].key(item.instruction);
    if (data === undefined || key === null) return null;
    const compute = data.compute
      .trim()
      .replace(/^return\s/, '')
      .replace(/;$/, '');
    if (statesResult(compute))
      return { reason: 'compute-states-key', detail: `It calculates nothing: ${compute.slice(0, 200)}` };
    const evaluated = await evaluateExpression(compute);
    if ('fault' in evaluated) return { reason: 'compute-fails', detail: evaluated.fault };
    const { data: number } = item.form === 'number' ? Num.safeParse(item.instruction) : {};
    return number === undefined
      ? held(evaluated.value, key)
      : heldNumber(evaluated.value, number.answer, number.unit ?? '');
  },
};

/** Whether an expression only writes a result down: a number, a list of numbers, a text, a truth. */
function statesResult(compute: string): boolean {
  const numbers = /^[[(\s]*[-+]?[\d.]+(?:\s*,\s*[-+]?[\d.]+)*[\])\s]*$/;
  return numbers.test(compute) || /^(?:true|false|"[^"]*"|'[^']*')$/.test(compute);
}

function heldNumber(value: unknown, key: number, unit: string): Finding | null {
  const [only, ...others] = numbersIn(value) ?? [];
  const share = unit.trim() === '%' && only !== undefined && near(only * 100, key);
  return only !== undefined && others.length === 0 && (near(only, key) || share) ? null : differs(value, String(key));
}

/** A key in words or signs: the same words, the numbers in it, or a comparison that holds. */
function held(value: unknown, key: string): Finding | null {
  const values = isFormula(key) ? null : numbersOf(key);
  if (typeof value === 'boolean') return value && values === null ? null : differs(value, key);
  if (typeof value === 'string') return exact(value) === exact(key) ? null : differs(value, key);
  const given = numbersIn(value);
  if (given === null) return { reason: 'compute-fails', detail: `It comes to no number: ${shown(value)}` };
  const wanted = values ?? numbersWithin(key);
  const same = wanted.length === given.length && wanted.every((each, at) => near(given[at] ?? Number.NaN, each));
  const [first = 0, second = 0] = wanted;
  const percent = /%\s*$/.test(key) && wanted.length === 1 && near((given[0] ?? Number.NaN) * 100, first);
  const ratio =
    wanted.length === 2 && given.length === 1 && /^[^:]+:[^:]+$/.test(key) && near(given[0] ?? 0, first / second);
  return (wanted.length > 0 && same) || percent || ratio ? null : differs(value, key);
}

/** Letters that stand for units where they stand alone. */
const UNIT_LETTERS = 'mgshlLdNJWVACKF';

/** Whether a key that reads like a number with a unit is a formula: `2E/r`, `9a^6`, not `50 km/h`. */
function isFormula(key: string): boolean {
  const letters = singleValue(key)?.unit.match(/(?<!\p{L})[a-zA-Z](?!\p{L})/gu) ?? [];
  return letters.some((letter) => !UNIT_LETTERS.includes(letter));
}

/** The numbers in a text, in order. In an equation a minus that is set apart belongs to what follows it: `y = 2x - 3`. */
function numbersWithin(key: string): number[] {
  const text = key.replaceAll('−', '-');
  const joined = text.includes('=') ? text.replaceAll(/(?<=[\p{L})\d]) - (?=\d)/gu, ' -') : text;
  return [...joined.matchAll(/(?<![\p{L}\d.])-?\d+(?:\.\d+)?/gu)].map(([each]) => Number(each));
}

/** The numbers that a value is, in order, rows of rows one after another; null where it holds anything else. */
function numbersIn(value: unknown): number[] | null {
  const list: unknown[] = Array.isArray(value) ? value.flat(2).slice(0, 50) : [value];
  const plain = list.map((each) => (typeof each === 'bigint' ? Number(each) : each));
  const numbers = plain.flatMap((each) => (typeof each === 'number' && Number.isFinite(each) ? [each] : []));
  return numbers.length === list.length && list.length > 0 ? numbers : null;
}

function near(given: number, wanted: number): boolean {
  return Math.abs(given - wanted) <= Math.max(SHARE * Math.abs(wanted), 1e-9);
}

function differs(value: unknown, key: string): Finding {
  return { reason: 'key-not-computed', detail: `The calculation comes to ${shown(value)}; the key is ${key}` };
}

function shown(value: unknown): string {
  const numbers = numbersIn(value);
  return (JSON.stringify(numbers?.length === 1 ? numbers[0] : (numbers ?? String(value))) ?? '').slice(0, 120);
}
