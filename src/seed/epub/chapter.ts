import type { NoteCounter } from '../document/notes.ts';
import { documentMarkdown } from '../document-html.ts';

const VOID = /^(?:area|base|br|col|embed|hr|img|input|link|meta|param|source|track|wbr)$/i;

/**
 * The Markdown of a chapter, an XHTML file; '' for a cover and for a page of links (contents), unless `whole`. `counter`
 * numbers the notes of a book through.
 */
export async function chapterMarkdown(
  xhtml: string,
  { whole, counter }: { whole: boolean; counter: NoteCounter },
): Promise<string> {
  const body = bodyOf(xhtml);
  const isFront = /^<body\b[^<>]*epub:type\s*=\s*["'][^"']*\b(?:cover|toc|landmarks)\b/i.test(body.tag);
  return !whole && (isFront || isContents(body.html)) ? '' : documentMarkdown(body.html, counter);
}

/**
 * The body as HTML reads it: elements that XHTML closes in their own tag have an end. A page without one is all body.
 */
function bodyOf(xhtml: string): { tag: string; html: string } {
  const tag = /<body\b[^<>]*>/i.exec(xhtml);
  const from = tag ? tag.index + tag[0].length : 0;
  const end = xhtml.toLowerCase().lastIndexOf('</body');
  const html = xhtml
    .slice(from, end > from ? end : undefined)
    .replaceAll(/<([a-z][\w:-]*)((?:\s[^<>]*)?)\/>/gi, (whole, name: string, rest: string) =>
      VOID.test(name) ? whole : `<${name}${rest}></${name}>`,
    );
  return { tag: tag?.[0] ?? '', html };
}

const LEAST_LINKS = 2;
const LINKED_SHARE = 0.6;
/** A longer page is no page of contents. */
const LONGEST_CONTENTS = 200_000;

/** Whether most of what a page says below its headings stands in links. */
function isContents(page: string): boolean {
  if (page.length > LONGEST_CONTENTS) return false;
  let [links, linked, whole, open, headings] = [0, 0, 0, false, 0];
  for (const [, tag = '', words = ''] of page.matchAll(/<([^<>]*)>([^<>]*)/g)) {
    if (/^a\b/i.test(tag)) open = /\bhref\b/i.test(tag);
    else if (/^\/a\b/i.test(tag)) open = false;
    else if (/^h[1-6]\b/i.test(tag)) headings++;
    else if (/^\/h[1-6]\b/i.test(tag)) headings--;
    if (/^a\b/i.test(tag) && open) links++;
    const letters = headings > 0 ? 0 : words.replaceAll(/\s+/g, '').length;
    whole += letters;
    if (open) linked += letters;
  }
  return links >= LEAST_LINKS && linked > whole * LINKED_SHARE;
}
