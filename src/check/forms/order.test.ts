import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { draw } from '../../text/draw.ts';
import { held } from './agrees.fixture.ts';
import { order } from './order.ts';

const STEPS = ['Boil the water', 'Add the leaves', 'Pour it out'];
/** Shown: A "Add the leaves", B "Pour it out", C "Boil the water". The key is C, A, B. */
const FIELDS = { steps: STEPS, shown: [1, 2, 0] };
const agrees = held('order', FIELDS, ['A', 'B', 'C']);
const digits = held('order', FIELDS, ['1', '2', '3']);

describe('order.agrees', () => {
  test.each([
    'C, A, B',
    'C → A → B',
    'C -> A -> B',
    'CAB',
    '**C, A, B**',
    'c a b',
    'C-A-B',
    'Answer: C, A, B',
    'Die Antwort ist C, A, B.',
    '答案：C、A、B',
    'C then A then B',
    'C) Boil the water\nA) Add the leaves\nB) Pour it out',
    '1. Boil the water\n2. Add the leaves\n3. Pour it out',
    'Boil the water, add the leaves, then pour it out.',
    '- Boil the water\n- Add the leaves\n- Pour it out',
    '1. C\n2. A\n3. B',
    'Tea needs heat.\n\nAnswer: C, A, B',
    'Boil the water → Add the leaves → Pour it out',
  ])('takes %j for the key', (answer) => expect(agrees(answer)).toBe(true));

  test.each([
    'A, B, C',
    'BAC',
    'Answer: B, A, C',
    '1. Add the leaves\n2. Boil the water\n3. Pour it out',
    'Pour it out, add the leaves, boil the water',
    'A) Add the leaves\nB) Pour it out\nC) Boil the water',
  ])('takes %j for another order', (answer) => expect(agrees(answer)).toBe(false));

  test.each([
    '',
    'C, A',
    'C, A, B, D',
    'C, A, A, B',
    'Not C, A, B',
    'C comes after A, B',
    'C > A > B',
    'C < A < B',
    'Answer: C, A, B\nAnswer: A, B, C',
    '3. Boil the water\n2. Add the leaves\n1. Pour it out',
    '3. C\n1. A\n2. B',
    'A) Boil the water\nB) Add the leaves\nC) Pour it out',
    'First pour it out. Before that boil the water and add the leaves.',
    'finally C, then A, first B',
    'Boil the water before you add the leaves, then pour it out',
    'C, A, B or A, B, C',
  ])('does not judge %j', (answer) => expect(agrees(answer)).toBeNull());

  test('tells digits that mark from digits that count', () => {
    expect(digits('3, 1, 2')).toBe(true);
    expect(digits('1, 2, 3')).toBe(false);
    expect(digits('1. Boil the water\n2. Add the leaves\n3. Pour it out')).toBe(true);
    expect(digits('3. Boil the water\n1. Add the leaves\n2. Pour it out')).toBeNull();
  });

  test('is true for one order of the labels and false for all others', () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer(), (a, b) => {
        const fields = order.permute({ steps: STEPS }, draw('shown', a));
        const { choices } = order.shown(fields);
        const given = draw('given', b).shuffle([0, 1, 2]);
        const right = given.every((place, step) => choices[place] === STEPS[step]);
        const letters = given.map((place) => 'ABC'[place]).join(', ');
        expect(held('order', fields, ['A', 'B', 'C'])(letters)).toBe(right);
        expect(held('order', fields)(given.map((place) => choices[place]).join('; '))).toBe(right);
      }),
    );
  });
});

test('order.permute never shows the right order', () => {
  for (let i = 0; i < 200; i++) {
    const { choices } = order.shown(order.permute({ steps: STEPS }, draw(i)));
    expect(choices).not.toEqual(STEPS);
    expect(choices.toSorted()).toEqual(STEPS.toSorted());
  }
});

test('order.problem names steps that are the same', () => {
  expect(order.problem({ steps: ['a', 'b', 'A.'] })).toContain('the same');
  expect(order.problem({ steps: STEPS })).toBeNull();
});
