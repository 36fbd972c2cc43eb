import { basename } from 'node:path';
import { stripGutenberg, stripPages } from '../boilerplate.ts';
import { decodeText } from '../decode.ts';
import { isIndented, plainHeadings, plainTitleOf } from '../headings.ts';
import type { Reader } from '../reader.ts';
import { unwrap } from '../unwrap.ts';

/**
 * Plain text in any usual encoding: without the header and footer of Project Gutenberg and the page marks of RFCs,
 * hard-wrapped paragraphs joined. The title is the book's, the first line that looks like one, or the file's name.
 */
export const reader: Reader = {
  id: 'txt',
  extensions: ['.txt', '.text'],
  async read(file) {
    const raw = await decodeText(await file.bytes());
    const book = stripGutenberg(raw);
    const body = stripPages(book?.text ?? raw);
    const text = unwrap(body).replaceAll(/\n{3,}/g, '\n\n');
    return [
      {
        source: file.source,
        kind: 'text',
        text,
        title: book?.title ?? plainTitleOf(text) ?? basename(file.source),
        license: book?.license ?? null,
        language: null,
        sections: plainHeadings(text, isIndented(body)),
      },
    ];
  },
};
