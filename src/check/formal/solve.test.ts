import { describe, expect, test } from 'vitest';
import type { AnswerForm } from '../../data.ts';
import { itemOf } from '../check.fixture.ts';
import { solve } from './solve.ts';

/** The reason for which an item is refused; null where its key is what the program finds. */
function reason(form: AnswerForm, fields: Record<string, unknown>): string | null {
  return solve(itemOf(form, fields))?.reason ?? null;
}

const options = (...claims: string[]) => ({
  options: claims.map((claim) => `Says ${claim}`),
  claims: claims.map((claim) => ({ option: `Says ${claim}`, claim })),
});

const ROW = {
  items: ['Ana', 'Ben', 'Cleo', 'Dov'],
  scales: [{ name: 'day', values: ['Mon', 'Tue', 'Wed', 'Thu'], holds: '1', order: 'line' }],
  rules: ['before(Ana, Ben)', 'just-before(Ben, Cleo)', 'not(at(Dov, Thu))'],
};

function ordered(ask: string, key: number, claims: string[], rules = ROW.rules) {
  const { options: shown, claims: claimed } = options(...claims);
  return { options: shown, key, arrangement: { ...ROW, rules, ask, target: '', claims: claimed } };
}

describe('options of an arrangement', () => {
  const claims = ['at(Cleo, Thu)', 'at(Dov, Mon)', 'at(Ana, Tue)', 'at(Ben, Mon)'];

  test.each([
    ['must', 0, null],
    ['must', 1, 'key-wrong'],
    ['could', 0, 'two-solutions'],
    ['cannot', 3, null],
    ['cannot', 0, 'key-wrong'],
    ['need-not', 1, 'two-solutions'],
    ['value', 0, null],
    ['most', 0, 'ill-formed-statement'],
  ])('%s with key %i: %s', (ask, key, expected) => {
    expect(reason('option', ordered(ask, key, claims))).toBe(expected);
  });

  test('are refused where nothing is possible, nothing is right, or too much is', () => {
    const none = [...ROW.rules, 'before(Cleo, Ana)'];
    expect(reason('option', ordered('must', 0, claims, none))).toBe('no-solution');
    expect(reason('option', ordered('must', 0, claims.slice(1)))).toBe('key-wrong');
    expect(reason('option', ordered('must', 0, ['before(Ana, Cleo)', 'at(Cleo, Thu)', 'at(Dov, Mon)']))).toBe(
      'two-solutions',
    );
  });

  test('are refused without a claim for each', () => {
    const item = ordered('must', 0, claims);
    const fewer = { ...item.arrangement, claims: item.arrangement.claims.slice(1) };
    expect(reason('option', { ...item, arrangement: fewer })).toBe('ill-formed-statement');
    const twice = { ...item.arrangement, claims: [...item.arrangement.claims, item.arrangement.claims[0]] };
    expect(reason('option', { ...item, arrangement: twice })).toBe('ill-formed-statement');
  });

  test('keep their claims when the program has put them in another order', () => {
    const item = ordered('must', 0, claims);
    expect(reason('option', { ...item, options: item.options.toReversed(), key: 3 })).toBeNull();
  });

  test('count: the claims are numbers', () => {
    const { options: shown, claims: claimed } = options('2 orders', '3 orders', '4', '6');
    const arrangement = { ...ROW, ask: 'how-many', target: 'all', claims: claimed };
    expect(reason('option', { options: shown, key: 0, arrangement })).toBeNull();
    expect(reason('option', { options: shown, key: 1, arrangement })).toBe('key-wrong');
  });
});

describe('ill-formed statements', () => {
  test.each([
    [{ rules: ['earlier(Ana, Ben)'] }],
    [{ rules: ['before(Ana)'] }],
    [{ rules: ['before(Ana, Eve)'] }],
    [{ rules: ['before(Ana, Ben'] }],
    [{ rules: ['Ana comes before Ben'] }],
    [{ rules: [`${'not('.repeat(40)}at(Ana, Mon)${')'.repeat(40)}`] }],
    [{ rules: [`at(Ana, ${'M'.repeat(700)})`] }],
    [{ rules: ['at-least(two, at(Ana, Mon))'] }],
    [{ items: ['Ana', 'ana', 'Ben', 'Cleo'] }],
    [{ scales: [{ name: 'day', values: ['Mon', 'Tue'], holds: '1', order: 'line' }] }],
    [{ scales: [{ name: 'day', values: ['Mon', 'Tue', 'Wed', 'Thu'], holds: 'one', order: 'line' }] }],
    [{ scales: [{ name: 'day', values: ['Mon', 'Tue', 'Wed', 'Thu'], holds: '1', order: 'none' }] }],
    [{ scales: 'day' }],
  ])('%j', (change) => {
    const item = ordered('must', 0, ['at(Cleo, Thu)', 'at(Dov, Mon)']);
    const arrangement = { ...item.arrangement, ...change };
    expect(reason('option', { ...item, arrangement })).toBe('ill-formed-statement');
  });

  test('of other kinds', () => {
    const asked = { ask: 'value', target: 'A', claims: [] };
    const number = (statement: object) => reason('number', { answer: 1, unit: null, ...statement });
    const sum = (text: string) => number({ cryptarithm: { ...asked, sum: text, rules: [] } });
    expect(sum('A + B')).toBe('ill-formed-statement');
    expect(sum('ABCDE + FGHIJ = KLMNO')).toBe('ill-formed-statement');
    expect(sum('A B')).toBe('ill-formed-statement');
    const rule = (text: string) =>
      number({ numbers: { ...asked, target: 'n', unknowns: [{ name: 'n', from: 1, to: 9 }], rules: [text] } });
    for (const text of [
      'n',
      'n = m',
      'n ** 2 = 4',
      'n = (1',
      'n = 1 = 2',
      'power(n) = 4',
      '',
      `${'('.repeat(60)}n = 1`,
    ])
      expect(rule(text), text).toBe('ill-formed-statement');
    const start = [
      { who: 'Ana', has: '3' },
      { who: 'Ben', has: 'lamp' },
    ];
    const move = (...moves: string[]) => number({ moves: { ...asked, target: 'has(Ana)', start, moves } });
    for (const text of ['swap(Ana, Eve)', 'swap(Ana)', 'add(Ben, 2)', 'take(Ana, 5)', 'steal(Ana, Ben)', 'Ana sings'])
      expect(move(text, 'add(Ana, 1)'), text).toBe('ill-formed-statement');
    expect(move('give(Ana, Ana, half)', 'add(Ana, 1)')).toBe('ill-formed-statement');
    const walk = (...moves: string[]) => number({ walk: { ...asked, target: 'blocks', facing: 'north', moves } });
    expect(walk('go(3)', 'turn(up)')).toBe('ill-formed-statement');
    expect(walk('go(far)', 'turn(left)')).toBe('ill-formed-statement');
  });
});

describe('what is too large', () => {
  test('nine free items, and unknowns without bounds to speak of', () => {
    const items = [...'abcdefghi'];
    const scales = [{ name: 'place', values: items.map((_, at) => `p${at}`), holds: '1', order: 'line' }];
    const arrangement = { items, scales, rules: ['different(a, b)'], ask: 'how-many', target: 'all', claims: [] };
    expect(reason('number', { answer: 1, unit: null, arrangement })).toBe('too-large');
    const unknowns = ['a', 'b', 'c'].map((name) => ({ name, from: 0, to: 1_000_000_000 }));
    const numbers = { unknowns, rules: ['a * b * c = 12'], ask: 'how-many', target: 'all', claims: [] };
    expect(reason('number', { answer: 1, unit: null, numbers })).toBe('too-large');
  });
});

describe('answers without options', () => {
  const value = (target: string, ask = 'value') => ({ ...ROW, ask, target, claims: [] });

  test.each<[AnswerForm, Record<string, unknown>, string, string, string | null]>([
    ['number', { answer: 2 }, 'how-many', 'all', null],
    ['number', { answer: 1 }, 'how-many', 'at(Ana, Mon)', null],
    ['number', { answer: 2 }, 'how-many', 'place(Dov)', null],
    ['number', { answer: 3 }, 'most', 'gap(Ana, Cleo)', null],
    ['number', { answer: 2 }, 'least', 'gap(Ana, Cleo)', null],
    ['number', { answer: 2 }, 'value', 'gap(Ana, Cleo)', 'two-solutions'],
    ['short', { answer: 'Thu', alternatives: [] }, 'value', 'place(Cleo)', null],
    ['short', { answer: 'thursday', alternatives: ['Thu'] }, 'value', 'place(Cleo, day)', null],
    ['short', { answer: 'Wed', alternatives: [] }, 'value', 'place(Cleo)', 'key-wrong'],
    ['short', { answer: 'Mon', alternatives: [] }, 'value', 'place(Dov)', 'two-solutions'],
    ['short', { answer: 'Mon', alternatives: [] }, 'value', 'when(Dov)', 'ill-formed-statement'],
    ['list', { answer: ['Cleo'] }, 'value', 'who(Thu)', null],
    ['boolean', { answer: true }, 'must', 'before(Ana, Cleo)', null],
    ['boolean', { answer: true }, 'must', 'at(Ana, Mon)', 'key-wrong'],
    ['boolean', { answer: false }, 'could', 'at(Ben, Mon)', null],
    ['order', { steps: ['Dov', 'Ana', 'Ben', 'Cleo'] }, 'value', 'order(day)', 'two-solutions'],
  ])('%s %j, %s of %s: %s', (form, fields, ask, target, expected) => {
    expect(reason(form, { ...fields, arrangement: value(target, ask) })).toBe(expected);
  });

  test('an order counts as an order', () => {
    const arrangement = { ...value('order(day)'), rules: [...ROW.rules, 'at(Dov, Mon)'] };
    expect(reason('order', { steps: ['Dov', 'Ana', 'Ben', 'Cleo'], arrangement })).toBeNull();
    expect(reason('order', { steps: ['Ana', 'Dov', 'Ben', 'Cleo'], arrangement })).toBe('key-wrong');
  });
});

test('an item without a statement is left alone', () => {
  expect(reason('short', { answer: 'x', alternatives: [] })).toBeNull();
});
