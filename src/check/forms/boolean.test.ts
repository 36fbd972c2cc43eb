import { describe, expect, test } from 'vitest';
import { held } from './agrees.fixture.ts';
import { boolean } from './boolean.ts';

const yes = held('boolean', { answer: true });
const no = held('boolean', { answer: false });

describe('boolean.agrees', () => {
  test.each([
    'Yes',
    'yes.',
    '**Yes**',
    'True',
    'Correct.',
    'Yes, the keeper left in 1968.',
    'True. It stands in line two.',
    'Ja.',
    'Oui, elle le dit.',
    'Sí',
    'Vrai',
    '是的。',
    '对',
    'はい',
    'Да',
    'Answer: Yes',
    'The answer is true.',
    'Die Antwort ist ja.',
    '答案：是',
    'The lamp burned oil.\n\nAnswer: yes',
    'So, yes.',
  ])('takes %j for yes', (answer) => {
    expect(yes(answer)).toBe(true);
    expect(no(answer)).toBe(false);
  });

  test.each([
    'No',
    'False.',
    '**No.** The lamp burned oil.',
    'Nein, das steht dort.',
    'Non',
    'Faux',
    '不是。',
    '错误',
    'いいえ',
    'नहीं',
    'Нет',
    'Answer: false',
    'Incorrect',
    'The lamp burned oil.\n\nFalse.',
    'False. The passage has it so: "The right lamp was true to its name, but old."',
    'Not true.',
    'Right, so the lamp burned oil.\n\nThe answer is no.',
  ])('takes %j for no', (answer) => {
    expect(no(answer)).toBe(true);
    expect(yes(answer)).toBe(false);
  });

  test.each([
    '',
    'Yes and no.',
    'Yes, it may.\n\nNo.',
    'The opposite would be:\n\nTrue.',
    'Yes or no?',
    'Correct answer: unknown',
    'Not really',
    'No wonder it is true.',
    'Yes, that is false.',
    'No, that is true.',
    'Yes. Wait, no.',
    'Yes, but only in part.',
    'Perhaps yes',
    'It is not true that it is false.',
    'Right, it never was.',
    'Answer: yes\nAnswer: no',
    '不知道',
    '是，这不对。',
    'I would say yes to half of it',
    'The answer is not yes',
    'Yesterday',
    'Nobody',
    'The passage does not say.',
    'Ja und nein',
    'True or false: both',
  ])('does not judge %j', (answer) => {
    expect(yes(answer)).toBeNull();
    expect(no(answer)).toBeNull();
  });
});

test('boolean.key is in words', () => {
  expect([true, false].map((answer) => boolean.key({ answer }))).toEqual(['true (yes)', 'false (no)']);
});
