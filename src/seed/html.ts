import type { HtmlNode } from './document/node.ts';
import { removeClutter } from './html/clutter.ts';
import { placeEquations } from './html/equations.ts';
import { factsOf } from './html/facts.ts';
import { allText, mainText } from './html/main-text.ts';
import { plainMarkup } from './html/markup.ts';
import { Unreadable } from './reader.ts';

/** What an HTML page says; `markdown` is its main text, empty where it has none. */
export interface Page {
  title: string | null;
  lang: string | null;
  license: string | null;
  markdown: string;
  /** The page's own HTML without scripts and styles; null where it has hardly anything to act on, or is very long. */
  controls: string | null;
}

/** A page of more elements would take more memory and time than a page is worth. */
const MOST_ELEMENTS = 150_000;
/** Above this share of its text that leads elsewhere, a page is a list of what other pages say. */
const MOST_LINKED = 0.6;

/**
 * A page's main text as Markdown with headings, lists, code, tables and equations, what it says of itself, and its controls.
 * Links keep their words only, rules and images are dropped. With `everything` the text is all that stands on the page. Throws `Unreadable` for a page of too many elements.
 */
export async function readPage(source: string, { everything = false } = {}): Promise<Page> {
  const { html, elements } = plainMarkup(source);
  if (elements > MOST_ELEMENTS) throw new Unreadable(`too large to be read (a page of ${elements} elements)`);
  const { parseHTML } = await import('linkedom');
  const { document } = parseHTML(/<html[\s>]/i.test(html) ? html : `<html><body>${html}</body></html>`);
  const page: HtmlNode = document as never;
  const { heading, lang, license, ...facts } = factsOf(page);
  const controls = controlsOf(page, elements);
  placeEquations(page);
  if (!everything) removeClutter(page);
  const { markdown, title, linked } = everything ? await allText(page) : await mainText(page, elements);
  return {
    title: heading ?? title ?? facts.title,
    lang,
    license,
    controls,
    markdown: linked > MOST_LINKED ? '' : markdown,
  };
}

const LEAST_CONTROLS = 8;
const MOST_CHARACTERS = 120_000;
const CONTROLS = 'a[href]:not([href^="#"]),button,input:not([type="hidden"]),select,textarea';

/** A page that somebody could use: its HTML, without what nobody sees and attributes that say nothing of use. */
function controlsOf(page: HtmlNode, elements: number): string | null {
  if (elements > MOST_CHARACTERS / 4) return null;
  const body = (page.querySelector('body') ?? page).cloneNode(true);
  for (const node of Array.from(body.querySelectorAll('script,style,link'))) node.remove();
  if (body.querySelectorAll(CONTROLS).length < LEAST_CONTROLS) return null;
  const html = body.innerHTML
    .replaceAll(/<!--[\s\S]*?-->/g, '')
    .replaceAll(/\s+/g, ' ')
    .trim();
  return html.length > MOST_CHARACTERS ? null : html;
}
