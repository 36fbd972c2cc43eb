import { describe, expect, test } from 'vitest';
import { scriptedVerify } from '../check.fixture.ts';
import type { Check, Subject } from '../check.ts';
import { block, codeSubject } from './code.fixture.ts';
import { codeParses } from './code-parses.ts';
import { codeOf, fencedBlocks } from './fenced.ts';
import { languageName } from './fields.ts';
import { givenRuns } from './given-runs.ts';
import { namesLanguage } from './names-language.ts';
import { outputExact } from './output-exact.ts';
import { patternIn, patternSorts, stringsSound } from './pattern-sorts.ts';
import { databaseSound, queryGivesRows } from './query-gives-rows.ts';
import { testsTell } from './tests-tell.ts';

const reasonOf = async (check: Check, subject: Subject, ...replies: unknown[]) =>
  (await check.check(subject, scriptedVerify(...replies).verify))?.reason ?? null;

describe('fencedBlocks', () => {
  test.each([
    ['none', 'a `b` c', []],
    ['one', '```py\nx\n```', [{ language: 'python', code: 'x' }]],
    ['a longer fence that holds one', '````md\n```js\n1\n```\n````', [{ language: 'md', code: '```js\n1\n```' }]],
    ['an open one', '~~~TS\nx\ny', [{ language: 'typescript', code: 'x\ny' }]],
    ['words behind the language', '```js title="a"\n1\n```', [{ language: 'javascript', code: '1' }]],
  ])('%s', (_, text, blocks) => expect(fencedBlocks(text)).toEqual(blocks));

  test('the code of an answer is the longest block that holds the name', () => {
    const text = `${block('let other = 1234567890;')}\n${block('f()')}\n${block('x', 'bash')}`;
    expect(codeOf(text, 'js', 'f')).toBe('f()');
    expect(codeOf(text, 'js', 'absent')).toBe('let other = 1234567890;');
    expect(codeOf(text, 'rust')).toBeNull();
  });

  test('fences without end take no time', () => {
    expect(fencedBlocks('`'.repeat(200_000)).length).toBe(1);
    expect(fencedBlocks('```\n'.repeat(50_000)).length).toBe(25_000);
  });
});

test.each([
  ['Python 3.12', 'python'],
  ['python3', 'python'],
  ['JavaScript (Node.js 22)', 'javascript'],
  ['node.js', 'javascript'],
  ['sqlite3', 'sql'],
  ['C++17', 'cpp'],
  ['fortran', 'fortran'],
])('%s is %s', (name, plain) => expect(languageName(name)).toBe(plain));

test.each<[string, Subject, string | null]>([
  ['a block with its language', codeSubject('write-function', {}, block('1')), null],
  ['a block without', codeSubject('write-function', {}, block('1', '')), 'nameless-block'],
  ['code owed and none given', codeSubject('write-function', {}, 'x = 1'), 'no-code'],
  ['prose where prose is owed', codeSubject('explain', {}, 'It ends.', 'free'), null],
])('names-language: %s', async (_, subject, reason) => {
  expect(await reasonOf(namesLanguage, subject)).toBe(reason);
});

test.each<[string, Subject, string | null]>([
  ['code that can be read', codeSubject('concurrency', {}, block('await Promise.all([]);')), null],
  ['code cut off', codeSubject('concurrency', {}, block('for (;;) {')), 'unparsable'],
  ['broken JSON', codeSubject('configuration-file', { language: 'JSON' }, block('{"a": 1,}', 'json')), 'unparsable'],
  ['broken YAML', codeSubject('configuration-file', { language: 'yaml' }, block('a: [1', 'yml')), 'unparsable'],
  ['another language', codeSubject('concurrency', { language: 'python' }, block('1')), 'other-language'],
  ['a language of many names', codeSubject('command-line', { language: 'bash' }, block('ls', 'fish')), null],
  [
    'an expression in any block',
    codeSubject('regex', { language: 'python', accepts: ['a'] }, block('a', 'regex')),
    null,
  ],
  ['a language without a parser here', codeSubject('concurrency', { language: 'go' }, block('x :=', 'go')), null],
])('code-parses: %s', async (_, subject, reason) => {
  expect(await reasonOf(codeParses, subject)).toBe(reason);
});

describe('given-runs', () => {
  const output = (given: string, answer: string) =>
    codeSubject(
      'predict-output',
      { given, runs: 'javascript', language: 'text', answer, alternatives: [] },
      null,
      'short',
    );

  test.each<[string, Subject, string | null]>([
    ['the key is printed', output('console.log([3, 1, 10].sort())', '[ 1, 10, 3 ]'), null],
    ['another line is printed', output('console.log(0.1 + 0.2)', '0.3'), 'key-not-printed'],
    ['it prints by chance', output('console.log(Math.random())', '0.5'), 'output-varies'],
    ['it prints two lines', output('console.log(1); console.log(2)', '1'), 'output-long'],
    ['it ends with an error', output('nowhere()', '1'), 'given-fails'],
  ])('%s', async (_, subject, reason) => expect(await reasonOf(givenRuns, subject)).toBe(reason));

  test.each([
    ['to the letter', 'It prints `[True,  1]`.', null],
    ['in JSON', '{"answer": "[True, 1]"}', null],
    ['in small letters', '[true, 1]', 'output-altered'],
  ])('a response gives the output %s', async (_, response, reason) => {
    const fields = { runs: 'python', language: 'text', answer: '[True, 1]', alternatives: [] };
    expect(await reasonOf(outputExact, codeSubject('predict-output', fields, response, 'short'))).toBe(reason);
  });

  test('code to work on must load, code with a gap need not', async () => {
    const fields = { entry: 'f', given: 'const x = y;', givenLanguage: 'javascript' };
    expect(await reasonOf(givenRuns, codeSubject('refactor', fields, null))).toBe('given-fails');
    expect(await reasonOf(givenRuns, codeSubject('complete-code', fields, null))).toBeNull();
    expect(await reasonOf(givenRuns, codeSubject('refactor', { ...fields, givenLanguage: 'go' }, null))).toBeNull();
  });
});

describe('tests that were asked for', () => {
  const fields = { entry: 'f', entryKind: 'function', given: 'function f(x) { return x + 1; }', givenLanguage: 'js' };
  test.each([
    ['tell code from a stub', 'assert.equal(f(1), 2);', null],
    ['fail on the code', 'assert.equal(f(1), 3);', 'tests-fail-on-code'],
    ['are content with a stub', 'assert.ok(f);', 'tests-pass-on-stub'],
  ])('%s', async (_, code, reason) => {
    expect(await reasonOf(testsTell, codeSubject('write-tests', fields, block(code)))).toBe(reason);
  });
});

describe('SQL', () => {
  const setup =
    "CREATE TABLE a (id INTEGER, name TEXT); CREATE TABLE b (a INTEGER); INSERT INTO a VALUES (1, 'x'), (2, 'y'); INSERT INTO b VALUES (1)";
  const fields = { language: 'sql', setup, expected: [['y', 0]] };
  const QUERY = 'SELECT name, (SELECT count(*) FROM b WHERE a = id) AS n FROM a WHERE n = 0';

  test.each<[string, Record<string, unknown>, string | null]>([
    ['whole', fields, null],
    ['with a broken setup', { ...fields, setup: `${setup}; INSERT INTO nowhere VALUES (1)` }, 'setup-fails'],
    ['that opens a file', { ...fields, setup: `${setup}; ATTACH '/tmp/x' AS x` }, 'setup-fails'],
    ['of one table', { ...fields, setup: 'CREATE TABLE a (id INTEGER, name TEXT, more TEXT)' }, 'one-table'],
    ['that expects nothing', { ...fields, expected: [] }, 'no-rows'],
  ])('an item %s', async (_, instruction, reason) => {
    expect(await reasonOf(databaseSound, codeSubject('sql', instruction, null))).toBe(reason);
  });

  test.each([
    ['the rows expected', QUERY, QUERY, null],
    ['other rows', 'SELECT name, 0 FROM a', QUERY, 'code-fails-tests'],
    ['an error', 'SELECT nothing FROM a', QUERY, 'code-fails-tests'],
    ['what a second solution does not give', QUERY, 'SELECT name FROM a', 'second-solution-fails'],
  ])('a query gives %s', async (_, query, solution, reason) => {
    expect(await reasonOf(queryGivesRows, codeSubject('sql', fields, block(query, 'sql')), { solution })).toBe(reason);
  });
});

describe('regular expressions', () => {
  const fields = {
    question: 'AB-12 fits, AB12 does not.',
    language: 'regex',
    accepts: ['AB-12', 'AB-345', 'CD-99', 'EF-10'],
    rejects: ['AB12', 'AB-1', 'ab-12', 'AB-12x'],
  };

  test.each<[string, Record<string, unknown>, string | null]>([
    ['sound', fields, null],
    ['with a string on both sides', { ...fields, rejects: [...fields.rejects, 'AB-12'] }, 'string-twice'],
    ['without an example', { ...fields, question: 'Letters and digits.' }, 'no-examples'],
  ])('an item %s', async (_, instruction, reason) => {
    expect(await reasonOf(stringsSound, codeSubject('regex', instruction, null))).toBe(reason);
  });

  test.each([
    ['fits', '/^[A-Z]{2}-\\d{2,3}$/', null],
    ['is too generous', '[A-Z]+-?\\d+', 'pattern-wrong'],
    ['is too narrow', '^AB-\\d+$', 'pattern-wrong'],
    ['cannot be read', '^(AB-\\d+$', 'pattern-fails'],
    ['takes for ever', '^([A-Z]+)+-([0-9]+)+x?y$', 'pattern-wrong'],
  ])('one that %s', async (_, code, reason) => {
    expect(await reasonOf(patternSorts, codeSubject('regex', fields, block(code, 'regex')))).toBe(reason);
  });

  test.each([
    ['const re = /^a[/]b$/iu;', { source: '^a[/]b$', flags: 'iu' }],
    ["re.compile(r'(?P<x>a)(?P=x)')", { source: '(?<x>a)\\k<x>', flags: '' }],
    ['^a|b$', { source: '^a|b$', flags: '' }],
    ['^(/a|/b)/$', { source: '^(/a|/b)/$', flags: '' }],
    ['const re = new RegExp("^\\\\d$", "i");', { source: '^\\d$', flags: 'i' }],
    ['import re\nTAG = re.compile("^a$", re.I)', { source: '^a$', flags: 'i' }],
    ["re.compile(r'''\n  ^a[ #]  # a letter\n  b$\n''', re.VERBOSE)", { source: '^a[ #]b$', flags: '' }],
    ['re.compile(\n    r"^a"\n    r"-b$"\n)', { source: '^a-b$', flags: '' }],
    ['re.compile(r"^a" + REST)', null],
    ['re.compile(rf"^a{REST}")', null],
    ['name="[a-z]+"', { source: 'name="[a-z]+"', flags: '' }],
    ['(?i)^a$', { source: '^a$', flags: 'i' }],
  ])('%s is read', (code, pattern) => expect(patternIn(block(code))).toEqual(pattern));
});
