import { all, type HtmlNode } from './document/node.ts';
import { keepNumbers, type NoteCounter, placeNotes } from './document/notes.ts';
import { flattenTables } from './document/tables.ts';
import { joinVerse } from './document/verse.ts';
import { mathmlToLatex } from './equations.ts';
import { Unreadable } from './reader.ts';
import { toMarkdown } from './to-markdown.ts';

const NOT_READ =
  'script,style,template,svg,img,picture,video,audio,object,iframe,form,nav,[hidden],[aria-hidden="true"],' +
  '[epub\\:type~="pagebreak"],[role="doc-pagebreak"],[role="doc-backlink"],.pagenum';

/**
 * The Markdown of a document that was made into HTML, or of a chapter of a book: all of it, for there are no menus. Pictures
 * are left out, equations are LaTeX, notes stand below the block that refers to them, and tables are Markdown tables. Throws
 * `Unreadable` for elements inside each other beyond 256. A document may come in parts, which share a `counter`.
 */
export async function documentMarkdown(html: string, counter: NoteCounter = { notes: 0 }): Promise<string> {
  if (isDeeper(html, DEEPEST)) throw new Unreadable('nested too deeply');
  const { parseHTML } = await import('linkedom');
  const { document } = parseHTML(`<!doctype html><html><body>${html}</body></html>`);
  const body: HtmlNode = document.body as never;
  try {
    for (const node of all(body, NOT_READ)) node.remove();
    for (const math of all(body, 'math,m\\:math')) math.replaceWith(equationOf(math));
    placeNotes(body, counter);
    keepNumbers(body);
    joinVerse(body);
    flattenTables(body);
    return await toMarkdown(body.innerHTML);
  } catch (error) {
    if (error instanceof RangeError) throw new Unreadable('too long, or nested too deeply, to be read');
    throw error;
  }
}

function equationOf(math: HtmlNode): string {
  const latex = mathmlToLatex(math.outerHTML);
  if (latex === '') return math.textContent ?? '';
  return math.getAttribute('display') === 'block' ? `$$${latex}$$` : `$${latex}$`;
}

/** Elements that have no end, or end where the next begins. */
const NO_DEPTH =
  /^(?:area|base|br|col|dd|dt|embed|hr|img|input|li|link|meta|option|p|param|source|tbody|td|tfoot|th|thead|tr|track|wbr)$/i;
const DEEPEST = 256;

function isDeeper(html: string, most: number): boolean {
  let depth = 0;
  for (const [, close, name = '', closed] of html.matchAll(/<(\/?)([a-z][\w:-]{0,40})(?:[^<>]*[^<>/])?(\/?)>/gi)) {
    if (NO_DEPTH.test(name)) continue;
    if (close) depth = Math.max(0, depth - 1);
    else if (!closed && ++depth > most) return true;
  }
  return false;
}
