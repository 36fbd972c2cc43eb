import { describe, expect, test } from 'vitest';
import type { AnswerForm } from '../../data.ts';
import { draw } from '../../text/draw.ts';
import { itemOf, scriptedVerify, subject } from '../check.fixture.ts';
import type { Check } from '../check.ts';
import { examplesFollowRule } from './examples-follow-rule.ts';
import { examplesSound } from './examples-sound.ts';
import { outputAsShown } from './output-as-shown.ts';
import { poseExamples, poseTurns, showCases } from './pose-examples.ts';

const RULE = '(input) => input.toUpperCase() + input.length';
const pair = (input: string, output: string, steps = '') => ({ input, steps, output });
const FIELDS = {
  opening: 'Go on.',
  examples: [pair('ab', 'AB2'), pair('cde', 'CDE3'), pair('f', 'F1')],
  query: 'gh',
  rule: RULE,
  answer: 'GH2',
  alternatives: [],
};

const reasonOf = async (check: Check, more: Record<string, unknown>, form: AnswerForm = 'short') => {
  const item = itemOf(form, { ...FIELDS, ...more });
  return (await check.check(subject({ item }), scriptedVerify().verify))?.reason ?? null;
};

describe('examples-follow-rule', () => {
  test.each<[string, Record<string, unknown>, string | null]>([
    ['all as it should be', {}, null],
    ['an example that breaks the rule', { examples: [...FIELDS.examples, pair('xy', 'XY3')] }, 'example-breaks-rule'],
    ['a key that breaks it', { answer: 'GH3' }, 'key-breaks-rule'],
    ['a key given as another wording', { answer: 'gh 2', alternatives: ['GH2'] }, null],
    ['a wrong key beside the right one', { answer: 'GH3', alternatives: ['GH2'] }, 'key-breaks-rule'],
    ['a rule that throws', { rule: '(input) => input.missing.length' }, 'rule-fails'],
    ['a rule that is no function', { rule: '"upper case"' }, 'rule-fails'],
    ['a rule that never ends', { rule: '(input) => { for (;;); }' }, 'rule-fails'],
    ['a rule by chance', { rule: '(input) => Math.random()' }, 'rule-fails'],
    [
      'a rule that looks outputs up',
      { rule: '(x) => ({ "cde": "CDE3", "abc": 1 })[x]', examples: [pair('cde', 'CDE3'), pair('abc', '1')] },
      'rule-looks-up',
    ],
    ['a rule that reaches outside', { rule: '(input) => process.env.HOME + input' }, 'rule-fails'],
    ['no rule as code', { rule: undefined }, null],
  ])('%s', async (_, more, reason) => expect(await reasonOf(examplesFollowRule, more)).toBe(reason));

  test('a number may be returned as one, its unit aside', async () => {
    const examples = [pair('2 boxes', '6 jars'), pair('5 boxes', '15 jars')];
    const rule = '(input) => parseInt(input, 10) * 3';
    const more = { examples, rule, query: '4 boxes', answer: 12, unit: 'jars' };
    expect(await reasonOf(examplesFollowRule, more, 'number')).toBeNull();
    expect(await reasonOf(examplesFollowRule, { ...more, answer: 13 }, 'number')).toBe('key-breaks-rule');
  });
});

describe('examples-sound', () => {
  test.each<[string, Record<string, unknown>, AnswerForm, string | null]>([
    ['sound ones', {}, 'short', null],
    ['the query among them', { query: ' cde ' }, 'short', 'query-shown'],
    ['one shown twice', { examples: [pair('a', 'x'), pair('a', 'y'), pair('b', 'x')] }, 'short', 'example-twice'],
    ['outputs all alike', { examples: [pair('a', 'x'), pair('b', 'x')] }, 'short', 'outputs-alike'],
    ['steps for some', { examples: [pair('a', 'x', 'so'), pair('b', 'y')] }, 'short', 'steps-uneven'],
    ['case that matters', { examples: [pair('a', 'x'), pair('A', 'X')] }, 'short', null],
    [
      'a label never shown',
      { examples: [pair('a', 'zat'), pair('b', 'mor')], labels: ['zat', 'mor', 'pel'], answer: 'pel' },
      'label',
      'label-not-shown',
    ],
    [
      'labels all shown',
      { examples: [pair('a', 'zat'), pair('b', 'mor')], labels: ['zat', 'mor'], answer: 'mor' },
      'label',
      null,
    ],
    ['a pick from the query', { query: 'mor; zat', options: ['zat', 'Mor'], key: 0 }, 'option', null],
    [
      'an option from elsewhere',
      { query: 'mor; zat', options: ['zat', 'pel'], key: 0 },
      'option',
      'choice-not-in-query',
    ],
    ['an order to be found', { query: 'c, a, b', steps: ['a', 'b', 'c'] }, 'order', null],
    ['an order that stands there', { query: 'a, b, c', steps: ['a', 'b', 'c'] }, 'order', 'order-shown'],
    ['an item of another kind', { examples: 'none' }, 'short', null],
  ])('%s', async (_, more, form, reason) => expect(await reasonOf(examplesSound, more, form)).toBe(reason));
});

test.each<[string, string, Record<string, unknown>, string | null]>([
  ['as it should be', 'GH2', {}, null],
  ['behind steps and a name', 'Two letters.\nOutput: **GH2**', {}, null],
  ['in a tag, with a period more', '<out>GH2</out>.', {}, null],
  ['in small letters', 'Two letters.\ngh2', {}, 'output-altered'],
  ['without its period', 'A: GH', { answer: 'GH.' }, 'output-altered'],
  ['with a space for the hyphen', 'g h', { answer: 'g-h' }, 'output-altered'],
  ['in another wording that is as right', 'gh2', { alternatives: ['gh2'] }, null],
  ['of signs that could be emphasis', '*gh*', { answer: '*gh*' }, null],
  ['something else altogether', 'I do not know', {}, null],
])('output-as-shown: %s', async (_, response, more, reason) => {
  const item = itemOf('short', { ...FIELDS, ...more });
  expect((await outputAsShown.check(subject({ item, response }), scriptedVerify().verify))?.reason ?? null).toBe(
    reason,
  );
});

describe('poseExamples', () => {
  const shown = (seed: number, more = {}) => poseExamples({ ...FIELDS, ...more }, draw(seed)).question;

  test('the query comes last, in the dress of the examples, with nothing behind it', () => {
    for (let seed = 0; seed < 60; seed++) {
      const question = shown(seed);
      expect(question.startsWith('Go on.\n\n')).toBe(true);
      for (const { input, output } of FIELDS.examples) {
        expect(question).toContain(input);
        expect(question).toContain(output);
      }
      expect(question).not.toContain('GH2');
      expect(question.lastIndexOf('gh')).toBeGreaterThan(question.indexOf('F1'));
    }
  });

  test('dresses differ', () => {
    const dresses = new Set(Array.from({ length: 60 }, (_, seed) => shown(seed).replaceAll(/[a-z]{1,3}\b|\d/gi, '')));
    expect(dresses.size).toBeGreaterThan(8);
  });

  test('steps stand between input and output, and never on one line', () => {
    const examples = [pair('ab', 'AB2', 'Two letters.'), pair('cde', 'CDE3', 'Three letters.')];
    for (let seed = 0; seed < 20; seed++) {
      const question = shown(seed, { examples });
      expect(question.indexOf('Two letters.')).toBeGreaterThan(question.indexOf('ab'));
      expect(question.indexOf('AB2')).toBeGreaterThan(question.indexOf('Two letters.'));
    }
  });

  test('an input that holds what parts pairs goes on no line with its output', () => {
    const examples = [pair('a -> b => c | d : e → f becomes g', 'x'), pair('h', 'y')];
    for (let seed = 0; seed < 20; seed++) expect(shown(seed, { examples })).toMatch(/\n.*x(?:<|\n|$)/);
  });
});

test('an exchange has a turn and a reply for each example, and the query as question', () => {
  const { question, earlier } = poseTurns({ ...FIELDS, examples: [pair('ab', 'AB2', 'Two.'), pair('c', 'C1')] });
  expect(question).toBe('gh');
  expect(earlier.map(({ role, content }) => `${role}: ${content}`)).toEqual([
    'user: Go on.\n\nab',
    'assistant: Two.\nAB2',
    'user: c',
    'assistant: C1',
  ]);
});

test('cases are shown as a list behind the idea', () => {
  expect(showCases({ idea: 'A rule. ', cases: ['a', 'b'] })).toBe('A rule.\n\n- a\n- b');
});
