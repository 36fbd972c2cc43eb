import type { Said } from './case.ts';

const content = {
  language: 'javascript',
  code: 'function lend(day, days) {\n  return day + days;\n}',
  notes: 'A library of tools lends for so many days; a tool that is due on a Sunday may come back on Monday.',
};
const points = ['Sunday moves to Monday', 'What falls on a Monday stays'];
const task = { given: '', givenLanguage: '', language: 'javascript', points };
const SPEC =
  'Days are numbered, and every day whose number leaves 0 when divided by 7 is a Sunday. Write dueOn(day, days), the number of the day on which a tool comes back; a Sunday gives way to the day after.';
const write = { ...task, question: SPEC, entry: 'dueOn', entryKind: 'function' };
const RIGHT = 'function dueOn(day, days) {\n  const due = day + days;\n  return due % 7 === 0 ? due + 1 : due;\n}';
const WRONG = 'function dueOn(day, days) {\n  return day + days;\n}';
const TESTS =
  "const assert = require('assert');\nassert.equal(dueOn(1, 3), 4);\nassert.equal(dueOn(1, 6), 8);\nassert.equal(dueOn(7, 8), 15);";
const block = (code: string, language = 'javascript') =>
  `A Sunday is pushed to the next day.\n\n\`\`\`${language}\n${code}\n\`\`\``;
const checked = (tests: string, solution = RIGHT) => ({
  'write-tests': { tests, cases: [] },
  'second-solution': { solution },
});
const WRITE = { type: 'write-function', content, instruction: write } as const;

const handed = { given: WRONG, givenLanguage: 'javascript' };
const fix = {
  ...write,
  ...handed,
  question:
    'I took the drill on day 1 for six days and was told to bring it on a Sunday, when the shed is shut. Mend dueOn.',
};
const FIX = { type: 'fix-bug', content, instruction: fix } as const;
const tell = {
  ...write,
  given: RIGHT,
  givenLanguage: 'javascript',
  question: 'Write plain assertions for dueOn that run right behind it. It names the day on which a tool comes back.',
};
const TELL = { type: 'write-tests', content, instruction: tell } as const;

const sum = {
  ...task,
  question: 'Read a line with a day and a number of days, and print the day on which the tool is due.',
  samples: [
    { stdin: '1 3\n', stdout: '4' },
    { stdin: '1 6\n', stdout: '8' },
  ],
};
const PROGRAM =
  "const [day, days] = require('fs').readFileSync(0, 'utf8').trim().split(' ').map(Number);\nconst due = day + days;\nconsole.log(due % 7 === 0 ? due + 1 : due);";
const BY_LINES =
  "const rl = require('readline').createInterface({ input: process.stdin });\nrl.on('line', (line) => {\n  const [day, days] = line.split(' ').map(Number);\n  console.log((day + days) % 7 === 0 ? day + days + 1 : day + days);\n});";
const CONTEST = { type: 'contest-problem', content, instruction: sum } as const;

const prints = {
  ...{ given: 'const shelf = [9, 10, 1];\nconsole.log(shelf.sort().join(" "));', givenLanguage: 'javascript' },
  ...{ question: 'What exactly does this program print on its one line?', language: 'text', runs: 'javascript' },
  ...{ answer: '1 10 9', alternatives: [] },
};
const PRINTS = { type: 'predict-output', content, instruction: prints } as const;
const grows = {
  ...{ given: 'for (const a of tools) for (const b of tools) pair(a, b);', givenLanguage: 'javascript' },
  ...{ question: 'How does the number of calls of pair grow with n, the number of tools?', language: 'text' },
  ...{ options: ['O(1)', 'O(n)', 'O(n log n)', 'O(n^2)'], key: 3 },
};

const setup =
  "CREATE TABLE tool (id INTEGER, name TEXT); CREATE TABLE loan (tool INTEGER); INSERT INTO tool VALUES (1, 'drill'), (2, 'saw'); INSERT INTO loan VALUES (1)";
const query = {
  ...task,
  ...{ question: 'Which tools were never lent? One column, name.', given: setup, givenLanguage: 'sql' },
  ...{ language: 'sql', setup, expected: [['saw']] },
};
const NEVER = 'SELECT name FROM tool WHERE id NOT IN (SELECT tool FROM loan)';
const SQL = { type: 'sql', content, instruction: query } as const;

const tag = {
  ...{ ...task, question: 'An expression for tags in JavaScript: T-12 and T-7 fit, T-07 and T12 do not.' },
  ...{ language: 'regex', accepts: ['T-12', 'T-7', 'T-1', 'T-99'], rejects: ['T-07', 'T12', 'T-100', 't-12'] },
};
const REGEX = { type: 'regex', content, instruction: tag } as const;

const wait = {
  ...{ ...task, question: 'Write once(fetch), which fetches a tool’s sheet a single time however many ask for it.' },
};
const WAIT = { type: 'concurrency', content, instruction: wait } as const;

/** Coding. */
export default [
  {
    ...WRITE,
    name: 'a sound function',
    response: block(RIGHT),
    verdicts: checked(TESTS),
    dropped: null,
  },
  {
    ...CONTEST,
    name: 'a sound program',
    response: block(PROGRAM),
    verdicts: {
      'write-tests': { tests: '', cases: [{ stdin: '7 8\n', stdout: '15' }] },
      'second-solution': { solution: PROGRAM },
    },
    dropped: null,
  },
  {
    ...CONTEST,
    name: 'a sound program that reads by lines',
    response: block(BY_LINES),
    verdicts: { 'write-tests': { tests: '', cases: [] }, 'second-solution': { solution: PROGRAM } },
    dropped: null,
  },
  {
    ...SQL,
    name: 'a sound query',
    response: block(NEVER, 'sql'),
    verdicts: { 'second-solution': { solution: NEVER } },
    dropped: null,
  },
  {
    ...REGEX,
    name: 'a sound expression',
    response: block('^T-[1-9]\\d?$', 'regex'),
    dropped: null,
  },
  {
    ...WRITE,
    name: 'a signature for a name',
    instruction: { ...write, entry: 'dueOn(day, days)' },
    dropped: { by: 'shape', reason: 'malformed' },
  },
  {
    type: 'complexity',
    content,
    name: 'a key behind the last option',
    instruction: { ...grows, key: 4 },
    dropped: { by: 'form', reason: 'ill-formed' },
  },
  {
    type: 'complexity',
    content,
    name: 'one rate in two notations',
    instruction: { ...grows, options: ['O(1)', 'O(n)', 'O(n^2)', 'O( n^2 )'] },
    dropped: { by: 'options-differ', reason: 'options-alike' },
  },
  {
    ...WRITE,
    name: 'a rule that stands elsewhere',
    instruction: { ...write, question: `${SPEC} Round as shown in Table 2.` },
    dropped: { by: 'no-outside-references', reason: 'outside-reference' },
  },
  {
    ...REGEX,
    name: 'a string that fits and does not',
    instruction: { ...tag, rejects: ['T-07', 'T12', 'T-100', 'T-99'] },
    dropped: { by: 'strings-sound', reason: 'string-twice' },
  },
  {
    ...PRINTS,
    name: 'a key that the program does not print',
    instruction: { ...prints, answer: '1 9 10' },
    dropped: { by: 'given-runs', reason: 'key-not-printed' },
  },
  {
    ...SQL,
    name: 'rows for a table that is not made',
    instruction: { ...query, setup: `${setup}; INSERT INTO member VALUES (1)` },
    dropped: { by: 'database-sound', reason: 'setup-fails' },
  },
  {
    ...WRITE,
    name: 'a nod before the code',
    response: `Sure, here is the function.\n\n${block(RIGHT)}`,
    dropped: { by: 'response-begins-with-substance', reason: 'filler' },
  },
  {
    ...WRITE,
    name: 'a fence without a language',
    response: block(RIGHT, ''),
    dropped: { by: 'names-language', reason: 'nameless-block' },
  },
  {
    ...WAIT,
    name: 'code that breaks off',
    response: block('const once = (fetch) => {\n  let kept;\n  return () => {'),
    dropped: { by: 'code-parses', reason: 'unparsable' },
  },
  {
    ...REGEX,
    name: 'an expression that lets a near miss through',
    response: block('T-\\d{1,2}', 'regex'),
    dropped: { by: 'pattern-sorts', reason: 'pattern-wrong' },
  },
  {
    ...SQL,
    name: 'a query that forgets what was never lent',
    response: block('SELECT name FROM tool JOIN loan ON tool = id', 'sql'),
    verdicts: { 'second-solution': { solution: NEVER } },
    dropped: { by: 'query-gives-rows', reason: 'code-fails-tests' },
  },
  {
    ...TELL,
    name: 'tests that an empty function passes',
    response: block("assert.equal(typeof dueOn, 'function');"),
    dropped: { by: 'tests-tell', reason: 'tests-pass-on-stub' },
  },
  {
    ...WRITE,
    name: 'code that fails its tests, in a language by its long name',
    instruction: { ...write, language: 'javascript (node.js)' },
    response: block(WRONG),
    verdicts: checked(TESTS),
    dropped: { by: 'passes-tests', reason: 'code-fails-tests' },
  },
  {
    ...WRITE,
    name: 'tests that expect what the task does not say',
    response: block(RIGHT),
    verdicts: checked('assert.equal(dueOn(1, 6), 7);'),
    dropped: { by: 'passes-tests', reason: 'second-solution-fails' },
  },
  {
    ...PRINTS,
    name: 'an output in capitals of its own',
    instruction: { ...prints, given: 'console.log([1] == 1);', answer: 'true' },
    response: 'True',
    dropped: { by: 'output-exact', reason: 'output-altered' },
  },
  {
    ...FIX,
    name: 'tests that miss the defect',
    response: block(RIGHT),
    verdicts: checked('assert.equal(dueOn(1, 3), 4);'),
    dropped: { by: 'passes-tests', reason: 'tests-miss-defect' },
  },
] satisfies Said[];
