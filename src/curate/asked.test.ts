import { expect, test } from 'vitest';
import { askedOf } from './asked.ts';

const content = (value: Record<string, unknown>) => ({ transform: 't', variant: null, angle: null, value });
const PASSAGE = 'The keeper filled the lamp each evening.\nThe log names the oil, the hour and the weather of the day.';

test('material is what of the content stands in the prompt, however it is laid out', () => {
  const prompt = `> The keeper filled the lamp each evening.\n> The log names the oil, the hour and the weather of the day.\n\nWho filled it?`;
  const item = {
    content: content({ passage: PASSAGE, notes: 'Nobody sees this.' }),
    instruction: { question: 'Who filled it?', key: 'the keeper' },
  };
  expect(askedOf(item, prompt)).toEqual({ material: PASSAGE, instruction: 'Who filled it?' });
});

test('options and constraints are asked, evidence that stands in the passage is not', () => {
  const instruction = {
    question: 'Who filled it?',
    evidence: ['The log names the oil, the hour and the weather of the day.'],
    options: ['The log', 'The keeper'],
    constraints: [{ id: 'most', words: 'Use no more than ten of them.' }],
    answer: 3,
  };
  const prompt = `${PASSAGE}\n\nWho filled it?\n(a) The keeper\n(b) The log\nUse no more than ten of them. 3`;
  expect(askedOf({ content: content({ passage: PASSAGE }), instruction }, prompt).instruction).toBe(
    'Who filled it?\nThe keeper\nThe log\nUse no more than ten of them.',
  );
});

test('a closed book has no material, and a prompt that shows nothing of its instruction is one as a whole', () => {
  expect(
    askedOf({ content: content({ notes: 'A lamp burns.' }), instruction: { question: 'Why?' } }, 'Why?').material,
  ).toBe('');
  expect(askedOf({ content: content({ rows: [['a', 12]] }), instruction: { ask: 'sum' } }, 'Add 12 to a.')).toEqual({
    material: 'a\n12',
    instruction: 'Add 12 to a.',
  });
});
