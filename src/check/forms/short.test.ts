import { describe, expect, test } from 'vitest';
import { held } from './agrees.fixture.ts';
import { short } from './short.ts';

const agrees = held('short', { answer: 'the Ministry of Ports', alternatives: ['Ports Ministry'] });

describe('short.agrees', () => {
  test.each([
    'the Ministry of Ports',
    'Ministry of Ports.',
    '**The ministry of ports**',
    '“Ports Ministry”',
    'Answer: Ports Ministry',
    'It was asked for twice.\n\nAnswer: The Ministry of Ports',
    'Die Antwort lautet: Ministry of Ports',
    '答案：Ports Ministry',
  ])('takes %j for the key', (answer) => expect(agrees(answer)).toBe(true));

  test.each([
    '',
    'Not the Ministry of Ports',
    'The Ministry of Ports or the Navy',
    "The Ministry of Ports' rival",
    'The Navy',
    'Answer: Ports Ministry\nNo: the Navy',
    'It was not the Ports Ministry but the Navy.',
    'Answer: Ports Ministry\nAnswer: the Navy',
    'The answer is not Ports Ministry',
  ])('does not judge %j', (answer) => expect(agrees(answer)).toBeNull());

  test.each([
    ['C', 'C++'],
    ['5', '1.5'],
    ['23', '2*3'],
    ['23', '2³'],
    ['5', '-5'],
    ['x > 3', 'x < 3'],
    ['A', 'A*'],
    ['12', '1/2'],
    ['$5', '€5'],
  ])('does not take %j and %j for the same', (key, answer) => {
    expect(held('short', { answer: key, alternatives: [] })(answer)).toBeNull();
  });

  test.each([
    ['x = -3 or x = 2', 'Both factors give a root.\n\nAnswer: $x = 2$ or $x = -3$'],
    ['3/8', 'The answer is \\frac{3}{8}.'],
    ['12π cm²', '\\boxed{12\\pi\\text{ cm}^2}'],
    ['(2, -1)', 'Thus $$\\boxed{(2,-1)}$$'],
  ])('takes %j and %j for the same values', (key, answer) => {
    expect(held('short', { answer: key, alternatives: [] })(answer)).toBe(true);
  });

  test('takes wordings of any script', () => {
    expect(held('short', { answer: '北京', alternatives: [] })('北京。')).toBe(true);
    expect(held('short', { answer: '北京', alternatives: [] })('不是北京')).toBeNull();
    expect(held('short', { answer: 'Straße', alternatives: [] })('straße')).toBe(true);
  });
});

test('short.problem refuses a key as long as a paragraph', () => {
  expect(short.problem({ answer: 'a'.repeat(201), alternatives: [] })).toContain('200 characters');
  expect(short.problem({ answer: 'a', alternatives: [] })).toBeNull();
});
