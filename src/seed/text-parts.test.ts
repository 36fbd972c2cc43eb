import { describe, expect, it } from 'vitest';
import { all } from '../../test/all.ts';
import { readDocuments } from '../../test/read-document.ts';
import { PART, textParts } from './text-parts.ts';

async function* inPieces(text: string, size: number) {
  for (let at = 0; at < text.length; at += size) yield text.slice(at, at + size);
}

const parts = (text: string, size: number, piece = 3) => all(textParts(inPieces(text, piece), size));

describe('textParts', () => {
  it('leaves a text that fits as it is', async () => {
    expect(await parts('One.\r\n\r\nTwo.\r', 100)).toEqual(['One.\n\nTwo.\n']);
    expect(await parts('', 100)).toEqual([]);
  });

  it('ends parts with paragraphs, else with lines, words, or anywhere but within a character', async () => {
    expect(await parts('One a.\n\nTwo b.\n\nThree.', 18)).toEqual(['One a.\n\nTwo b.\n\n', 'Three.']);
    expect(await parts('One.\nTwo two two.\nThree.', 20)).toEqual(['One.\nTwo two two.\n', 'Three.']);
    expect(await parts('one two three four', 10)).toEqual(['one two ', 'three four']);
    expect(await parts('😀'.repeat(5), 5, 2)).toEqual(['😀😀', '😀😀', '😀']);
  });

  it('does not depend on the pieces that the text comes in', async () => {
    const text = Array.from({ length: 400 }, (_, i) => `Line ${i} goes on.${i % 7 === 0 ? '\r\n\r' : ''}\r\n`).join('');
    const first = await parts(text, 500, 1);
    expect(first.join('\n\n').replaceAll(/\s+/g, ' ')).toBe(text.replaceAll(/\s+/g, ' '));
    for (const piece of [2, 13, 1000, 100_000]) expect(await parts(text, 500, piece)).toEqual(first);
  });
});

const chapter = (number: number, title: string, length: number) =>
  `CHAPTER ${number}. ${title}\n\n${Array.from({ length }, (_, i) => `Sentence ${i} of chapter ${number} stands here.`).join('\n\n')}`;

describe('a text of several parts', () => {
  it('is the same text as in one piece, with the headings that still hold', async () => {
    const length = Math.ceil(PART / 35);
    const { documents } = await readDocuments(
      'long.txt',
      [chapter(1, 'One', length), chapter(2, 'Two', 9)].join('\n\n'),
    );
    expect(documents.map(({ continues }) => continues)).toEqual([undefined, true]);
    const [first, second] = documents;
    const whole = documents.map(({ text }) => text).join('');
    expect(whole).toContain(`Sentence ${length - 1} of chapter 1 stands here.\n\nCHAPTER 2. Two\n\nSentence 0`);
    expect(whole.match(/Sentence/g)?.length).toBe(length + 9);
    expect(whole).not.toContain('\n\n\n');
    expect(first?.sections).toEqual([{ start: 0, level: 1, title: 'CHAPTER 1. One' }]);
    expect(second?.sections).toEqual([
      { start: -1, level: 1, title: 'CHAPTER 1. One' },
      { start: second?.text.indexOf('CHAPTER 2'), level: 1, title: 'CHAPTER 2. Two' },
    ]);
    expect(second?.title).toBe(first?.title);
  });

  it('is a book without header and footer, in whatever part they are', async () => {
    const header = 'Title: Long\n\n*** START OF THIS PROJECT GUTENBERG EBOOK LONG ***\n\n';
    const footer = '\n\n*** END OF THIS PROJECT GUTENBERG EBOOK LONG ***\n\nDonate.\n\n';
    const raw = `${header}${chapter(1, 'One', PART / 30)}${footer}${'Terms of use. '.repeat(PART / 10)}`;
    const { documents } = await readDocuments('long.txt', raw);
    expect(documents.map(({ title, license }) => [title, license])).toEqual(
      Array(2).fill(['Long', 'Public domain in the USA (Project Gutenberg)']),
    );
    const whole = documents.map(({ text }) => text).join('');
    expect(whole).toMatch(/^CHAPTER 1/);
    expect(whole.trimEnd()).toMatch(/stands here\.$/);
  });
});
