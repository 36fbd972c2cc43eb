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

const PEOPLE = ['Ana', 'Ben', 'Cleo', 'Dov'];

describe('the kinds of statement', () => {
  test('groups, values as names, a second scale, a circle', () => {
    const scales = [
      { name: 'team', values: ['red', 'blue'], holds: '2', order: 'none' },
      { name: 'shift', values: ['early', 'noon', 'late', 'night'], holds: '1', order: 'line' },
    ];
    const rules = ['same(Ana, Ben)', 'at(early, blue)', 'before(Dov, Cleo, shift)', 'at(Ana, late)', 'at(red, late)'];
    const arrangement = { items: PEOPLE, scales, rules, ask: 'value', target: 'place(Dov, shift)', claims: [] };
    expect(reason('short', { answer: 'early', alternatives: [], arrangement })).toBeNull();
    expect(
      reason('list', { answer: ['Dov', 'Cleo'], arrangement: { ...arrangement, target: 'who(blue)' } }),
    ).toBeNull();
    const ring = [{ name: 'seat', values: ['1', '2', '3', '4'], holds: '1', order: 'circle' }];
    const round = { ...arrangement, scales: ring, rules: ['at(Ana, 1)', 'just-before(Ben, Ana)'] };
    expect(
      reason('short', { answer: '4', alternatives: [], arrangement: { ...round, target: 'place(Ben)' } }),
    ).toBeNull();
  });

  test('whole memberships, whole orders, and what stays open', () => {
    const scales = [{ name: 'place', values: ['1', '2', '3', '4'], holds: '1', order: 'line' }];
    const rules = ['in-order(Ana, Ben, Cleo)', 'not(at(Dov, 4))', 'not(at(Dov, 1))'];
    const row = { items: PEOPLE, scales, rules, target: '' };
    const asked = (ask: string, key: number, claims: string[], given: object = row) => {
      const { options: shown, claims: claimed } = options(...claims);
      return reason('option', { options: shown, key, arrangement: { ...given, ask, claims: claimed } });
    };
    expect(asked('could', 1, ['in-order(Dov, Ana, Ben, Cleo)', 'in-order(Ana, Dov, Ben, Cleo)'])).toBeNull();
    expect(asked('open', 0, ['at(Ben, 2)', 'at(Ana, 1)', 'at(Dov, 4)'])).toBeNull();
    expect(asked('open', 1, ['at(Ben, 2)', 'at(Ana, 1)', 'at(Dov, 4)'])).toBe('key-wrong');
    const teams = [{ name: 'team', values: ['red', 'blue'], holds: '2', order: 'none' }];
    const grouped = { ...row, scales: teams, rules: ['different(Ana, Ben)', 'at(Dov, red)'] };
    expect(
      asked('could', 0, ['only(red, Ana, Dov)', 'only(red, Ana, Ben)', 'only(blue, Dov, Ben)'], grouped),
    ).toBeNull();
    expect(asked('could', 0, ['only(Ana, red)', 'only(red, Ana, Ben)'], grouped)).toBe('ill-formed-statement');
  });

  test('people who lie', () => {
    const liars = {
      people: ['Ana', 'Ben', 'Cleo'],
      kinds: ['truthful', 'lying', 'free'],
      statements: [
        { by: 'Ana', says: 'is(Ben, lying)' },
        { by: 'Ben', says: 'and(is(Ana, truthful), is(Cleo, lying))' },
        { by: 'Cleo', says: 'secret(north)' },
      ],
      rules: ['not(is(Ana, free))', 'not(is(Ben, free))', 'is(Cleo, truthful)'],
      secret: { name: 'chest', values: ['north', 'south'] },
      ask: 'value',
      target: 'kind(Ana)',
      claims: [],
    };
    expect(reason('short', { answer: 'truthful', alternatives: [], liars })).toBeNull();
    expect(reason('number', { answer: 2, unit: null, liars: { ...liars, target: 'count(truthful)' } })).toBeNull();
    expect(reason('short', { answer: 'north', alternatives: [], liars: { ...liars, target: 'secret' } })).toBeNull();
    const held = { name: 'holder of the key', values: liars.people };
    const among = { ...liars, statements: [{ by: 'Cleo', says: 'secret(Ben)' }], secret: held, target: 'secret' };
    expect(reason('short', { answer: 'Ben', alternatives: [], liars: among })).toBeNull();
    const nowhere = { ...among, statements: [{ by: 'Cleo', says: 'secret(Dov)' }] };
    expect(reason('short', { answer: 'Ben', alternatives: [], liars: nowhere })).toBe('ill-formed-statement');
    const forward = { ...liars, statements: [{ by: 'Ana', says: 'said(1)' }] };
    expect(reason('short', { answer: 'truthful', alternatives: [], liars: forward })).toBe('ill-formed-statement');
  });

  test('sums of words, and unknown numbers', () => {
    const cryptarithm = { sum: 'SO + SO = TOO', rules: [], ask: 'value', target: 'TOO', claims: [] };
    expect(reason('number', { answer: 100, unit: null, cryptarithm })).toBeNull();
    expect(reason('number', { answer: 110, unit: null, cryptarithm })).toBe('key-wrong');
    const unknowns = [{ name: 'n', from: 100, to: 999 }];
    const rules = ['n % 7 = 3', 'digitsum(n) = 12', 'reversed(n) = n + 198'];
    const numbers = { unknowns, rules, ask: 'value', target: 'n', claims: [] };
    expect(reason('number', { answer: 507, unit: null, numbers })).toBeNull();
    expect(reason('number', { answer: 507, unit: null, numbers: { ...numbers, rules: rules.slice(1) } })).toBe(
      'two-solutions',
    );
  });

  test('exchanges and counts', () => {
    const start = [
      { who: 'Ana', has: 'lamp' },
      { who: 'Ben', has: 'rope' },
      { who: 'Cleo', has: 'map' },
      { who: 'tin', has: '12' },
      { who: 'box', has: '5' },
    ];
    const happens = ['swap(Ana, Ben)', 'pass(Ana, Ben, Cleo)', 'swap(holder(lamp), Ana)', 'give(tin, box, half)'];
    const moves = { start, moves: [...happens, 'if(has(Ana, lamp), double(box))'], ask: 'value', claims: [] };
    const short = (target: string, answer: string) =>
      reason('short', { answer, alternatives: [], moves: { ...moves, target } });
    expect(short('holder(lamp)', 'Ana')).toBeNull();
    expect(short('has(Cleo)', 'rope')).toBe('key-wrong');
    expect(reason('number', { answer: 22, unit: null, moves: { ...moves, target: 'has(box)' } })).toBeNull();
    expect(reason('number', { answer: 28, unit: null, moves: { ...moves, target: 'total(box, tin)' } })).toBeNull();
    expect(reason('boolean', { answer: true, moves: { ...moves, ask: 'must', target: 'more(box, tin)' } })).toBeNull();
  });

  test('a walk', () => {
    const happens = ['go(3)', 'turn(right)', 'go(4)', 'turn(around)', 'go(1)', 'go(2, south)', 'back(1)'];
    const walk = { facing: 'north', moves: happens, ask: 'value', target: 'facing', claims: [] };
    expect(reason('short', { answer: 'west', alternatives: [], walk })).toBeNull();
    expect(reason('number', { answer: 5, unit: null, walk: { ...walk, target: 'blocks' } })).toBeNull();
    expect(reason('short', { answer: 'south-west', alternatives: [], walk: { ...walk, target: 'home' } })).toBeNull();
    const { options: shown, claims } = options('bearing(north-east)', 'bearing(east)', 'east = 3');
    expect(reason('option', { options: shown, key: 0, walk: { ...walk, target: '', claims } })).toBeNull();
  });

  test('kinds of things, their majorities too', () => {
    const sets = { kinds: ['poets', 'bakers', 'swimmers'], ask: 'must', target: '' };
    const claim = (statements: string[], key: number, ...claims: string[]) => {
      const { options: shown, claims: claimed } = options(...claims);
      return reason('option', { options: shown, key, sets: { ...sets, statements, claims: claimed } });
    };
    const two = ['all(poets, bakers)', 'no(bakers, swimmers)'];
    expect(claim(two, 0, 'no(poets, swimmers)', 'all(bakers, poets)', 'some(poets, swimmers)')).toBeNull();
    expect(claim(two, 1, 'all(bakers, poets)', 'some(bakers, poets)')).toBeNull();
    const most = ['most(poets, bakers)', 'most(poets, swimmers)'];
    expect(claim(most, 0, 'some(bakers, swimmers)', 'most(bakers, poets)', 'most(bakers, swimmers)')).toBeNull();
    const four = {
      ...sets,
      kinds: [...sets.kinds, 'clerks'],
      statements: most,
      claims: [],
      target: 'some(poets, clerks)',
    };
    expect(reason('boolean', { answer: false, sets: four })).toBe('ill-formed-statement');
  });
});
