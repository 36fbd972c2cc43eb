import { describe, expect, test } from 'vitest';
import { itemOf, scriptedVerify, subject } from '../check.fixture.ts';
import { constraintsMet } from './constraints-met.ts';
import { demandOfLimit, type Limit, limitFields } from './limits.ts';
import { limitsSound } from './limits-sound.ts';

const limited = (limits: unknown, question = 'Cut it.') => subject({ item: itemOf('free', { limits }), question });
const sound = (limits: unknown, question?: string) =>
  limitsSound.check(limited(limits, question), scriptedVerify().verify);

describe('limits', () => {
  test.each<[Limit['rule'], string, string, string]>([
    ['at-most-words', '3', 'one two three', 'one two three four'],
    ['at-least-words', '3 words', 'one two three', 'one two'],
    ['at-most-characters', '4', 'four', 'five!'],
    ['sentences', '2', 'One. Two.', 'One.'],
    ['paragraphs', '1', 'One.', 'One.\n\nTwo.'],
    ['lines', '14', 'a\n'.repeat(14), 'a\n'.repeat(13)],
    ['bullets', '2', '- a\n- b', '- a'],
    ['numbered-steps', '1', '1. a', '- a'],
    ['headings', '1', '# a', 'a'],
    ['questions-and-answers', '1', 'Q: a\nA: b', 'a'],
    ['at-most-words-a-sentence', '2', 'One two. Three.', 'One two three.'],
    ['at-most-letters-a-word', '5', 'short', 'longer'],
    ['must-use', 'oak, pear tree', 'The oak, the pear tree.', 'The oak.'],
    ['must-not-use', 'very', 'well', 'very well'],
    ['without-letter', '"e"', 'a boy', 'a bee'],
    ['sentences-begin-with-letters', 'A, E, I', 'All is. Every one.', 'No.'],
    ['words-begin-with-letters', 'b', 'big bees', 'big cats'],
    ['every-nth-word-begins-with', '3 s', 'a b so d e s', 'a b c'],
    ['spells-by-lines', 'OAK', 'on\nall\nkeys', 'on\nall'],
    ['first-words', 'By then', 'By then it rang.', 'It rang.'],
    ['last-words', 'for once', 'It rang for once.', 'It rang.'],
    ['lower-case', '', 'small', 'Big'],
    ['upper-case', '', 'BIG', 'big'],
    ['title-case', '', 'The Clock', 'the clock'],
    ['no-digits', '', 'six', '6'],
    ['no-commas', '', 'a b', 'a, b'],
    ['dates-year-month-day', '', '2001-02-03', '3 March 2001'],
  ])('%s %s', async (rule, value, met, unmet) => {
    const demand = demandOfLimit({ rule, value });
    expect(await demand?.breach(met, '')).toBeNull();
    expect(await demand?.breach(unmet, '')).not.toBeNull();
  });

  test.each<[Limit['rule'], string]>([
    ['at-most-words', 'few'],
    ['bullets', ''],
    ['without-letter', '3'],
    ['must-use', ''],
    ['first-words', ' '],
    ['in-language', '?'],
    ['every-nth-word-begins-with', 's'],
    ['at-most-words', '99999999999'],
  ])('%s cannot be "%s"', (rule, value) => expect(demandOfLimit({ rule, value })).toBeNull());

  test('holds an edit against the text that it was made from', async () => {
    const text = 'The oak fell in 1901.';
    const kept = ['same-words-in-order', 'text-kept-with-additions', 'figures-kept'] as const;
    for (const rule of kept) expect(await demandOfLimit({ rule, value: '' })?.breach('It fell.', text)).not.toBeNull();
    expect(await demandOfLimit({ rule: 'nothing-but-cuts', value: '' })?.breach('The oak fell.', text)).toBeNull();
    expect(await demandOfLimit({ rule: 'no-run-in-common', value: '3' })?.breach('The oak fell.', text)).toMatch(/too/);
    expect(await demandOfLimit({ rule: 'no-run-in-common', value: '4' })?.breach('The oak fell.', text)).toBeNull();
  });

  test('are asked for as a list', () => {
    expect(limitFields.safeParse({ limits: [] }).success).toBe(true);
    expect(limitFields.safeParse({ limits: [{ rule: 'nonsense', value: '' }] }).success).toBe(false);
  });
});

describe('limitsSound', () => {
  test('keeps items without limits, and limits that the task tells', () => {
    expect(sound(undefined)).toBeNull();
    expect(sound([])).toBeNull();
    expect(sound('nonsense')).toBeNull();
    expect(sound([{ rule: 'at-most-words', value: '30' }], 'Cut it to at most 30 words.')).toBeNull();
    expect(sound([{ rule: 'sentences', value: '3' }], 'Say it in three sentences.')).toBeNull();
    expect(sound([{ rule: 'sentences', value: '3' }], 'Sag es in drei Sätzen.')).toBeNull();
    expect(sound([{ rule: 'nothing-but-cuts', value: '' }])).toBeNull();
    expect(
      sound(
        [
          { rule: 'must-not-use', value: 'oak' },
          { rule: 'must-not-use', value: 'elm' },
        ],
        'Say neither "oak" nor "elm".',
      ),
    ).toBeNull();
  });

  test('drops a limit that cannot be read', () =>
    expect(sound([{ rule: 'bullets', value: 'several' }])).toMatchObject({ reason: 'limit-not-read' }));

  test('drops a number or word that the task does not tell', () => {
    expect(sound([{ rule: 'at-most-words', value: '40' }], 'Cut it to 30 words.')).toMatchObject({
      reason: 'limit-not-told',
    });
    expect(sound([{ rule: 'must-use', value: 'oak' }], 'Use the word "elm".')).toMatchObject({
      reason: 'limit-not-told',
    });
  });

  test('reads numbers in words', () =>
    expect(sound([{ rule: 'at-most-words', value: '70' }], 'Cut it to seventy words.')).toBeNull());

  test('drops limits that nothing can meet', () => {
    const both = [
      { rule: 'no-commas', value: '' },
      { rule: 'must-use', value: 'so to say' },
      { rule: 'no-digits', value: '' },
    ];
    expect(sound(both, 'No commas, no digits; say "so to say".')).toBeNull();
    const letters = [
      { rule: 'without-letter', value: 'a' },
      { rule: 'must-use', value: 'oak' },
    ];
    expect(sound(letters, 'Without "a", and use "oak".')).toMatchObject({ reason: 'limits-clash' });
    const twice = [
      { rule: 'lines', value: '4' },
      { rule: 'lines', value: '5' },
    ];
    expect(sound(twice, 'Four lines, or 5 lines.')).toMatchObject({ reason: 'limits-clash' });
  });
});

describe('constraintsMet', () => {
  const met = (instruction: Record<string, unknown>, response: string) =>
    constraintsMet.check(
      subject({ item: itemOf('free', instruction), material: 'The oak fell.', response }),
      scriptedVerify().verify,
    );
  const constraints = [
    { id: 'lower-case', parameters: {}, words: 'Small letters.' },
    { id: 'include-words', parameters: { words: ['elm'], times: 2 }, words: 'Elm twice.' },
  ];

  test('keeps rows without constraints, and those that meet all', async () => {
    expect(await met({}, 'Anything.')).toBeNull();
    expect(await met({ constraints }, 'elm and elm')).toBeNull();
    expect(await met({ limits: [{ rule: 'nothing-but-cuts', value: '' }] }, 'The oak.')).toBeNull();
  });

  test('says which is not met, and how', async () => {
    expect(await met({ constraints }, 'elm')).toEqual({
      reason: 'constraint-not-met',
      detail: 'include-words: "elm" occurs 1 time; at least 2',
    });
    expect(await met({ constraints }, 'Elm, elm')).toMatchObject({ detail: 'lower-case: "Elm" occurs' });
    expect(await met({ limits: [{ rule: 'nothing-but-cuts', value: '' }] }, 'The elm.')).toMatchObject({
      reason: 'constraint-not-met',
    });
  });

  test('drops what it cannot read instead of letting it pass', async () => {
    expect(await met({ constraints: [{ id: 'nonsense', parameters: {} }] }, '')).toMatchObject({
      reason: 'constraint-not-read',
    });
    expect(await met({ constraints: 'all' }, '')).toMatchObject({ reason: 'constraint-not-read' });
  });
});
