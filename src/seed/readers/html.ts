import { basename } from 'node:path';
import { stripGutenberg } from '../boilerplate.ts';
import { cleanText, decodeText } from '../decode.ts';
import { withoutFurniture } from '../furniture.ts';
import { markdownHeadings } from '../headings.ts';
import { readPage } from '../html.ts';
import { languageCode } from '../language.ts';
import { type Document, type Reader, Unreadable } from '../reader.ts';

const LEAST_TEXT = 200;

/**
 * Web pages: the main text as Markdown, with title, language and license link where the page states them; and the page
 * itself, as one document of kind `html`, where it has enough to click on and fill in.
 */
export const reader: Reader = {
  id: 'html',
  extensions: ['.html', '.htm', '.xhtml'],
  async read(file) {
    const bytes = await file.bytes();
    const html = await decodeText(bytes, statedEncoding(bytes));
    const page = await readPage(html);
    const book = stripGutenberg(page.markdown);
    const around = withoutFurniture(book?.text ?? page.markdown);
    const text = cleanText(around.text);
    if (text.length < LEAST_TEXT) throw new Unreadable('no main text (menus, links or forms only)');
    const facts = {
      source: file.source,
      title: book?.title ?? page.title ?? basename(file.source),
      license: page.license ?? book?.license ?? around.license,
      language: languageCode(page.lang),
    };
    const asText: Document = { ...facts, kind: 'text', text, sections: markdownHeadings(text) };
    return page.controls === null
      ? [asText]
      : [asText, { ...facts, kind: 'html', text: cleanText(page.controls), sections: [] }];
  },
};

function statedEncoding(bytes: Uint8Array): string | undefined {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 2048));
  return /(?:charset|encoding)\s*=\s*["']?([\w-]+)/i.exec(head)?.[1];
}
