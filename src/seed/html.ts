import { toMarkdown } from './to-markdown.ts';

/** The nodes of linkedom (and of turndown's own parser) as far as they are used here; its own types need the DOM library. */
interface Node {
  nodeName: string;
  textContent: string | null;
  getAttribute(name: string): string | null;
  querySelector(selector: string): Node | null;
  querySelectorAll(selector: string): ArrayLike<Node>;
  innerHTML: string;
  outerHTML: string;
  remove(): void;
  cloneNode(deep: boolean): Node;
}

/** What an HTML page says; `markdown` is its main text, empty where it has none. */
export interface Page {
  markdown: string;
  title: string | null;
  lang: string | null;
  license: string | null;
  /** The page's own HTML without scripts and styles; null where it has hardly anything to act on, or is very long. */
  controls: string | null;
}

const NOT_TEXT =
  'script,style,noscript,template,svg,iframe,form,nav,button,select,[hidden],[aria-hidden="true"],[role="navigation"],' +
  '[role="search"],[role="banner"],[role="contentinfo"],.breadcrumb,.breadcrumbs,.pagenum';
const WHOLE_SHARE = 0.5;

/**
 * The main text of a page as Markdown with headings, lists, code and tables; links keep their words only, rules and images are dropped. Found by
 * Readability; where that takes less than half of the words that stand outside of menus (a book, a report in many
 * parts), all of them are taken.
 */
export async function readPage(html: string): Promise<Page> {
  const [{ parseHTML }, { Readability }] = await Promise.all([import('linkedom'), import('@mozilla/readability')]);
  const { document } = parseHTML(/<html[\s>]/i.test(html) ? html : `<html><body>${html}</body></html>`);
  const page: Node = document as never;
  const { title, heading } = titleOf(page);
  const facts = { lang: langOf(page), license: licenseOf(page), controls: controlsOf(page.cloneNode(true)) };
  for (const node of Array.from(page.querySelectorAll(NOT_TEXT))) node.remove();
  for (const node of Array.from(page.querySelectorAll('blockquote header,blockquote footer'))) {
    node.outerHTML = `<div>${node.innerHTML}</div>`;
  }
  const whole = wholeText(page.cloneNode(true));
  const article = new Readability(document as never, { charThreshold: 200 }).parse();
  const share = proseLength(article?.textContent ?? '') / Math.max(1, whole.prose);
  const content = share < WHOLE_SHARE ? whole.html : (article?.content ?? '');
  return { ...facts, title: heading ?? (article?.title || title), markdown: await toMarkdown(content) };
}

const LEAST_CONTROLS = 8;
const MOST_CHARACTERS = 120_000;

/** A page that somebody could use: its HTML, without what nobody sees and attributes that say nothing of use. */
function controlsOf(page: Node): string | null {
  const body = page.querySelector('body') ?? page;
  for (const node of Array.from(body.querySelectorAll('script,style,noscript,template,svg,iframe,link'))) node.remove();
  const controls = body.querySelectorAll('a[href]:not([href^="#"]),button,input:not([type="hidden"]),select,textarea');
  if (controls.length < LEAST_CONTROLS) return null;
  const html = body.innerHTML
    .replaceAll(/<!--[\s\S]*?-->/g, '')
    .replaceAll(/\s+/g, ' ')
    .trim();
  return html.length > MOST_CHARACTERS ? null : html;
}

/** The page's title, and the heading that it begins with, if one does: the title without the site's name. */
function titleOf(page: Node): { title: string | null; heading: string | null } {
  const said = (node: Node | null) => node?.textContent?.replaceAll(/\s+/g, ' ').trim() || null;
  const title = said(page.querySelector('title'));
  const headings = Array.from(page.querySelectorAll('h1')).map(said);
  return { title, heading: headings.find((heading) => heading !== null && title?.startsWith(heading)) ?? null };
}

function langOf(page: Node): string | null {
  const html = page.querySelector('html');
  return html?.getAttribute('lang') ?? html?.getAttribute('xml:lang') ?? null;
}

function licenseOf(page: Node): string | null {
  const link =
    page.querySelector('a[rel~="license"],link[rel~="license"]') ??
    page.querySelector('a[href*="creativecommons.org/licenses/"],a[href*="creativecommons.org/publicdomain/"]');
  return link?.getAttribute('href') ?? null;
}

/** The page's body without the parts around it, for pages whose text is more than one article. */
function wholeText(page: Node): { html: string; prose: number } {
  const root = page.querySelector('main,[role="main"]') ?? page.querySelector('body') ?? page;
  for (const node of Array.from(root.querySelectorAll('header,footer,aside,[role="complementary"]'))) node.remove();
  for (const list of Array.from(root.querySelectorAll('ul,ol,table'))) if (isMostlyLinks(list)) list.remove();
  return { html: root.innerHTML, prose: proseLength(root.textContent ?? '') };
}

function isMostlyLinks(node: Node): boolean {
  const all = node.textContent?.trim().length ?? 0;
  let linked = 0;
  for (const link of Array.from(node.querySelectorAll('a'))) linked += link.textContent?.trim().length ?? 0;
  return linked > all * 0.7;
}

/** Letters in lines that are long enough to be sentences. */
function proseLength(text: string): number {
  return text.split('\n').reduce((sum, line) => (line.trim().length > 60 ? sum + line.trim().length : sum), 0);
}
