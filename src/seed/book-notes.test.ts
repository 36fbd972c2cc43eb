import { describe, expect, it } from 'vitest';
import { readDocument } from '../../test/read-document.ts';
import { stripStandardEbooks, withoutEditionNotes } from './book-notes.ts';

const BODY = 'CHAPTER I\n\nThe clock stood still.\n\nNobody had the key.';

describe('a book', () => {
  it('loses what is said of its edition before it begins', () => {
    const opening =
      'All of the original Project Gutenberg Etexts were in capitals.\n\n***\n\nThis edition is based on many studies.\n\nIt holds one of our Etexts.\n\n***\n\nPlease send us your corrections.\n\n***\n\n';
    expect(withoutEditionNotes(`THE CLOCK\n\n${opening}${BODY}`)).toBe(`THE CLOCK\n\n${BODY}`);
    expect(withoutEditionNotes(`Produced by A. Person and the\nOnline Distributed Proofreading Team\n\n${BODY}`)).toBe(
      BODY,
    );
    expect(withoutEditionNotes(`[Transcriber’s Note: spelling is kept.]\n\n${BODY}`)).toBe(BODY);
    expect(withoutEditionNotes(BODY)).toBe(BODY);
  });

  it('loses notes on its transcription at its end, not those of its author', () => {
    const book = `${BODY} It was lost in the flood of Vienna, and the clock stood still for nine days.`;
    const notes = 'Page 11: “dan” for “dans”. Punctuation was mended without saying so.';
    for (const heading of [
      "Transcriber's Notes",
      '**TRANSCRIBER’S NOTE:**',
      'Anmerkungen zur Transkription',
      '## Au lecteur.',
    ])
      expect(withoutEditionNotes(`${book}\n\n${heading}\n\n${notes}\n`)).toBe(`${book}\n`);
    const own = `${book}\n\nAu lecteur\n\nThe author wishes you well.\n`;
    expect(withoutEditionNotes(own)).toBe(own);
  });

  it('loses marks of pages and of pictures', () => {
    expect(
      withoutEditionNotes('It was [Pg 12]late.\n\n[Illustration]\n\n[Illustration: A clock.]\n\nx^{12} [12]'),
    ).toBe('It was late.\n\n\n[Illustration: A clock.]\n\nx^{12} [12]');
  });

  it('of Project Gutenberg is read without any of these', async () => {
    const raw = `Title: The Clock\n\n*** START OF THE PROJECT GUTENBERG EBOOK THE CLOCK ***\n\nProduced by A. Person\n\nThis etext was made twice.\n\n${BODY}\n\nTranscriber's note:\n\nSpelling was kept.\n\n*** END OF THE PROJECT GUTENBERG EBOOK THE CLOCK ***\n\nDonate.`;
    expect((await readDocument('a.txt', raw)).text.trim()).toBe(BODY);
  });

  it('of Standard Ebooks loses imprint, colophon and uncopyright', () => {
    const imprint = '## Imprint\n\nThis ebook is the product of many hours of work by volunteers for Standard Ebooks.';
    const colophon = '## Colophon\n\n### Cover\n\nIt was produced for Standard Ebooks.';
    const text = `# The Clock\n\n${imprint}\n\n## I\n\nIt stood still.\n\n${colophon}\n\n## Uncopyright\n\nMay you do good.`;
    expect(stripStandardEbooks(text)).toEqual({ text: '# The Clock\n\n## I\n\nIt stood still.', license: 'CC0-1.0' });
    expect(stripStandardEbooks('## Imprint\n\nOf another house.')).toBe(null);
  });
});
