import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { numbersOf, sameValues, singleValue } from './values.ts';

describe('sameValues', () => {
  test.each([
    ['1/2', '0.5'],
    ['1/2', '50 %'],
    ['0.5', '50%'],
    ['1/2', '$\\frac{1}{2}$'],
    ['1/2', '\\dfrac12'],
    ['1/2', '½'],
    ['5/2', '2 1/2'],
    ['5/2', '2½'],
    ['-1/2', '-\\frac{1}{2}'],
    ['2500', '2.5 × 10^3'],
    ['2500', '2.5 \\times 10^{3}'],
    ['0.0025', '2.5*10^-3'],
    ['1234567', '1,234,567'],
    ['1234567', '1 234 567'],
    ['3√2', '3\\sqrt{2}'],
    ['3√2', '\\sqrt{18}'],
    ['√2/2', '\\frac{\\sqrt{2}}{2}'],
    ['√2/2', '\\frac{1}{\\sqrt 2}'],
    ['2 + √3', '2+sqrt(3)'],
    ['12π', '12\\pi'],
    ['ln 3', '\\ln 3'],
    ['4 ln 2', 'ln(16)'],
    ['(ln 3)/2', '\\frac{\\ln 3}{2}'],
    ['e^2', '$e^{2}$'],
    ['2e^3', '2 e^3'],
    ['12π cm²', '$12\\pi\\text{ cm}^2$'],
    ['60 km/h', '60 kilometres per hour'],
    ['12 %', '12 percent'],
    ['45°', '45^\\circ'],
    ['5 tickets', '5 ticket'],
    ['x = 5', '5'],
    ['x = 5', '$x=5$'],
    ['x = -3 or x = 2', 'x = 2 or x = -3'],
    ['x = -3 or x = 2', 'x = −3, x = 2'],
    ['x = -3 or x = 2', '2, -3'],
    ['x = -3 or x = 2', 'x_1 = 2, x_2 = -3'],
    ['x = 2 or x = -2', 'x = ±2'],
    ['{1, 2, 3}', '3, 1 and 2'],
    ['{1, 2, 3}', '\\{3, 2, 1\\}'],
    ['(2, -1)', '(2,-1)'],
    ['(2, -1)', '$\\left(2, -1\\right)$'],
    ['(1/2, 3)', '(0.5, 3)'],
    ['x = 2, y = 3', 'y = 3 and x = 2'],
    ['-3, 2', '-3 and 2'],
    ['3:2', '3 : 2'],
    ['[2, 5)', '[2,5)'],
  ])('takes %j and %j for the same, either way round', (key, answer) => {
    expect(sameValues(key, answer)).toBe(true);
    expect(sameValues(answer, key)).toBe(true);
  });

  test.each([
    ['1/2', '0.49'],
    ['1/3', '0.333'],
    ['1/2', '2/4'],
    ['1/2', '1/20'],
    ['50', '50%'],
    ['1', '100%'],
    ['0.5 %', '50 %'],
    ['0.5 %', '0.5'],
    ['5', '-5'],
    ['12', '1/2'],
    ['12', '1,2'],
    ['$5', '€5'],
    ['5 km', '5 m'],
    ['5 km', '5'],
    ['5 mW', '5 MW'],
    ['5 ms', '5 m'],
    ['42', '6 × 7'],
    ['-2', '40-42'],
    ['42', '42 or 43'],
    ['10', '10²'],
    ['(ln 3)/2', 'ln 3/2'],
    ['2e', '2e^1'],
    ['e^2', '2'],
    ['102', '10²'],
    ['1', '1e5'],
    ['√12', '√1 2'],
    ['1/(2√3)', '1/2√3'],
    ['4', '-2^2'],
    ['3', 'about 3'],
    ['3', 'not 3'],
    ['3', '3x'],
    ['x = 5', 'y = 5'],
    ['(2, 5)', '[2, 5]'],
    ['(2, 5)', '2, 5'],
    ['(2, 5)', '(5, 2)'],
    ['2, 5', '5, 2'],
    ['x = 2, y = 3', 'x = 3, y = 2'],
    ['x = 2, y = 3', '(2, 3)'],
    ['x = 2 or x = 3', 'x = 2 and y = 3'],
    ['x = 2 or x = 2', 'x = 2 or x = 3'],
    ['3:2', '2:3'],
    ['3:2', '6:4'],
    ['3:2', '3/2'],
    ['no solution', '0'],
    ['x > 3', 'x = 3'],
    ['14:30', '2:30'],
    ['', ''],
  ])('does not take %j and %j for the same, either way round', (key, answer) => {
    expect(sameValues(key, answer)).toBeNull();
    expect(sameValues(answer, key)).toBeNull();
  });

  test('takes a whole number in any notation for itself and for no other', () => {
    const written = (value: number) => [`${value}`, `$${value}$`, `\\frac{${2 * value}}{2}`, `x = ${value}`];
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e6 }), fc.integer({ min: 0, max: 1e6 }), (a, b) => {
        for (const text of written(a)) {
          expect(sameValues(String(a), text)).toBe(true);
          if (a !== b) expect(sameValues(String(b), text)).toBeNull();
        }
      }),
    );
  });

  test('reads whatever comes without failing, and long runs at once', () => {
    const text = fc.string({ unit: fc.constantFrom(...'()[]{}\\frac sqrt√π^/*-+,;:.=±xyor12 ½²%$'), maxLength: 60 });
    fc.assert(fc.property(text, text, (a, b) => [true, null].includes(sameValues(a, b))));
    for (const run of ['(', '√', '{', '\\frac{', '1 ', '1,000', '1/', 'x = ', ', ', '\\text{', '^2'])
      expect(sameValues(run.repeat(20_000), run.repeat(20_000))).toBeNull();
  });
});

test('numbersOf gives the numbers in their order', () => {
  expect(numbersOf('x = 2, y = -3/4')).toEqual([2, -0.75]);
  expect(numbersOf('12 %')).toEqual([12]);
  expect(numbersOf('none')).toBeNull();
});

test('singleValue gives one value with its unit', () => {
  expect(singleValue('12.5 km')).toMatchObject({ number: 12.5, unit: 'km' });
  expect(singleValue('2, 3')).toBeNull();
});
