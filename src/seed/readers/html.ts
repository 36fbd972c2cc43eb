import { basename } from 'node:path';
import { stripGutenberg } from '../boilerplate.ts';
import { cleanText, decodeText } from '../decode.ts';
import { markdownHeadings } from '../headings.ts';
import { readPage } from '../html.ts';
import { languageCode } from '../language.ts';
import { type Reader, Unreadable } from '../reader.ts';

const LEAST_TEXT = 200;

/** Web pages: the main text as Markdown, with title, language and license link where the page states them. */
export const reader: Reader = {
  id: 'html',
  extensions: ['.html', '.htm', '.xhtml'],
  async read(file) {
    const html = await decodeText(file.bytes, statedEncoding(file.bytes));
    const page = await readPage(html);
    const book = stripGutenberg(page.markdown);
    const text = cleanText(book?.text ?? page.markdown);
    if (text.length < LEAST_TEXT) throw new Unreadable('no main text (menus, links or forms only)');
    return [
      {
        source: file.source,
        kind: 'text',
        text,
        title: book?.title ?? page.title ?? basename(file.source),
        license: page.license ?? book?.license ?? null,
        language: languageCode(page.lang),
        sections: markdownHeadings(text),
      },
    ];
  },
};

function statedEncoding(bytes: Uint8Array): string | undefined {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 2048));
  return /(?:charset|encoding)\s*=\s*["']?([\w-]+)/i.exec(head)?.[1];
}
