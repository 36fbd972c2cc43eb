import { describe, expect, test } from 'vitest';
import { scriptedVerify } from '../check.fixture.ts';
import { block, codeSubject } from './code.fixture.ts';
import { passesTests } from './passes-tests.ts';

const CALLABLE = { entry: 'last', entryKind: 'function' };
const RIGHT = 'function last(list) { return list.length === 0 ? null : list[list.length - 1]; }';
const WRONG = 'function last(list) { return list[list.length - 1]; }';
const TESTS = "const assert = require('assert');\nassert.equal(last([1, 2]), 2);\nassert.strictEqual(last([]), null);";
const tests = { tests: TESTS, cases: [] };

const found = async (subject: Parameters<typeof passesTests.check>[0], ...replies: unknown[]) => {
  const { verify, asked } = scriptedVerify(...replies);
  return { finding: await passesTests.check(subject, verify), agents: asked.map(({ agent }) => agent) };
};

describe('a function', () => {
  test('that passes is kept; tests and a second solution were asked for', async () => {
    const kept = await found(codeSubject('write-function', CALLABLE, block(RIGHT)), tests, { solution: RIGHT });
    expect(kept).toEqual({ finding: null, agents: ['write-tests', 'second-solution'] });
  });

  test('neither agent sees the response', async () => {
    const { verify, asked } = scriptedVerify(tests, { solution: RIGHT });
    await passesTests.check(codeSubject('write-function', CALLABLE, block(`${RIGHT} // mine`)), verify);
    expect(JSON.stringify(asked)).not.toContain('mine');
    expect(asked[0]?.item).toContain('function last');
  });

  test.each([
    ['code that fails', WRONG, TESTS, RIGHT, 'code-fails-tests'],
    ['code that does not define it', 'const first = 1;', TESTS, RIGHT, 'code-fails-tests'],
    ['code that ends the program first', `${WRONG}\nprocess.exit(0);`, TESTS, RIGHT, 'code-fails-tests'],
    ['code that never ends', 'function last(list) { for (;;); }', TESTS, RIGHT, 'code-fails-tests'],
    ['tests that a stub passes', RIGHT, 'assert.ok(true);', RIGHT, 'tests-pass-on-stub'],
    ['tests without a statement', RIGHT, ' ', RIGHT, 'no-tests'],
    ['tests that expect what is not so', RIGHT, 'assert.equal(last([1, 2]), 1);', RIGHT, 'second-solution-fails'],
    ['a second solution that fails', RIGHT, TESTS, WRONG, 'second-solution-fails'],
  ])(
    '%s is dropped',
    async (_, code, written, second, reason) => {
      const subject = codeSubject('write-function', CALLABLE, block(code));
      const { finding } = await found(subject, { tests: written, cases: [] }, { solution: second });
      expect(finding?.reason).toBe(reason);
    },
    60_000,
  );

  test('tests may use names that the code uses, and modules', async () => {
    const code = `import assert from 'node:assert';\nconst list = [1];\nexport ${RIGHT}`;
    const written = `import assert from 'node:assert/strict';\nconst list = [3];\nassert.equal(last(list), 3);`;
    const subject = codeSubject('write-function', CALLABLE, block(code));
    expect((await found(subject, { tests: written, cases: [] }, { solution: RIGHT })).finding).toBeNull();
  });

  test.each([
    ['(async () => { assert.equal(await last([1, 2]), 2); })();', null],
    ['(async () => {\n  assert.equal(await last([1, 2]), 1);\n})();', 'second-solution-fails'],
    ['assert.rejects(last([1, 2]));', 'second-solution-fails'],
  ])('tests that promise are waited for: %s', async (written, reason) => {
    const code = `async ${RIGHT}`;
    const subject = codeSubject('write-function', CALLABLE, block(code));
    const { finding } = await found(subject, { tests: written, cases: [] }, { solution: code });
    expect(finding?.reason ?? null).toBe(reason);
  });

  test('a class is tried against a stub that answers everything', async () => {
    const code = 'class Tally { #n = 0; add(n) { this.#n += n; return this; } get total() { return this.#n; } }';
    const instruction = { entry: 'Tally', entryKind: 'class' };
    const subject = codeSubject('class-design', instruction, block(code));
    const written = { tests: 'const t = new Tally();\nt.add(2);\nassert.equal(t.total, 2);', cases: [] };
    expect((await found(subject, written, { solution: code })).finding).toBeNull();
    const idle = { tests: 'new Tally().add(1);', cases: [] };
    expect((await found(subject, idle)).finding?.reason).toBe('tests-pass-on-stub');
  });

  test('a tester without a usable reply costs the row', async () => {
    expect((await found(codeSubject('write-function', CALLABLE, block(RIGHT)))).finding?.reason).toBe(
      'unverified-empty',
    );
  });
});

describe('handed-over code', () => {
  const given = (code: string) => ({ ...CALLABLE, given: code, givenLanguage: 'js' });

  test('with a defect has to fail the tests', async () => {
    const subject = codeSubject('fix-bug', given(WRONG), block(RIGHT));
    expect((await found(subject, tests, { solution: RIGHT })).finding).toBeNull();
    const blind = { tests: 'assert.equal(last([1, 2]), 2);', cases: [] };
    expect((await found(subject, blind)).finding?.reason).toBe('tests-miss-defect');
  });

  test('that is right stands for the second solution', async () => {
    const subject = codeSubject('refactor', given(RIGHT), block(RIGHT));
    expect(await found(subject, tests)).toEqual({ finding: null, agents: ['write-tests'] });
    const other = codeSubject('refactor', given(WRONG), block(RIGHT));
    expect((await found(other, tests)).finding?.reason).toBe('tests-fail-on-code');
  });
});

describe('a whole program', () => {
  const PROGRAM = {
    samples: [
      { stdin: '1 2\n', stdout: '3' },
      { stdin: '5 5\n', stdout: '10\n' },
    ],
  };
  const code = "const [a, b] = require('fs').readFileSync(0, 'utf8').split(' ').map(Number);\nconsole.log(a + b);";
  const cases = { tests: '', cases: [{ stdin: '-1 1\n', stdout: '0' }] };

  test('is run on samples and further cases', async () => {
    const subject = codeSubject('contest-problem', PROGRAM, block(code));
    expect((await found(subject, cases, { solution: code })).finding).toBeNull();
    const wrong = codeSubject('contest-problem', PROGRAM, block(code.replace('a + b', 'Math.abs(a) + b')));
    expect((await found(wrong, cases, { solution: code })).finding).toMatchObject({
      reason: 'code-fails-tests',
      detail: 'For "-1 1" it prints "2" and not "0"',
    });
  });

  test('whose samples are wrong is dropped', async () => {
    const samples = [{ stdin: '1 2\n', stdout: '4' }];
    const subject = codeSubject('contest-problem', { samples }, block(code));
    expect((await found(subject, cases, { solution: code })).finding?.reason).toBe('second-solution-fails');
  });
});

test.each([
  [
    'a language that is not run',
    codeSubject('write-function', { ...CALLABLE, language: 'rust' }, block(RIGHT, 'rust')),
  ],
  ['an item without anything to call', codeSubject('concurrency', {}, block(RIGHT))],
  ['tests that were asked for', codeSubject('write-tests', CALLABLE, block('assert.ok(last)'))],
  ['a response without code', codeSubject('write-function', CALLABLE, 'No.')],
])('%s is left alone, and nobody is asked', async (_, subject) => {
  expect(await found(subject)).toEqual({ finding: null, agents: [] });
});
