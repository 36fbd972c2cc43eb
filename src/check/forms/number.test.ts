import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { held } from './agrees.fixture.ts';
import { number, parseQuantity } from './number.ts';

const of = (answer: number, unit: string | null = null) => held('number', { answer, unit });

describe('number.agrees', () => {
  test.each([
    ['42', 42, null],
    ['42.', 42, null],
    ['**42**', 42, null],
    ['Answer: 42', 42, null],
    ['The answer is 42 km.', 42, 'km'],
    ['6 × 7 gives it.\n\nAnswer: 42', 42, null],
    ['1,234', 1234, null],
    ['1 234', 1234, null],
    ['1\u202f234,5', 1234.5, null],
    ['1.234.567', 1234567, null],
    ["1'234.5", 1234.5, null],
    ['1.234,56', 1234.56, null],
    ['12,5 %', 12.5, '%'],
    ['-7', -7, null],
    ['−7 °C', -7, '°C'],
    ['$1,500', 1500, '$'],
    ['-$5', -5, '$'],
    ['5 €', 5, '€'],
    ['0.75', 0.75, null],
    ['Antwort: 3,5 kg', 3.5, 'kg'],
    ['La réponse est 3,5', 3.5, null],
    ['答案是 12', 12, null],
    ['答案：１２', 12, null],
    ['\\boxed{42}', 42, null],
    ['42', 42, 'km'],
    ['42 kilometres', 42, 'km'],
    ['12 percent', 12, '%'],
    ['1/2', 0.5, null],
    ['$\\frac{1}{2}$', 0.5, null],
    ['\\boxed{\\frac{1}{2}}', 0.5, null],
    ['50%', 0.5, null],
    ['2.5 × 10^3 m', 2500, 'm'],
    ['10²', 100, null],
    ['x = 42', 42, null],
    ['3 1/2 hours', 3.5, 'h'],
    ['Both ways give it.\n\n$$\\boxed{42\\text{ km}}$$', 42, 'km'],
    ['It comes to $\\boxed{1{,}250}$.', 1250, null],
  ])('takes %j for %d %s', (answer, key, unit) => expect(of(key, unit)(answer)).toBe(true));

  test.each([
    ['43', 42, null],
    ['-7', 7, null],
    ['Answer: 1,234', 1500, null],
    ['5 km', 7, 'km'],
    ['0.5', 5, null],
    ['1.5', 15, null],
  ])('takes %j for another number than %d', (answer, key, unit) => expect(of(key, unit)(answer)).toBe(false));

  test.each([
    ['', 0, null],
    ['about 42', 42, null],
    ['not 42', 42, null],
    ['42 or 43', 42, null],
    ['at least 42', 42, null],
    ['42 or more', 42, null],
    ['40-42', 42, null],
    ['42 of the 50', 42, null],
    ['1/2', 1, null],
    ['10²', 10, null],
    ['10²', 102, null],
    ['10^2', 10, null],
    ['2*3', 23, null],
    ['1e5', 1, null],
    ['42 million', 42, null],
    ['42 dozen', 42, null],
    ['42%', 42, null],
    ['42 cm', 42, 'm'],
    ['5 mW', 5, 'MW'],
    ['2.72', 2.7201, null],
    ['1.234', 1234, null],
    ['In 1990 there were twelve.', 12, null],
    ['The answer is not 42', 42, null],
    ['Answer: 42\nAnswer: 43', 42, null],
    ['Answer: 42\n\nNo, 43.', 42, null],
    ['500', 0.5, 'km'],
    ['1000001', 1_000_000, null],
    ['12 34', 1234, null],
    ['1,23,456', 123456, null],
    ['forty-two', 42, null],
    ['6 × 7 = 42', 6, null],
    ['6 × 7', 42, null],
    ['40-42', -2, null],
    ['1/2', 0.5, '%'],
    ['0.5%', 0.5, null],
    ['50%', 50, null],
    ['It is not \\boxed{42}', 42, null],
    ['\\boxed{42} or \\boxed{43}', 42, null],
    ['\\boxed{42}, unless it rains', 42, null],
  ])('does not judge %j against %d %s', (answer, key, unit) => expect(of(key, unit)(answer)).toBeNull());

  test('takes every integer as English writes it, and no other, for itself', () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer(), (a, b) => {
        expect(of(a)(a.toLocaleString('en'))).toBe(true);
        if (a !== b) expect(of(b)(a.toLocaleString('en'))).not.toBe(true);
      }),
    );
  });

  test('never takes a text for a number that stands not in it', () => {
    fc.assert(fc.property(fc.stringMatching(/^[^\d]*$/), (text) => of(7)(text) === null));
  });
});

test('parseQuantity gives the readings of a mark that may be either kind', () => {
  expect(parseQuantity('1,234')?.readings).toEqual([1234, 1.234]);
  expect(parseQuantity('1.234')?.readings).toEqual([1.234, 1234]);
  expect(parseQuantity('0,500')?.readings).toEqual([0.5]);
  expect(parseQuantity('1,2345')?.readings).toEqual([1.2345]);
  expect(parseQuantity('see 5')).toBeNull();
});

test('number.key names the unit where there is one', () => {
  expect(number.key({ answer: 5, unit: 'km' })).toBe('5 km');
  expect(number.key({ answer: 5, unit: null })).toBe('5');
});
