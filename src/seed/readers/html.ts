import { basename } from 'node:path';
import { stripGutenberg } from '../boilerplate.ts';
import { cleanText, decodeText } from '../decode.ts';
import { withoutFurniture } from '../furniture.ts';
import { markdownHeadings } from '../headings.ts';
import { readPage } from '../html.ts';
import { languageCode } from '../language.ts';
import { type Document, type Reader, Unreadable } from '../reader.ts';

const LEAST_TEXT = 200;
const NO_TEXT = 'no main text (menus, links or forms only)';

/**
 * Web pages: the main text as Markdown, with title, language and license link where the page states them; and the page
 * itself, as one document of kind `html`, where it has enough to click on and fill in. A page of the latter only is given as that.
 */
export const reader: Reader = {
  id: 'html',
  extensions: ['.html', '.htm', '.xhtml', '.shtml'],
  claims: (head) => isPage(head),
  async read(file, { reject }) {
    const bytes = await file.bytes();
    const html = await decodeText(bytes, statedEncoding(bytes));
    const page = await readPage(html);
    const book = stripGutenberg(page.markdown);
    const around = withoutFurniture(book?.text ?? page.markdown);
    const text = cleanText(around.text);
    if (text.length < LEAST_TEXT) {
      if (page.controls === null) throw new Unreadable(NO_TEXT);
      reject({ source: file.source, reason: NO_TEXT });
    }
    const facts = {
      source: file.source,
      title: book?.title ?? page.title ?? basename(file.source),
      license: page.license ?? book?.license ?? around.license,
      language: languageCode(page.lang),
    };
    const asText: Document = { ...facts, kind: 'text', text, sections: markdownHeadings(text) };
    const documents = text.length < LEAST_TEXT ? [] : [asText];
    if (page.controls === null) return documents;
    return [...documents, { ...facts, kind: 'html', text: cleanText(page.controls), sections: [] }];
  },
};

/** Whether a file begins as a page does, after declarations and comments: with a document type or root of HTML. */
function isPage(head: Uint8Array): boolean {
  const label =
    head[0] === 0xff && head[1] === 0xfe ? 'utf-16le' : head[0] === 0xfe && head[1] === 0xff ? 'utf-16be' : 'utf-8';
  let text = new TextDecoder(label).decode(head).trimStart();
  for (let end = 0; /^<(?:\?xml\b|!--)/.test(text); text = text.slice(end).trimStart()) {
    end = text.startsWith('<?') ? text.indexOf('?>') + 2 : text.indexOf('-->') + 3;
    if (end < 4) return false;
  }
  return /^<(?:!doctype\s+html|html)(?=[\s>])/i.test(text);
}

function statedEncoding(bytes: Uint8Array): string | undefined {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 2048));
  return /(?:charset|encoding)\s*=\s*["']?([\w-]+)/i.exec(head)?.[1];
}
