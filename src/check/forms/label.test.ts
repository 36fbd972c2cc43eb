import { describe, expect, test } from 'vitest';
import { held } from './agrees.fixture.ts';
import { FORMS } from './index.ts';
import { label } from './label.ts';

const FIELDS = { labels: ['positive', 'very positive', 'negative'], answer: 'positive' };
const agrees = held('label', FIELDS, ['A', 'B', 'C']);

describe('label.agrees', () => {
  test.each([
    'positive',
    '**Positive**',
    'Answer: positive.',
    'A',
    'A) positive',
    '"positive"',
    'Die Antwort ist positive',
  ])('takes %j for the key', (answer) => expect(agrees(answer)).toBe(true));
  test.each(['negative', 'very positive', 'B', 'Answer: negative'])('takes %j for another', (answer) =>
    expect(agrees(answer)).toBe(false),
  );
  test.each([
    'not positive',
    'positive or negative',
    'It is positive.',
    'B) positive',
    'mixed',
    'Answer: positive\n\nOr negative?',
    '',
  ])('does not judge %j', (answer) => expect(agrees(answer)).toBeNull());
});

test('label.problem names a key that is no label, and labels that are the same', () => {
  expect(label.problem(FIELDS)).toBeNull();
  expect(label.problem({ labels: ['C++', 'Java'], answer: 'C' })).toContain('not one of the labels');
  expect(label.problem({ labels: ['Yes', 'yes'], answer: 'yes' })).toBe('two labels are the same');
});

test('FORMS without a key judge nothing', () => {
  for (const form of ['free', 'code'] as const) {
    expect(FORMS[form].key({ points: ['a'] })).toBeNull();
    expect(FORMS[form].agrees('a', { points: ['a'] }, [])).toBeNull();
  }
});
