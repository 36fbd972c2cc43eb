import { describe, expect, test } from 'vitest';
import { itemOf, scriptedVerify, subject } from './check.fixture.ts';
import { printsKey } from './prints-key.ts';

const { verify } = scriptedVerify();
const LOOP = 'let n = 0;\nfor (let i = 1; i < 4; i++) n += i;\nconsole.log(n);';

async function reason(program: string, options: string[], language = 'javascript'): Promise<string | null> {
  const item = itemOf('option', { question: 'What is printed?', language, program, options, key: 0 });
  return (await printsKey.check(subject({ item }), verify))?.reason ?? null;
}

describe('printsKey', () => {
  test.each([
    [LOOP, ['6', '10', '4', '3']],
    ['console.log([1, 2].map((n) => n * 2), "ok");', ['[ 2, 4 ] ok', '[ 1, 2 ] ok', '2 4 ok']],
    ['console.log("a"); console.log("b"); /* two lines */', ['a\nb', 'b\na', 'ab\na']],
    ['console.log("a"); console.log("b"); /* in a line */', ['a, b', 'b, a', 'a']],
    ['console.log({ a: 1 }); /* an object */', ['`{ a: 1 }`', '{}', 'undefined']],
    ['console.log(1 < 2 || missing, null ?? 5);', ['true 5', 'true null', 'false 5']],
  ])('keeps %j with %j', async (program, options) => expect(await reason(program, options)).toBeNull());

  test.each([
    [LOOP, ['10', '6', '4', '3'], 'key-not-printed'],
    [LOOP.replace('n += i', 'n += missing'), ['6', '10'], 'program-fails'],
    ['for (;;); // and so on, without an end', ['6', '10'], 'program-fails'],
    ['const never = 5; // nothing is said', ['5', '6'], 'program-fails'],
    ['console.log("6 "); // with a space', ['6', '"6"', '7'], 'options-alike'],
    ['require("child_process").execSync("ls")', ['6', '7'], 'program-fails'],
  ])('drops %j with %j as %s', async (program, options, why) => expect(await reason(program, options)).toBe(why));

  test('runs Python, or leaves it to the answers where it cannot', async () => {
    const program = 'def add(x, seen=[]):\n    seen.append(x)\n    return len(seen)\nadd(1)\nprint(add(2))';
    expect(await reason(program, ['2', '1', '3'], 'python')).toBeNull();
  });

  test('does not concern items without a program', async () => {
    const item = itemOf('option', { options: ['6', '7'], key: 0 });
    expect(await printsKey.check(subject({ item }), verify)).toBeNull();
  });
});
