import { expect, test } from 'vitest';
import { looksMathematical } from './looks-mathematical.ts';

const TEX = `The roots of $x^2 - 5x + 6 = 0$ add up to $5$ and multiply to $6$. For $ax^2 + bx + c$ the sum is
$-\\frac{b}{a}$, whatever the discriminant $b^2 - 4ac$ may be.`;
const PLAIN = `A line rises by m for each step. With y = 2x + 1 the value at x = 3 is y = 7; where x = 0 it is y = 1, and
2*3 + 1 = 7 shows it once more.`;

test.each([TEX, PLAIN])('takes %j for mathematics', (text) => expect(looksMathematical(text)).toBe(true));

test.each([
  'When Gregor Samsa woke one morning from troubled dreams, he found himself changed in his bed into a monstrous bug.',
  'The fee is $5 a day, or $30 a week, and $100 a month; in 1901 it was $1.',
  'let a = 1;\nlet b = 2;\nfor (let i = 0; i < n; i++) {\n  c = a + b;\n  a = b;\n  b = c;\n}\nx = 5;',
  '',
])('takes %j for no mathematics', (text) => expect(looksMathematical(text)).toBe(false));

test('reads long runs at once', () => {
  for (const run of ['$', 'a=', '1+', '\\', 'a + b', '(']) looksMathematical(run.repeat(40_000));
});
