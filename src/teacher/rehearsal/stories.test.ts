import { describe, expect, test } from 'vitest';
import { evaluateExpression } from '../../sandbox/evaluate.ts';
import { draw } from '../../text/draw.ts';
import { makeCoded, solveCoded } from './coded.ts';
import { readPassage } from './passage.ts';
import { makeStory, readStory } from './stories.ts';

const PASSAGE = readPassage(
  'The lamp of the harbour burned whale oil until 1901, in 14 jars of 25 litres. Ines Roca kept it for 68 years with ' +
    'two helpers and a mule. When the 9 boats came in at night she rang the bell until the last of them was tied up.',
);

test('stories come to what their calculation comes to, and are read back from their telling', async () => {
  const units = new Set<string>();
  for (let at = 0; at < 60; at++) {
    const story = makeStory(PASSAGE, draw('story', at));
    if (!story) throw new Error('no story');
    expect(await evaluateExpression(story.compute)).toEqual({ value: expect.closeTo(story.value, 6) });
    expect(readStory(`Hello. ${story.text} Thank you.`)?.value).toBe(story.value);
    expect(story.slips.length).toBeGreaterThanOrEqual(3);
    expect(story.slips).not.toContain(story.value);
    units.add(story.unit);
  }
  expect([...units].sort()).toEqual(['%', 'coins', 'crates', 'metres', 'm²', 'pages'].sort());
});

describe('coded items', () => {
  test.each(['Ordering, coded', 'Matching, coded', 'Statements I, II and III', 'Assertion and reason'])(
    'of the kind %s are solved from their question',
    (title) => {
      const keys = new Set<number>();
      for (let at = 0; at < 60; at++) {
        const item = makeCoded(title, PASSAGE, draw('coded', at));
        if (!item) throw new Error('no item');
        const solved = solveCoded(String(item.question));
        expect(solved?.key).toBe(item.key);
        expect(new Set(solved?.options).size).toBe(5);
        keys.add(solved?.key ?? -1);
      }
      if (/^[SA]/.test(title)) expect(keys.size).toBeGreaterThan(3);
    },
  );

  test('are made for no other kind', () => {
    expect(makeCoded('Evaluation', PASSAGE, draw('x'))).toBeNull();
    expect(makeCoded('constructor', PASSAGE, draw('x'))).toBeNull();
  });
});
