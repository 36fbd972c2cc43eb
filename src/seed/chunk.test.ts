import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { estimateTokens } from '../text/tokens.ts';
import { CHUNK_SIZES, chunk } from './chunk.ts';
import { markdownHeadings } from './headings.ts';
import type { Document } from './reader.ts';

function documentOf(text: string, kind: Document['kind'] = 'text'): Document {
  return { source: 'a.md', kind, text, title: 'A', license: null, language: null, sections: markdownHeadings(text) };
}

const sentence = (words: number) => `W${'ord word '.repeat(words / 2).trim()}.`;
const paragraph = (tokens: number) => Array.from({ length: Math.ceil(tokens / 13) }, () => sentence(10)).join(' ');

describe('chunk', () => {
  it('cuts along headings near the target, with the path of headings as title', () => {
    const text = `# One\n\n${paragraph(500)}\n\n## Two\n\n${paragraph(300)}\n\n${paragraph(350)}\n\n# Three\n\n${paragraph(400)}\n\nIt holds:\n\n- ${paragraph(900)}`;
    const chunks = chunk(documentOf(text));
    expect(chunks.map(({ title }) => title)).toEqual(['A > One', 'A > One > Two', 'A > Three', 'A > Three']);
    expect(chunks.map(({ text: piece }) => piece.slice(0, 8).toLowerCase())).toEqual([
      '# one\n\nw',
      '## two\n\n',
      '# three\n',
      'it holds',
    ]);
  });

  it('cuts a paragraph that is too long between sentences', () => {
    for (const { text } of chunk(documentOf(paragraph(5000)))) expect(text).toMatch(/^Word.*word\.$/s);
  });

  it('keeps fenced code whole and merges a small tail', () => {
    const fence = `\`\`\`js\n${'# no heading\n\n'.repeat(60)}\`\`\``;
    const chunks = chunk(documentOf(`${paragraph(650)}\n\n${fence}\n\n${paragraph(600)}\n\nTail.`));
    expect(chunks.some(({ text }) => text.includes(fence))).toBe(true);
    expect(chunks.at(-1)?.text).toMatch(/Tail\.$/);
    expect(chunks.at(-1)?.tokens).toBeGreaterThan(CHUNK_SIZES.least);
  });

  const piece = fc.oneof(
    fc.constantFrom(
      '\n\n',
      '\n',
      ' ',
      '# H\n\n',
      '## H2\n',
      '- item\n',
      '```\n',
      '| a | b |\n',
      'x:\n\n',
      '他来了。',
      '😀',
      '\t',
    ),
    fc.nat(400).map((words) => `${sentence(words)} `),
    fc.nat(600).map((length) => 'x'.repeat(length)),
  );

  it.each(['text', 'code'] as const)('gives exact spans within bounds for any %s', (kind) => {
    const sizes = { target: 100, least: 20, most: 200 };
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (parts) => {
        const document = documentOf(parts.join(''), kind);
        const chunks = chunk(document, sizes);
        let at = 0;
        for (const { text, span, tokens } of chunks) {
          expect(document.text.slice(at, span[0]).trim()).toBe('');
          expect(span[0]).toBeGreaterThanOrEqual(at);
          expect(document.text.slice(...span)).toBe(text);
          expect(text.trim()).not.toBe('');
          expect(tokens).toBe(estimateTokens(text));
          expect(tokens).toBeLessThanOrEqual(sizes.most);
          at = span[1];
        }
        expect(document.text.slice(at).trim()).toBe('');
        for (const [i, { tokens }] of chunks.entries()) {
          const before = chunks[i - 1];
          if (before && tokens < sizes.least)
            expect(tokens + before.tokens + 2).toBeGreaterThan(sizes.most - sizes.least);
        }
      }),
      { numRuns: 300 },
    );
  });
});
