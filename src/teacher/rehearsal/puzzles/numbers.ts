import { claimsOf, type Kind, settled } from './kind.ts';

const MARK = /A whole number n lies from (\d+) to (\d+)\./;
const LEAVES = /Divided by (\d+), n leaves (\d+)\./g;
const DIGITS = /The digits of n add up to (\d+)\./;

const digitSum = (n: number) => [...String(n)].reduce((sum, digit) => sum + Number(digit), 0);

/** A number within bounds, known by remainders and its digits. */
export const numbers: Kind = {
  field: 'numbers',
  tell(_, draw, form) {
    const n = 12 + draw.index(85);
    const [a = 5, b = 7] = draw.sample([3, 4, 5, 7, 8, 9], 2);
    const parts = [
      'A whole number n lies from 10 to 99.',
      `Divided by ${a}, n leaves ${n % a}.`,
      `The digits of n add up to ${digitSum(n)}.`,
      ...(form === 'option' ? [] : [`Divided by ${b}, n leaves ${n % b}.`]),
    ];
    return parts.join(' ');
  },
  read(text) {
    const [, from, to] = MARK.exec(text)?.map(Number) ?? [];
    if (from === undefined || to === undefined || to - from > 2000) return null;
    const left = [...text.matchAll(LEAVES)].map((match) => ({ by: Number(match[1]), rest: Number(match[2]) }));
    const sum = Number(DIGITS.exec(text)?.[1] ?? Number.NaN);
    const cases = Array.from({ length: to - from + 1 }, (_, at) => from + at).filter(
      (n) => left.every(({ by, rest }) => n % by === rest) && (Number.isNaN(sum) || digitSum(n) === sum),
    );
    const [first] = cases;
    if (first === undefined) return null;
    const near = [...new Set([...cases, first + 1, first + 9, first - 9, first + 18, first - 1])];
    return {
      statement: {
        unknowns: [{ name: 'n', from, to }],
        rules: [
          ...left.map(({ by, rest }) => `n % ${by} = ${rest}`),
          ...(Number.isNaN(sum) ? [] : [`digitsum(n) = ${sum}`]),
        ],
      },
      cases: cases.length,
      claims: claimsOf(
        cases,
        near.map((value) => ({ words: `n is ${value}.`, formal: `n = ${value}`, holds: (n: number) => n === value })),
      ),
      questions: settled(cases, (n) => n, { question: 'Which number is n?', target: 'n', form: 'number' }),
    };
  },
};
