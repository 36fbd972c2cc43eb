import { describe, expect, test } from 'vitest';
import { answerNotInProblem } from './answer-not-in-problem.ts';
import { itemOf, scriptedVerify, subject } from './check.fixture.ts';
import type { Check } from './check.ts';
import { codedOptions } from './coded-options.ts';
import { keyNotLongest } from './key-not-longest.ts';
import { noneComesLast } from './none-comes-last.ts';
import { optionsDiffer } from './options-differ.ts';
import { wholeCounts } from './whole-counts.ts';

const { verify } = scriptedVerify();

async function reason(check: Check, given: Parameters<typeof subject>[0]): Promise<string | null> {
  return (await check.check(subject(given), verify))?.reason ?? null;
}

const optionItem = (options: string[], key = 0, more: { id?: string; type?: string } = {}) => ({
  ...itemOf('option', { options, key }),
  ...more,
});

describe('optionsDiffer', () => {
  test.each([
    [['1/2', '0.5', '2', '4']],
    [['50 km', '50 kilometres', '60 km', '70 km']],
    [['x = 2 or x = 3', 'x = 3 or x = 2', 'x = 1']],
    [['A loop.', 'a  loop', 'A bound', 'A copy']],
    [['$\\frac{1}{2}$', '1', '2', '½']],
  ])('drops %j', async (options) =>
    expect(await reason(optionsDiffer, { item: optionItem(options) })).toBe('options-alike'),
  );

  test.each([
    [['C', 'C++', 'C#', 'c--']],
    [['-5', '5', '1/5', '0.5']],
    [['a < b', 'a > b', 'a = b', 'a ≠ b']],
    [['23', '2³', '2*3', '2/3']],
    [['(2, 3)', '[2, 3]', '(3, 2)', '2, 3']],
  ])('keeps %j', async (options) => expect(await reason(optionsDiffer, { item: optionItem(options) })).toBeNull());
});

describe('keyNotLongest', () => {
  const long = ['a much longer option than all others', 'a short option', 'another one', 'a third'];
  const dropped = async (options: string[], key: number) => {
    let count = 0;
    for (let at = 0; at < 400; at++)
      if (await reason(keyNotLongest(), { item: optionItem(options, key, { id: `i${at}` }) })) count++;
    return count / 400;
  };

  test('drops a key that shows by its length, but for one in five', async () => {
    const share = await dropped(long, 0);
    expect(share).toBeGreaterThan(0.72);
    expect(share).toBeLessThan(0.88);
  });

  test.each([
    ['the longest is another', long, 1],
    ['two are as long', ['twenty characters ok', 'twenty characters no', 'short', 'brief'], 0],
    ['it is longer by a word', ['a rather long option, this one', 'a rather long option, this', 'short'], 0],
    ['all are terms', ['photosynthesis', 'osmosis', 'budding'], 0],
    ['all are numbers', ['1200', '12', '5', '3'], 0],
  ])('keeps it where %s', async (_, options, key) => expect(await dropped(options, key)).toBe(0));

  test('leaves types alone whose options are always the same', async () => {
    for (let at = 0; at < 20; at++) {
      const item = optionItem(long, 0, { id: `i${at}`, type: 'fixed' });
      expect(await reason(keyNotLongest(['fixed']), { item })).toBeNull();
    }
  });
});

describe('codedOptions', () => {
  const check = codedOptions({ m: 'pairs', o: 'order', s: 'statements' });
  const columns = 'Match. 1 rain 2 snow 3 hail a frozen b liquid c layered';
  const marks = 'Order P eggs, Q larvae, R pupae by time';
  const three = 'Which hold?\nI. One.\nII. Two.\nIII. Three.';
  const given = (type: string, question: string, options: string[]) => ({
    question,
    item: optionItem(options, 0, { type }),
  });

  test.each([
    ['m', columns, ['1-b, 2-a, 3-c', '1-a, 2-b, 3-c', '1-c, 2-a, 3-b', '1 – b, 2 – c, 3 – a']],
    ['m', columns, ['1→b; 2→a; 3→c', '1→a; 2→b; 3→c']],
    ['o', marks, ['P, Q, R', 'Q, P, R', 'R, Q, P']],
    ['o', marks, ['P → Q → R', 'Q → P → R']],
    ['s', three, ['I only', 'II only', 'I and II only', 'II and III only', 'I, II and III']],
    ['other', 'Which?', ['I', 'one', '1-a']],
  ])('keeps well-formed %s of %j', async (type, question, options) => {
    expect(await reason(check, given(type, question, options))).toBeNull();
  });

  test.each([
    ['m', columns, ['1-b, 2-a, 3-c', '1-b, 2-a']],
    ['m', columns, ['1-b, 2-a, 3-c', '1-b, 1-a, 3-c']],
    ['m', columns, ['1-b, 2-a, 3-c', '3-c, 1-b, 2-a']],
    ['m', columns, ['1-b, 2-a, 3-d', '1-a, 2-b, 3-c']],
    ['m', columns, ['rain is liquid', '1-a, 2-b, 3-c']],
    ['o', marks, ['P, Q, R', 'P, Q, S']],
    ['o', marks, ['P, Q, R', 'P, P, Q']],
    ['o', marks, ['P, Q, R', 'P, Q, R.']],
    ['o', marks, ['P before Q', 'Q before P']],
    ['s', three, ['I only', 'only I', 'II only']],
    ['s', three, ['I only', 'the first', 'the second']],
    ['s', 'Which hold? One, two, three.', ['I only', 'II only', 'III only']],
  ])('drops ill-formed %s of %j with %j', async (type, question, options) => {
    expect(await reason(check, given(type, question, options))).toBe('ill-coded');
  });

  test('reads hostile options at once', async () => {
    for (const run of ['1-a, ', 'I, ', 'P, ', '->', ' - ', '(']) {
      for (const type of ['m', 'o', 's']) await reason(check, given(type, run.repeat(9000), [run.repeat(30_000), 'b']));
    }
  });
});

describe('noneComesLast', () => {
  const check = noneComesLast('n');
  const given = (options: string[], question = 'How many?') => ({
    question,
    item: optionItem(options, 0, { type: 'n' }),
  });

  test.each([
    [['4', '5', '6', '7', 'None of these'], 'How many?', null],
    [['4', '5', '6', '7', 'Keine der vier'], 'Wie viele?', null],
    [['4', '5', 'None of these', '7', '8'], 'How many?', 'option-names-others'],
    [['4', '5', 'A and B', '7', 'None of these'], 'How many?', 'option-names-others'],
    [['4', '5', '6', '7', '8'], 'How many?', 'none-not-last'],
    [['4', '5', '6', '7', 'None of these'], 'What is the best estimate?', 'best-with-none'],
  ])('finds in %j on %j: %s', async (options, question, why) => {
    expect(await reason(check, given(options, question))).toBe(why);
  });

  test('leaves other types alone', async () => {
    expect(await reason(check, { item: optionItem(['4', 'None of these', '6']) })).toBeNull();
  });
});

describe('wholeCounts', () => {
  const counted = (answer: number, unit: string | null, question: string) => ({
    question,
    item: itemOf('number', { answer, unit }),
  });

  test.each([
    [3.5, 'tickets', 'Tickets cost 4 each. How many can she buy?'],
    [-2, 'pupils', 'How many stay?'],
    [2.4, null, 'How many children are there in the second group?'],
    [6, null, 'There are 12.5 pupils in a room and 4 rooms. How many sit at a table?'],
    [6, null, 'A farm has 7,5 sheep to a field of 3. What is left?'],
  ])('drops %d %s asked by %j', async (answer, unit, question) => {
    expect(await reason(wholeCounts, counted(answer, unit, question))).toBe('broken-count');
  });

  test.each([
    [3.5, 'hours', 'How many hours does it take?'],
    [2.4, 'children', 'What is the average number of children in a family?'],
    [2.5, null, 'How many times as long is it?'],
    [6, null, 'A class has an average of 12.5 pupils. How many classes are there?'],
    [6, null, '1,200 people share 200 tables. How many sit at one?'],
    [0.5, 'kg', 'How much flour is left for the 3 guests?'],
    [2.5, 'cups', 'How many cups of flour are needed?'],
    [6, null, 'A dough takes 1.5 cups of milk. How many loaves are made?'],
    [12, 'tickets', 'How many tickets?'],
  ])('keeps %d %s asked by %j', async (answer, unit, question) => {
    expect(await reason(wholeCounts, counted(answer, unit, question))).toBeNull();
  });
});

describe('answerNotInProblem', () => {
  const asked = (answer: number, unit: string | null, question: string) => ({
    question,
    item: itemOf('number', { answer, unit }),
  });

  test.each([
    [12, 'km', 'She walks 12 km and rests. How far is it?'],
    [15, '%', 'It rose by 15%. By how much did it rise?'],
    [1250, null, 'Of 1,250 tickets 3 are left. How many were there?'],
    [12.5, null, 'The mean is 12.5. What is it?'],
  ])('drops %d %s in %j', async (answer, unit, question) => {
    expect(await reason(answerNotInProblem, asked(answer, unit, question))).toBe('answer-in-problem');
  });

  test.each([
    [12, 'km', 'She walks 12 minutes at 60 km/h.'],
    [12, null, 'There are 12 eggs in a box and 5 in a bowl.'],
    [125, null, 'Of 1250 tickets a tenth is sold.'],
    [5, 'km', 'She walks 2.5 km, twice.'],
    [300, null, 'Of 300 pupils a third go.'],
  ])('keeps %d %s with %j', async (answer, unit, question) => {
    expect(await reason(answerNotInProblem, asked(answer, unit, question))).toBeNull();
  });

  test('looks for the right option and for short quantities, not for words', async () => {
    const item = optionItem(['40 km', '50 km'], 0);
    expect(await reason(answerNotInProblem, { item, question: 'After 40 km, how far is it?' })).toBe(
      'answer-in-problem',
    );
    const words = itemOf('short', { answer: 'Tuesday', alternatives: [] });
    expect(await reason(answerNotInProblem, { item: words, question: 'It began on a Tuesday.' })).toBeNull();
  });
});
