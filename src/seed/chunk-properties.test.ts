import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { documentOf, part, table } from '../../test/chunkable.ts';
import { estimateTokens } from '../text/tokens.ts';
import { type Chunk, chunk } from './chunk.ts';
import type { Document } from './reader.ts';
import { shortTables } from './short-tables.ts';

const SIZES = { target: 120, least: 30, most: 240 };
const LIMIT = SIZES.most - SIZES.least;

/** Chunks in order, exact, within bounds, and with nothing but white space between them. */
function expectSound({ text }: Document, chunks: readonly Chunk[]): void {
  let at = 0;
  for (const { text: own, span, tokens } of chunks) {
    expect(text.slice(at, Math.max(at, span[0])).trim()).toBe('');
    expect(span[0]).toBeGreaterThanOrEqual(at);
    expect(text.slice(...span)).toBe(own);
    expect(own.trim()).not.toBe('');
    expect(tokens).toBe(estimateTokens(own));
    expect(tokens).toBeLessThanOrEqual(SIZES.most);
    at = span[1];
  }
  expect(text.slice(at).trim()).toBe('');
}

describe('chunks of any text', () => {
  it('are exact, and cut no sentence, item, row, fence or equation that fits', () => {
    const property = fc.property(fc.array(part, { maxLength: 25 }), (parts) => {
      const { document, whole } = documentOf(parts);
      const chunks = chunk(document, SIZES);
      expectSound(document, chunks);
      const fitting = whole.filter(([start, end]) => estimateTokens(document.text.slice(start, end)) <= LIMIT);
      const cut = chunks.flatMap(({ span }) => fitting.filter(([start, end]) => start < span[1] && end > span[1]));
      expect(cut.map(([start, end]) => document.text.slice(start, end))).toEqual([]);
    });
    fc.assert(property, { numRuns: 1000 });
  });

  it('end with no heading and no words that lead to what follows, where that fits', () => {
    const property = fc.property(fc.array(part, { maxLength: 25 }), (parts) => {
      const { document } = documentOf(parts.map((each) => ({ ...each, text: each.text.slice(0, 300), whole: [] })));
      const ends = chunk(document, SIZES)
        .slice(0, -1)
        .map(({ text }) => text.split('\n').at(-1) ?? '');
      expect(ends.filter((line) => /^#/.test(line))).toEqual([]);
    });
    fc.assert(property, { numRuns: 300 });
  });

  it('begin with the head of their table, and hold whole rows', () => {
    const property = fc.property(fc.array(fc.oneof(part, table), { maxLength: 8 }), table, (before, last) => {
      const { document, whole } = documentOf([...before, last]);
      const short = shortTables(document, SIZES.target);
      const chunks = chunk(short, SIZES);
      expectSound(short, chunks);
      const rows = chunks.filter(({ text }) => /^\|? ?cell \d+ 0 \|/m.test(text));
      for (const { text } of rows) expect(text.indexOf('Column 0 |')).toBeLessThan(text.search(/cell \d+ 0 \|/));
      expect(rows.every(({ text }) => text.includes('Column 0 |'))).toBe(true);
      const words = (said: string) => said.replaceAll(/^\|? ?(?:Column 0|---) \|.*$/gm, '').replaceAll(/\s+/g, '');
      expect(words(short.text)).toBe(words(document.text));
      expect(whole.length).toBeGreaterThan(0);
    });
    fc.assert(property, { numRuns: 500 });
  });

  it('give the sections of short tables where their headings stand', () => {
    const rows = Array.from({ length: 100 }, (_, at) => `| ${at} | value of ${at} |`);
    const text = `# One\n\n| A | B |\n| --- | --- |\n${rows.join('\n')}\n\n## Two\n\nText.\n\n### Three\n`;
    const starts = ['# One', '## Two', '### Three'].map((title) => text.indexOf(`${title}\n`));
    const sections = starts.map((start, at) => ({ start, level: at + 1, title: 'T' }));
    const pages = starts.map((start, at) => ({ start, page: at + 1 }));
    const facts = { source: 'a', kind: 'text', title: null, license: null, language: null } as const;
    const short = shortTables({ ...facts, text, sections, pages }, 200);
    expect(short.text.match(/^\| A \| B \|$/gm)).toHaveLength(4);
    expect(short.sections.map(({ start }) => /^#+ \w+/.exec(short.text.slice(start))?.[0])).toEqual([
      ...['# One', '## Two', '### Three'],
    ]);
    expect(short.pages?.map(({ start }) => start)).toEqual(short.sections.map(({ start }) => start));
  });
});
