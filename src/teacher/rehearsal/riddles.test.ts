import { describe, expect, it } from 'vitest';
import { draw } from '../../text/draw.ts';
import type { Known, Wanted } from './makers.ts';
import { readPassage } from './passage.ts';
import { PASSAGES } from './passages.fixture.ts';
import { makeRiddle, reworded, solveRiddle } from './riddles.ts';

const passage = readPassage(PASSAGES.en);

function riddles(wanted: Wanted): Known[] {
  return passage.good
    .map((sentence, at) => makeRiddle(wanted, sentence, passage, draw('riddle', at), 4))
    .filter((item) => item !== null);
}

const listOf = (value: unknown) => (Array.isArray(value) ? value.map(String) : []);

describe('riddles', () => {
  it.each<[Wanted, (item: Known) => string]>([
    ['short', ({ answer }) => String(answer)],
    ['list', ({ answer }) => listOf(answer).join(', ')],
    ['number', ({ answer }) => String(answer)],
    ['boolean', ({ answer }) => (answer === true ? 'Yes' : 'No')],
    ['label', ({ answer }) => String(answer)],
    ['option', ({ options }) => listOf(options)[0] ?? ''],
    ['order', ({ steps }) => listOf(steps).join(', ')],
    ['free', ({ reference }) => String(reference)],
  ])('of the form %s are solved from their own words, also when reworded', (wanted, keyOf) => {
    const made = riddles(wanted);
    expect(made.length).toBeGreaterThan(2);
    for (const item of made) {
      const choices = [item.options, item.labels, item.steps].flatMap(listOf).toReversed();
      const question = String(item.question);
      const other = reworded(question, draw('other')) ?? '';
      expect(solveRiddle(`Beside the point.\n\n${question}`, choices, [])).toContain(keyOf(item));
      expect(other).not.toBe(question);
      expect(solveRiddle(other, choices, [])).toContain(keyOf(item));
      expect(passage.text).toContain(listOf(item.evidence)[0]);
    }
  });

  it('leave other questions alone', () => {
    expect(solveRiddle('What does the passage say about “whales”?', [], [])).toBeNull();
    expect(reworded('Why?', draw('x'))).toBeNull();
  });
});
