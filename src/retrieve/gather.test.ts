import { describe, expect, test } from 'vitest';
import { draw } from '../text/draw.ts';
import { estimateTokens } from '../text/tokens.ts';
import { Collection, showCollection } from './collection.ts';
import { drawCount, gather } from './gather.ts';
import { wholeSentences } from './whole-sentences.ts';

const WORDS = 'lamp pier oil whale harbour keeper night storm ladder glass wick flame winter boat rope tide'.split(' ');

/** A text of its own words, so that no two are alike. */
function textOf(name: string, sentences: number): string {
  const made = Array.from({ length: sentences }, (_, at) => {
    const words = draw(name, at).shuffle(WORDS).slice(0, 9);
    return `The ${words.join(` ${name}${at} `)} stood there.`;
  });
  return made.join(' ');
}

const SOUGHT = { text: textOf('core', 12), title: 'Lamps', source: 'a/lamps.txt' };
function made(count: number, sentences: number) {
  return Array.from({ length: count }, (_, at) => ({
    text: textOf(`other${at}`, sentences),
    title: at % 2 ? `Title ${at}` : null,
    source: `seeds/harbour-notes_${at}.md`,
  }));
}

const SHORT = made(100, 6);
const LONG = made(100, 40);
const found = (count: number) => SHORT.slice(0, count);
const toolsOf = (seed: string, others: typeof SHORT) => ({
  draw: draw(seed),
  search: async (_: string, most: number) => others.slice(0, most),
});

async function gathered(seed: string, others = found(100), written: Record<string, unknown> | null = null) {
  const made = await gather(SOUGHT, written, toolsOf(seed, others));
  if (typeof made === 'string') throw new Error(made);
  return made;
}

describe('gather', () => {
  test('says why where there are too few others', async () => {
    expect(await gather(SOUGHT, null, toolsOf('a', []))).toBe('the run has 0 other documents like it; 3 are needed');
    expect(await gather(SOUGHT, null, toolsOf('a', found(2)))).toContain('2 other');
    expect(typeof (await gather(SOUGHT, null, toolsOf('a', found(3))))).toBe('object');
  });

  test('counts copies, code and scraps as none', async () => {
    const code = found(9)
      .slice(5)
      .map((each) => ({ ...each, kind: 'code' }));
    const copies = [...code, SOUGHT, ...found(1), ...found(1), { text: 'A lamp.', title: null, source: 'x' }];
    expect(await gather(SOUGHT, null, toolsOf('a', copies))).toContain('1 other');
  });

  test('makes what the shape takes, of 3 to 32 documents and at most 7,000 tokens, the core whole', async () => {
    for (let at = 0; at < 60; at++) {
      const made = await gathered(`run ${at}`, LONG);
      expect(Collection.safeParse(made).success).toBe(true);
      expect(made.documents.length).toBeGreaterThanOrEqual(3);
      expect(made.documents.reduce((sum, { text }) => sum + estimateTokens(text), 0)).toBeLessThanOrEqual(7000);
      expect(made.documents[(made.core[0] ?? 0) - 1]?.text).toBe(SOUGHT.text);
      expect(made.documents.every(({ text }) => /there\.$/.test(text))).toBe(true);
    }
  });

  test('puts the core anywhere, evenly', async () => {
    const places: number[] = [];
    for (let at = 0; at < 300; at++) {
      const { core, documents } = await gathered(`place ${at}`);
      places.push(((core[0] ?? 0) - 0.5) / documents.length);
    }
    const mean = places.reduce((sum, place) => sum + place, 0) / places.length;
    expect(mean).toBeGreaterThan(0.44);
    expect(mean).toBeLessThan(0.56);
    expect(places.filter((place) => place < 0.34).length).toBeGreaterThan(75);
    expect(places.filter((place) => place > 0.66).length).toBeGreaterThan(75);
  });

  test('draws 3 to 10 documents nine times of ten, and never more than 32', () => {
    const counts = Array.from({ length: 2000 }, (_, at) => drawCount(draw('count', at)));
    expect([Math.min(...counts), Math.max(...counts)]).toEqual([3, 32]);
    const usual = counts.filter((count) => count <= 10).length / counts.length;
    expect(usual).toBeGreaterThan(0.87);
    expect(usual).toBeLessThan(0.93);
  });

  test('gives the same for the same draws, and names files that have no title', async () => {
    expect(await gathered('same')).toEqual(await gathered('same'));
    expect((await gathered('same')).documents.map(({ title }) => title)).toContain('Harbour notes 0');
  });

  test('sets a counterpart beside the core, both named and with what they disagree about', async () => {
    const text = textOf('counter', 4);
    const written = { disputed: 'what burned', ours: 'a log of 1890', title: 'Rival', theirs: 'a leaflet', text };
    const made = await gathered('two', undefined, written);
    expect(made.core.map((number) => made.documents[number - 1]?.title)).toEqual(['Lamps', 'Rival']);
    expect(made.core.map((number) => made.documents[number - 1]?.about)).toEqual(['a log of 1890', 'a leaflet']);
    expect(showCollection(made)).toMatch(/Core: documents \d+ and \d+\. They disagree about this: what burned$/);
  });
});

describe('wholeSentences', () => {
  test('cuts at the end of a sentence, or hard', () => {
    expect(wholeSentences('A lamp burns. It is night.', 100)).toBe('A lamp burns. It is night.');
    expect(wholeSentences('A lamp burns. It is night.', 4)).toBe('A lamp burns.');
    expect(wholeSentences('灯'.repeat(500), 40).length).toBeLessThanOrEqual(40);
    expect(wholeSentences('x'.repeat(1000), 10)).toHaveLength(40);
  });
});
