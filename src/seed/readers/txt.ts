import { basename } from 'node:path';
import { type Gutenberg, stripGutenberg, stripGutenbergEnd } from '../boilerplate.ts';
import { decodedText } from '../decode-stream.ts';
import { withoutFurniture } from '../furniture.ts';
import { isIndented, plainHeadings, plainTitleOf } from '../headings.ts';
import type { Document, Reader, Section } from '../reader.ts';
import { stripPages } from '../rfc-pages.ts';
import { textParts } from '../text-parts.ts';
import { unwrap } from '../unwrap.ts';

/**
 * Plain text of any size in any usual encoding: without the header and footer of Project Gutenberg and the page marks of
 * RFCs, hard-wrapped paragraphs joined. The title is the book's, the first line that looks like one, or the file's name. A
 * text of more than a million characters is given in parts, which end with paragraphs.
 */
export const reader: Reader = {
  id: 'txt',
  extensions: ['.txt', '.text'],
  inline: true,
  async *read(file) {
    const parts = textParts(decodedText(file));
    let book: Gutenberg | undefined;
    let before: Document | undefined;
    for (let at = await parts.next(), ended = false; !at.done && !ended; ) {
      const raw = at.value;
      if (!before) book = stripGutenberg(raw);
      const stripped = before && book ? stripGutenbergEnd(raw) : book;
      at = await parts.next();
      ended = stripped?.ended ?? false;
      before = documentOf(stripped?.text ?? raw, file.source, book, before, at.done === true || ended);
      yield before;
    }
  },
};

function documentOf(
  raw: string,
  source: string,
  book: Gutenberg | undefined,
  before: Document | undefined,
  last: boolean,
): Document {
  const body = stripPages(raw);
  const around = withoutFurniture(unwrap(body).replaceAll(/\n{3,}/g, '\n\n'));
  const joined = around.text;
  const text = last ? joined : `${joined.trimEnd()}\n\n`;
  const sections = plainHeadings(text, isIndented(body));
  if (before) return { ...before, continues: true, text, sections: [...heldOver(before.sections), ...sections] };
  const title = book?.title ?? plainTitleOf(text) ?? basename(source);
  return { source, kind: 'text', text, title, license: book?.license ?? around.license, language: null, sections };
}

/** The headings that still hold at the end of a part. */
function heldOver(sections: readonly Section[]): Section[] {
  const open: Section[] = [];
  for (const section of sections) {
    while ((open.at(-1)?.level ?? 0) >= section.level) open.pop();
    open.push(section);
  }
  return open.map((section) => ({ ...section, start: -1 }));
}
