import { z } from 'zod';
import { type Form, withoutPowers } from './form.ts';
import { finalStatement } from './stated.ts';
import { sameUnit, spaced } from './units.ts';
import { sameValue, singleValue } from './values.ts';

const Num = z.object({ answer: z.number(), unit: z.string().nullable() });

/** One number, with its unit where it has one. */
export const number: Form = {
  keyFields: ['answer', 'unit'],
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
    const { answer: key, unit } = Num.parse(fields);
    const stated = finalStatement(answer) ?? '';
    const given = parseQuantity(stated);
    if (!given) return inOtherNotation(stated, key, unit ?? '');
    const sameUnits = sameUnit(given.unit, unit ?? '');
    if (given.unit !== '' && !sameUnits) return inOtherNotation(stated, key, unit ?? '');
    const same = given.readings.map((value) => close(value, key, 1e-12));
    if (same[0]) return true;
    if (!sameUnits) return null;
    return same.some(Boolean) || close(given.readings[0] ?? 0, key, 0.02) ? null : false;
  },
};

/** Whether a statement is the key as a fraction, a power, a percentage, in TeX: true, or null where that is not certain. */
function inOtherNotation(stated: string, key: number, unit: string): true | null {
  const value = singleValue(stated);
  if (!value) return null;
  const bare = value.unit === '' && !sameUnit(unit, '%');
  const asKey = { number: key, fraction: null, numeral: true, unit: bare ? '' : unit };
  return sameValue(asKey, value) ? true : null;
}

/** A number and what stands round it. `readings` has the English reading first where a mark may be either kind. */
export interface Quantity {
  readings: number[];
  unit: string;
}

const GROUPED = /^\d{1,3}(?:([ \u00a0\u202f'’.,])\d{3})(?:\1\d{3})*(?!\d)/;
const QUANTITY =
  /^([-−+]?)(\p{Sc}?)\s?([-−]?)(\d(?:[\d.,'’ \u00a0\u202f]*\d)?)\s*(%|\p{Sc}|[\p{L}°µΩ][^\d,;=]*)?[.。]?$/u;

/** The quantity that a text is, wholly; null where it is anything more: a sum, a fraction, a power, a sentence. */
export function parseQuantity(text: string): Quantity | null {
  const match = QUANTITY.exec(withoutPowers(text.trim()).replaceAll(/[０-９]/g, (digit) => digit.normalize('NFKC')));
  if (!match) return null;
  const [, sign = '', currency = '', inner = '', digits = '', after = ''] = match;
  const values = readings(digits.replaceAll(/[\u00a0\u202f]/g, ' '));
  if (values.length === 0 || (currency !== '' && after !== '')) return null;
  const minus = /[-−]/.test(sign + inner) ? -1 : 1;
  return { readings: values.map((value) => minus * value), unit: spaced(currency || after) };
}

/** What digits with marks may mean: groups of three set off, or a decimal part after the last mark. */
function readings(digits: string): number[] {
  const found: number[] = [];
  const add = (text: string) => {
    if (/^\d+(?:\.\d+)?$/.test(text)) found.push(Number(text));
  };
  const group = GROUPED.exec(digits);
  const mark = group?.[1] ?? '';
  const tail = group ? digits.slice(group[0].length) : '';
  const asGroups = () => add((group?.[0] ?? '').replaceAll(mark, '') + tail.replace(mark === '.' ? ',' : /[.,]/, '.'));
  const decimal = /^(\d+)[.,](\d+)$/.test(digits) || /^\d+$/.test(digits);
  const mayGroup = group !== null && !tail.includes(mark) && !/^0/.test(digits);
  if (mayGroup && mark !== '.') asGroups();
  if (decimal) add(digits.replace(',', '.'));
  if (mayGroup && mark === '.') asGroups();
  return found;
}

function close(a: number, b: number, share: number): boolean {
  return Math.abs(a - b) <= Math.abs(b) * share;
}
