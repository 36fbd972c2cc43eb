import { all, type HtmlNode } from '../document/node.ts';
import { flattenTables } from '../document/tables.ts';
import { toMarkdown } from '../to-markdown.ts';
import { linkedShare } from './clutter.ts';

/** Below this share of a page's prose the article that was found is not the page. */
const WHOLE_SHARE = 0.5;
/** Pages of more elements are books and records, which have no menus beside their text to speak of. */
const MOST_ARTICLE = 30_000;
/** Characters of markup that are written as Markdown at a time. */
const PIECE = 300_000;
/** Characters of a paragraph that nobody writes twice. */
const LONG = 120;
const CONTAINERS = /^(?:body|main|article|section|div|center|form)$/i;

/** The text of a page as Markdown, and which share of it only leads to other pages. */
export interface MainText {
  markdown: string;
  /** The article's title, without the site's name; null where none was looked for. */
  title: string | null;
  linked: number;
}

/**
 * The main text of a page that clutter was removed from: the article that Readability finds, or, where that has less than
 * half of the words outside of menus (a book, a report in many parts), all of them.
 */
export async function mainText(page: HtmlNode, elements: number): Promise<MainText> {
  if (elements > MOST_ARTICLE)
    return { markdown: withoutRepeats(await markdownOf(wholeText(page))), title: null, linked: 0 };
  const whole = wholeText(page.cloneNode(true));
  const { Readability } = await import('@mozilla/readability');
  const article = new Readability(page as never, { charThreshold: 200, keepClasses: true }).parse();
  const title = article?.title || null;
  const share = proseLength(article?.textContent ?? '') / Math.max(1, proseLength(whole.textContent ?? ''));
  if (share < WHOLE_SHARE || !article?.content) {
    const linked = linkedShare(whole);
    return { markdown: withoutRepeats(await markdownOf(whole)), title, linked };
  }
  const { parseHTML } = await import('linkedom');
  const { document } = parseHTML(`<!doctype html><html><body>${article.content}</body></html>`);
  const body: HtmlNode = document.body as never;
  const linked = linkedShare(body);
  return { markdown: withoutRepeats(await markdownOf(body)), title, linked };
}

/** All that stands on a page. */
export async function allText(page: HtmlNode): Promise<MainText> {
  return { markdown: await markdownOf(page.querySelector('body') ?? page), title: null, linked: 0 };
}

/** The page's body without the parts around its text, for pages whose text is more than one article. */
function wholeText(page: HtmlNode): HtmlNode {
  const root = page.querySelector('main,[role="main"]') ?? page.querySelector('body') ?? page;
  for (const node of all(root, 'header,footer,aside,[role="complementary"]')) node.remove();
  for (const list of all(root, 'ul,ol,table')) if (linkedShare(list) > 0.7) list.remove();
  return root;
}

/** Letters in lines that are long enough to be sentences. */
function proseLength(text: string): number {
  return text.split('\n').reduce((sum, line) => (line.trim().length > 60 ? sum + line.trim().length : sum), 0);
}

async function markdownOf(root: HtmlNode): Promise<string> {
  flattenTables(root);
  const pieces: string[] = [];
  for (const html of piecesOf(root)) pieces.push(await toMarkdown(html));
  return pieces.filter((piece) => piece !== '').join('\n\n');
}

/** The markup of a node in pieces of whole blocks. */
function piecesOf(root: HtmlNode): string[] {
  const html = root.innerHTML;
  if (html.length <= PIECE) return [html];
  const pieces: string[] = [];
  let open = '';
  for (let node = root.firstChild; node; node = node.nextSibling) {
    const inner = CONTAINERS.test(node.nodeName) && node.innerHTML.length > PIECE ? piecesOf(node) : undefined;
    if (inner || open.length > PIECE) {
      if (open !== '') pieces.push(open);
      open = '';
    }
    if (inner) pieces.push(...inner);
    else open += node.outerHTML ?? encoded(node.textContent ?? '');
  }
  return open === '' ? pieces : [...pieces, open];
}

function encoded(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}

/** Long paragraphs once each, with the headings over them: pages show the same teaser in several places. */
function withoutRepeats(markdown: string): string {
  const seen = new Set<string>();
  const headings = new Map<string, number>();
  const kept: string[] = [];
  let fenced = false;
  for (const block of markdown.split('\n\n')) {
    const inCode = fenced;
    if ((block.match(/^```/gm)?.length ?? 0) % 2 === 1) fenced = !fenced;
    const prose = !inCode && !fenced && block.length >= LONG && !/^[`|#]/.test(block);
    if (prose && seen.has(block)) {
      for (let last = kept.at(-1) ?? ''; (headings.get(last) ?? 0) > 1; last = kept.at(-1) ?? '') {
        headings.set(last, (headings.get(last) ?? 0) - 1);
        kept.pop();
      }
      continue;
    }
    if (prose) seen.add(block);
    if (!inCode && /^#{1,6} /.test(block)) headings.set(block, (headings.get(block) ?? 0) + 1);
    kept.push(block);
  }
  return kept.join('\n\n');
}
