import { describe, expect, it } from 'vitest';
import { countQuantities, findQuantities } from './find-quantities.ts';

const read = (text: string) =>
  findQuantities(text).map(({ values: [value = 0], dimension }) => [
    Number(value.toPrecision(3)),
    Object.keys(dimension).join(''),
  ]);

describe('quantities of a text', () => {
  it.each<[string, (string | number)[][]]>([
    [
      'So about 2–3 million litres of it.',
      [
        [2000, 'm'],
        [3000, 'm'],
      ],
    ],
    [
      'between 1.2 and 1.5 million people',
      [
        [1.2e6, ''],
        [1.5e6, ''],
      ],
    ],
    ['roughly 3 × 10^8 kg', [[3e8, 'kg']]],
    ['3·10⁸ kg', [[3e8, 'kg']]],
    ['≈ 1.5 \\times 10^{6} \\text{ litres}', [[1500, 'm']]],
    ['$3 \\times 10^6$ kg', [[3e6, 'kg']]],
    ['that is 10^9 bits', [[1e9, 'bit']]],
    ['2e6 J', [[2e6, 'kgms']]],
    ['about $5m', [[5e6, 'USD']]],
    ['US$ 3.5 billion', [[3.5e9, 'USD']]],
    [
      '€3bn–5bn',
      [
        [3e9, 'EUR'],
        [5e9, 'EUR'],
      ],
    ],
    ['40,000 piano tuners', [[40_000, '']]],
    ['3 000 000 Liter', [[3000, 'm']]],
    ['1,5 Mio. Tonnen', [[1.5e9, 'kg']]],
    ['1 in 20,000', [[5e-5, '']]],
    [
      '5,000 m³ (5 million litres)',
      [
        [5000, 'm'],
        [5000, 'm'],
      ],
    ],
    ['a wall 12 m long', [[12, 'm']]],
    ['10^-3 m', [[1e-3, 'm']]],
    ['none at all', []],
  ])('%j', (text, expected) => expect(read(text)).toEqual(expected));

  it.each([
    ['The plant makes 40 tonnes a day with 120 workers.', 2],
    ['In 1901 the lamp went out; by 1968 she had left.', 0],
    ['See section 4, figure 12 and page 7.', 0],
    ['It cost $30 and took 4 hours.', 2],
    ['A third of it, or 33%, is lost.', 1],
    ['On 4 July 1776 they signed.', 0],
    ['Version 3.2 of the file, item 14.', 0],
    ['About 3 million pages.', 1],
    ['It stood still for nine days, after thirty years in which two sisters wound it.', 2],
  ])('%j holds %i', (text, count) => expect(countQuantities(text)).toBe(count));

  it.each(['1,'.repeat(100_000), '9'.repeat(100_000), '$'.repeat(50_000), '1 × 10^'.repeat(20_000), '10^9999999'])(
    'odd text ends soon and throws nothing',
    (text) => expect(() => findQuantities(text)).not.toThrow(),
  );
});
