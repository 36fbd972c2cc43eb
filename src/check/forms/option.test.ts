import { describe, expect, test } from 'vitest';
import { draw } from '../../text/draw.ts';
import { held } from './agrees.fixture.ts';
import { option } from './option.ts';

const OPTIONS = ['Lyon', 'Marseille', 'Paris', 'Nice'];
const agrees = held('option', { options: OPTIONS, key: 2 }, ['A', 'B', 'C', 'D']);
const lower = held('option', { options: OPTIONS, key: 2 }, ['a', 'b', 'c', 'd']);

describe('option.agrees', () => {
  test.each([
    'C',
    'c',
    '(C)',
    'C.',
    'C)',
    '**C**',
    'Option C',
    'C) Paris',
    '**C. Paris**',
    'Paris',
    '"Paris"',
    'paris.',
    '(c) Paris',
    'Answer: C',
    'ANSWER: (C)',
    '**Answer:** C',
    '**Answer: C) Paris**',
    'The answer is C.',
    'The correct option is C',
    'Lyon lies on the Rhône, so (A) falls away, and so does B.\n\nAnswer: C',
    '## Answer\n\nC',
    'Die richtige Antwort ist C.',
    'Antwort: C) Paris',
    'La bonne réponse est C.',
    'Réponse : C',
    '答案：C',
    '正确答案是C。',
    'Respuesta: C',
    'So, the answer is \\boxed{C}.',
    'C\n\nThe passage names it in its second line.',
    'C) Paris. It is named in the second line.',
    '答案是 Paris',
  ])('takes %j for the key', (answer) => expect(agrees(answer)).toBe(true));

  test.each([
    'A',
    '(b)',
    'D) Nice',
    'Nice',
    'Answer: B',
    'Die Antwort lautet D.',
    '答案：A',
    'La réponse est B',
    'The answer is Lyon.',
    'It is not (C) and not (D).\n\nAnswer: A',
  ])('takes %j for another choice', (answer) => expect(agrees(answer)).toBe(false));

  test.each([
    '',
    'C or D',
    'Answer: C or D',
    'Answer: C, D',
    'A and C',
    'The answer is not C.',
    "The answer isn't C",
    'Not C',
    'C is wrong',
    'C) is wrong',
    'Answer: C. Wait, no: B',
    'Answer: C\n\nHowever, B fits as well.',
    'Answer: C\nAnswer: B',
    'C) Lyon',
    'A) Lyon\nB) Marseille\nC) Paris\nD) Nice',
    'It is not Paris.',
    'Paris is smaller than Lyon.',
    'I cannot tell.',
    'E',
    'C?',
    'C\n\nB would be right too.',
    'Many think C. They are wrong.',
    'If tax is left out the answer is C.',
    'Vielleicht C',
    '不是C',
    'A friend said: the answer is C',
    'The capital is **Paris**.',
    'C oder D',
    'C ou D',
    'C或D',
    'Neither C nor D',
    'A dog',
    'Answer: C if the first line holds, B if not',
  ])('does not judge %j', (answer) => expect(agrees(answer)).toBeNull());

  test('reads labels of other layouts', () => {
    expect(lower('c)')).toBe(true);
    expect(lower('b) Marseille')).toBe(false);
    expect(lower('c) Paris, a town on the Seine')).toBe(true);
    expect(held('option', { options: OPTIONS, key: 2 }, ['1', '2', '3', '4'])('3. Paris')).toBe(true);
    expect(held('option', { options: OPTIONS, key: 2 })('Paris')).toBe(true);
  });

  test('does not choose between a label and an option that reads like one', () => {
    const numbers = held('option', { options: ['2', '3', '4', '5'], key: 1 }, ['1', '2', '3', '4']);
    expect(numbers('3')).toBeNull();
    expect(numbers('2) 3')).toBe(true);
    expect(numbers('5')).toBe(false);
  });

  test('tells options apart by signs, powers and points', () => {
    const key = (options: string[], at: number) => held('option', { options, key: at }, ['A', 'B']);
    expect(key(['C', 'C++'], 0)('C++')).toBe(false);
    expect(key(['-5', '5'], 1)('-5')).toBe(false);
    expect(key(['23', '2³'], 0)('2³')).toBe(false);
    expect(key(['1.5', '15'], 1)('1.5')).toBe(false);
    expect(key(['A*', 'A'], 1)('Answer: A*')).toBe(false);
  });
});

describe('option.problem', () => {
  test('names a key without option, options that are the same or that name others', () => {
    expect(option.problem({ options: ['a', 'b'], key: 2 })).toContain('2 options');
    expect(option.problem({ options: ['Paris', '“paris”.'], key: 0 })).toBe('two options are the same');
    expect(option.problem({ options: ['one', 'All of the above'], key: 0 })).toContain('names others');
    expect(option.problem({ options: ['C', 'C++', '-5', '5'], key: 0 })).toBeNull();
  });

  test('lets an option name others where the order is fixed, and nothing else', () => {
    expect(option.problem({ options: ['4', '6', 'None of these'], key: 2 }, true)).toBeNull();
    expect(option.problem({ options: ['4', '6', 'None of these'], key: 2 })).toContain('names others');
    expect(option.problem({ options: ['4', '6', 'None of these'], key: 3 }, true)).toContain('3 options');
    expect(option.problem({ options: ['4', '4', 'None of these'], key: 2 }, true)).toBe('two options are the same');
  });
});

describe('option.permute', () => {
  test('keeps the key with its option and spreads it evenly over the places', () => {
    const places = [0, 0, 0, 0];
    for (let i = 0; i < 10_000; i++) {
      const { options, key } = option.permute({ options: OPTIONS, key: 2 }, draw('permute', i)) as {
        options: string[];
        key: number;
      };
      expect(options[key]).toBe('Paris');
      places[key] = (places[key] ?? 0) + 1;
    }
    for (const count of places) expect(Math.abs(count - 2500)).toBeLessThan(200);
  });

  test('puts numbers in ascending order, whatever the draw', () => {
    const fields = { options: ['1,200', '15%', '-3'], key: 1 };
    expect(option.permute(fields, draw('x'))).toEqual({ options: ['-3', '15%', '1,200'], key: 1 });
  });
});
