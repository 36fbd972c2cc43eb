import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { draw } from '../../text/draw.ts';
import { held } from './agrees.fixture.ts';
import { list } from './list.ts';

const agrees = held('list', { answer: ['oil', 'whale oil', 'salt, dried'] });

describe('list.agrees', () => {
  test.each([
    'oil, whale oil, salt, dried',
    'Salt, dried; whale oil and oil.',
    '- oil\n- **whale oil**\n- salt, dried',
    '1. whale oil\n2. oil\n3. salt, dried',
    'Answer: whale oil, oil and salt, dried',
    '* oil\n* whale oil\n* salt, dried',
    'Answer:\n- whale oil\n- oil\n- salt, dried',
    'Oil und whale oil und salt, dried',
    'oil, whale oil et salt, dried',
  ])('takes %j for the key', (answer) => expect(agrees(answer)).toBe(true));

  test.each([
    '',
    'oil, whale oil',
    'whale oil, salt, dried',
    'oil, whale oil, salt, dried and rope',
    'Not oil, whale oil or salt, dried',
    'oil, whale oil, but not salt, dried',
    'There were oil, whale oil and salt, dried.',
    'oil, oil, whale oil, salt, dried',
  ])('does not judge %j', (answer) => expect(agrees(answer)).toBeNull());

  test.each(['-3, 5', '1.5, 3', '3.5', '.5, 3', '3%, 5', '5, 30', '3,5'])('does not take %j for 3 and 5', (answer) => {
    expect(held('list', { answer: ['3', '5'] })(answer)).toBeNull();
  });

  test('takes lists in scripts without spaces', () => {
    const fruits = held('list', { answer: ['苹果', '香蕉', '橙子'] });
    expect(fruits('香蕉、苹果和橙子。')).toBe(true);
    expect(fruits('香蕉、苹果和梨')).toBeNull();
  });

  test('takes any order, and no list that lacks one or has one more', () => {
    const items = fc.uniqueArray(fc.constantFrom('ash', 'beech', 'oak', 'yew', 'elm', 'fir'), {
      minLength: 2,
      maxLength: 5,
    });
    fc.assert(
      fc.property(items, fc.integer(), (key, seed) => {
        const given = draw(seed).shuffle(key);
        const form = held('list', { answer: key });
        expect(form(given.join(', '))).toBe(true);
        expect(form(given.slice(1).join(', '))).toBeNull();
        expect(form([...given, 'pine'].join(', '))).toBeNull();
      }),
    );
  });
});

test('list.problem names an item that stands twice', () => {
  expect(list.problem({ answer: ['Oil', 'oil.'] })).toContain('twice');
  expect(list.problem({ answer: ['C', 'C++'] })).toBeNull();
});
