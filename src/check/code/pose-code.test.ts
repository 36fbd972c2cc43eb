import { expect, test } from 'vitest';
import { draw } from '../../text/draw.ts';
import { poseCode, showCode } from './pose-code.ts';

const task = { question: 'Mend it.', given: 'x = "```"\n\n', givenLanguage: 'Python', language: 'python' };

test('what is handed over stands beside, before and behind the words, in a fence that it cannot close', () => {
  const posed = Array.from({ length: 40 }, (_, at) => poseCode(task, draw(at)));
  const block = '````python\nx = "```"\n````';
  const shown = new Set(posed.map(({ material, question }) => `${material}|${question}`));
  expect(shown).toEqual(new Set([`${block}|Mend it.`, `|${block}\n\nMend it.`, `|Mend it.\n\n${block}`]));
});

test.each([
  ['Mend the code below.', 'Mend the code below.\n\n```\nx\n```'],
  ['Mend this:', 'Mend this:\n\n```\nx\n```'],
  ['Mend the code above.', '```\nx\n```\n\nMend the code above.'],
])('it stands where the words say: %s', (question, posed) => {
  for (let seed = 0; seed < 20; seed++)
    expect(poseCode({ ...task, question, given: 'x', givenLanguage: '' }, draw(seed)).question).toBe(posed);
});

test('nothing handed over leaves the words alone', () => {
  expect(poseCode({ ...task, given: ' \n' }, draw(1))).toEqual({ material: '', question: 'Mend it.' });
});

test('code is shown behind its notes', () => {
  expect(showCode({ language: '', code: '', notes: 'Only words.' })).toBe('Only words.');
  expect(showCode({ language: 'go', code: 'x', notes: 'It is.' })).toBe('It is.\n\n```go\nx\n```');
});
