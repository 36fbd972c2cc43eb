import { describe, expect, test } from 'vitest';
import { evaluateExpression } from './evaluate.ts';

describe('evaluateExpression', () => {
  test.each([
    ['3 * (4 + 5)', 27],
    ['Math.hypot(3, 4)', 5],
    ['2n ** 70n', 1180591620717411303424n],
    ['[1, 2, 3].reduce((sum, each) => sum + each, 0)', 6],
    ['({ a: 1 })', { a: 1 }],
    ['1 / 0', Number.POSITIVE_INFINITY],
    ['(() => { const f = (n) => (n < 2 ? n : f(n - 1) + f(n - 2)); return f(15); })() // the 15th', 610],
  ])('%s', async (expression, value) => {
    expect(await evaluateExpression(expression)).toEqual({ value });
  });

  test.each([
    ['nothing', ' '],
    ['a statement', 'const x = 1'],
    ['an unknown name', 'x + 1'],
    ['chance', 'Math.random()'],
    ['the clock', 'Date.now()'],
    ['a function', '() => 1'],
    ['a loop', '(() => { for (;;); })()'],
    ['a bomb', '(() => { const a = []; for (;;) a.push("x".repeat(1e6) + a.length); })()'],
    ['too long', `1${' + 1'.repeat(10_000)}`],
  ])('%s has a fault, and the next is evaluated', async (_, expression) => {
    expect(await evaluateExpression(expression)).toMatchObject({ fault: expect.any(String) });
    expect(await evaluateExpression('1 + 1')).toEqual({ value: 2 });
  });

  test('hundreds at once do not see each other', async () => {
    const each = Array.from({ length: 300 }, (_, n) =>
      evaluateExpression(`(globalThis.n = (globalThis.n ?? 0) + ${n})`),
    );
    expect(await Promise.all(each)).toEqual(Array.from({ length: 300 }, (_, value) => ({ value })));
  });
});
