import { describe, expect, test } from 'vitest';
import { itemOf, scriptedVerify, subject } from './check.fixture.ts';
import { computes } from './computes.ts';

const { verify } = scriptedVerify();

async function reason(form: Parameters<typeof itemOf>[0], fields: Record<string, unknown>): Promise<string | null> {
  const finding = await computes.check(subject({ item: itemOf(form, fields) }), verify);
  return finding?.reason ?? null;
}

const number = (answer: number, unit: string | null, compute: string) => reason('number', { answer, unit, compute });
const short = (answer: string, compute: string) => reason('short', { answer, alternatives: [], compute });

describe('computes', () => {
  test.each([
    [42, null, '6 * 7'],
    [42, 'km', '((v, t) => v * t)(6, 7)'],
    [3.33, '€', 'Math.round(1000 / 3) / 100'],
    [0.5, null, '[1 / 2]'],
    [25, '%', '(50 - 40) / 40'],
    [25, '%', '(50 - 40) / 40 * 100'],
    [0, null, '0.1 + 0.2 - 0.3'],
    [-5, null, '2 - 7'],
    [1024, null, '2n ** 10n;'],
    [7, null, 'return 3 + 4;'],
  ])('keeps the number %d %s, computed by %s', async (answer, unit, compute) => {
    expect(await number(answer, unit, compute)).toBeNull();
  });

  test.each([
    ['x = -3 or x = 2', '[(-1 - Math.sqrt(25)) / 2, (-1 + Math.sqrt(25)) / 2]'],
    ['3/8', '3 * 1 / 8'],
    ['3√2', 'Math.sqrt(9 + 9)'],
    ['(2, -1)', '[4 / 2, 1 - 2]'],
    ['[2, 5)', '[4 - 2, 10 / 2]'],
    ['x = 2, y = 3', '[1 + 1, 1 + 2]'],
    ['3:2', '[9 / 3, 6 / 3]'],
    ['3:2', '9 / 6'],
    ['12 %', '3 / 25'],
    ['y = 2x + 3', '[(7 - 5) / (2 - 1), 5 - 2]'],
    ['y = 2x - 3', '[(5 - 1) / 2, 1 - 2 * 2]'],
    ['2E/r', '[[9, 0.1], [4, 0.2]].every(([E, r]) => E / (r / 2) === (2 * E) / r)'],
    ['9a^6', '[2, 3].every((a) => (3 * a ** 3) ** 2 === 9 * a ** 6)'],
    ['[[2, 1], [0, 3]]', '[[4 / 2, 1], [0, 6 / 2]]'],
    ['4 ln 2', '4 * Math.log(2)'],
    ['2e^3', '2 * Math.exp(3)'],
    ['5 h 20 min', '[Math.floor(320 / 60), 320 % 60]'],
    ['Tuesday', '["Sunday", "Monday", "Tuesday"][(1 + 15) % 7]'],
    ['no solution', '2 / 4 === 3 / 6 && 5 / 4 !== 8 / 6'],
  ])('keeps the key %s, computed by %s', async (answer, compute) => {
    expect(await short(answer, compute)).toBeNull();
  });

  test.each([
    [42, null, '6 * 8', 'key-not-computed'],
    [42.1, null, '6 * 7', 'key-not-computed'],
    [3.33, null, '10 / 3', 'key-not-computed'],
    [42, null, '[6 * 7, 1]', 'key-not-computed'],
    [25, 'km', '(50 - 40) / 40', 'key-not-computed'],
    [1, null, '1 < 2', 'key-not-computed'],
    [42, null, '6 *', 'compute-fails'],
    [42, null, 'width * 7', 'compute-fails'],
    [42, null, 'while (true);', 'compute-fails'],
    [42, null, '42', 'compute-states-key'],
    [-42, null, '[-42]', 'compute-states-key'],
    [42, null, 'undefined', 'compute-fails'],
    [42, null, '1 / 0', 'key-not-computed'],
  ])('drops the number %d %s with %s as %s', async (answer, unit, compute, why) => {
    expect(await number(answer, unit, compute)).toBe(why);
  });

  test.each([
    ['x = -3 or x = 2', '[2 - 5, 2 - 0.5]', 'key-not-computed'],
    ['(2, -1)', '[1 - 2, 4 / 2]', 'key-not-computed'],
    ['3/8', '1 === 1', 'key-not-computed'],
    ['50 km/h', '1 === 1', 'key-not-computed'],
    ['2E/r', '1 === 2', 'key-not-computed'],
    ['y = 2x - 3', '[2 * 1, 4 - 1]', 'key-not-computed'],
    ['[[2, 1], [0, 3]]', '[[2, 0 + 0], [1, 3]]', 'key-not-computed'],
    ['no solution', '1 === 2', 'key-not-computed'],
    ['no solution', 'true', 'compute-states-key'],
    ['no solution', '"no solution"', 'compute-states-key'],
    ['Tuesday', '["Sunday", "Monday"][0 + 1]', 'key-not-computed'],
    ['many', '6 * 7', 'key-not-computed'],
    ['Tuesday', '({ day: 2 })', 'compute-fails'],
  ])('drops the key %s with %s as %s', async (answer, compute, why) => {
    expect(await short(answer, compute)).toBe(why);
  });

  test('holds the right option, and no other, against the calculation', async () => {
    const options = ['24 km', '25 km', '26 km', '50 km'];
    expect(await reason('option', { options, key: 1, compute: '100 / 4' })).toBeNull();
    expect(await reason('option', { options, key: 2, compute: '100 / 4' })).toBe('key-not-computed');
  });

  test('does not concern items without a calculation or without a key', async () => {
    expect(await reason('number', { answer: 42, unit: null })).toBeNull();
    expect(await reason('free', { points: ['a'], compute: '6 * 7' })).toBeNull();
  });
});
