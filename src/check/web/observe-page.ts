import { splitSentences } from '../../text/sentences.ts';
import { controlOf, type Node, nameOf, textOf } from './controls.ts';
import type { PageElement, WebPage } from './page.ts';

/** Most elements that are taken of a page, most characters of HTML, and how deep nesting is followed. */
const MOST_ELEMENTS = 240;
const MOST_HTML = 2_000_000;
const MOST_DEPTH = 150;
const MOST_TEXT = 240;

const SHARING = /[?&](?:u|url|media|via|status)=/i;

const SKIPPED = new Set([
  'SCRIPT',
  'STYLE',
  'NOSCRIPT',
  'TEMPLATE',
  'SVG',
  'IFRAME',
  'HEAD',
  'OBJECT',
  'CANVAS',
  'MATH',
]);
const HEADINGS = new Set(['H1', 'H2', 'H3', 'H4', 'H5', 'H6']);
const BLOCKS =
  'address,article,aside,blockquote,dd,div,dl,dt,fieldset,figcaption,figure,footer,form,h1,h2,h3,h4,h5,h6,header,li,main,nav,ol,p,pre,section,table,tbody,tr,ul';
const CONTROLS =
  'a[href],button,input,select,textarea,summary,[role="button"],[role="link"],[role="tab"],[role="checkbox"],[role="switch"],[role="menuitem"]';

/**
 * A page's HTML as the elements that a visitor's software lists: texts, headings, rows of tables, and after each text the
 * links and controls in it. Scripts, hidden parts and links within the page are left out. At most 240 elements. `named` is
 * its title where the HTML has none. A string says why there is nothing to observe.
 */
export async function observePage(
  html: string,
  source: string,
  named: string | null = null,
): Promise<WebPage | string> {
  if (html.length > MOST_HTML) return 'more than 2,000,000 characters of HTML';
  const { parseHTML } = await import('linkedom');
  const { document } = parseHTML(/<html[\s>]/i.test(html) ? html : `<html><body>${html}</body></html>`);
  const root: Node = document as never;
  const body = root.querySelector('body') ?? root;
  const address = addressOf(root, source);
  const elements: PageElement[] = [];
  walk(body, { page: root, address, elements }, 0);
  if (elements.filter(({ role }) => role !== 'text').length < 3) return 'hardly any links, headings or controls';
  const title = textOf(root.querySelector('title')) || named || textOf(root.querySelector('h1')) || 'Untitled';
  return { url: shorten(address, address), title: title.slice(0, 200), elements };
}

interface Reading {
  page: Node;
  address: URL;
  elements: PageElement[];
}

function walk(node: Node, reading: Reading, depth: number): void {
  for (const child of Array.from(node.childNodes)) {
    if (reading.elements.length >= MOST_ELEMENTS) return;
    if (child.nodeType === 3) pushText(child.textContent ?? '', 'text', reading);
    if (child.nodeType !== 1 || isHidden(child)) continue;
    if (pushControl(child, reading)) continue;
    const name = child.nodeName.toUpperCase();
    const whole = HEADINGS.has(name) || name === 'TR' || child.querySelector(BLOCKS) === null;
    if (whole) readBlock(child, name, reading);
    else if (depth < MOST_DEPTH) walk(child, reading, depth + 1);
  }
}

/** A stretch of running text, then the controls in it. One that is nothing but links' words is those links alone. */
function readBlock(node: Node, name: string, reading: Reading): void {
  const { elements } = reading;
  const found = Array.from(node.querySelectorAll(CONTROLS)).slice(0, MOST_ELEMENTS);
  const controls = found.filter((each) => !isHidden(each));
  const text = name === 'TR' ? cellsOf(node) : textOf(node);
  const names = controls.map((each) => nameOf(each, reading.page));
  const left = names.reduce((rest, each) => rest.replace(each, () => ' '), text);
  const alone = controls.length > 0 && !/[\p{L}\p{N}]/u.test(left);
  const labelling = name === 'LABEL' || node.querySelector('select,textarea') !== null;
  if (!alone && !labelling) pushText(text, HEADINGS.has(name) ? 'heading' : name === 'TR' ? 'row' : 'text', reading);
  for (const control of controls) if (elements.length < MOST_ELEMENTS) pushControl(control, reading);
  const pictures = Array.from(node.querySelectorAll('img[alt]'));
  for (const picture of [...(name === 'IMG' ? [node] : []), ...pictures]) {
    const alt = (picture.getAttribute('alt') ?? '').trim().slice(0, 200);
    if (alt !== '' && !names.includes(alt)) push('image', alt, reading);
  }
}

function pushControl(node: Node, { page, address, elements }: Reading): boolean {
  const control = controlOf(node, page);
  if (control === null) return false;
  if (control === 'none') return true;
  const to = control.role === 'link' ? targetOf(node.getAttribute('href') ?? '', address) : null;
  if (control.role === 'link' && (to === null || control.name === '')) return true;
  elements.push({ ...control, to });
  return true;
}

function pushText(text: string, role: PageElement['role'], reading: Reading): void {
  const flat = text.replaceAll(/\s+/g, ' ').trim();
  if (!/[\p{L}\p{N}]/u.test(flat)) return;
  for (const piece of role === 'text' ? piecesOf(flat) : [flat.slice(0, MOST_TEXT)]) push(role, piece, reading);
}

function push(role: PageElement['role'], name: string, { elements }: Reading): void {
  if (elements.length < MOST_ELEMENTS) elements.push({ role, name, value: null, options: null, to: null });
}

/** Sentences put together to pieces of at most 240 characters. */
function piecesOf(text: string): string[] {
  const pieces: string[] = [];
  for (const { text: sentence } of splitSentences(text)) {
    const last = pieces.at(-1);
    if (last !== undefined && last.length + sentence.length < MOST_TEXT)
      pieces[pieces.length - 1] = `${last} ${sentence}`;
    else pieces.push(sentence.slice(0, 400));
  }
  return pieces;
}

function cellsOf(row: Node): string {
  return Array.from(row.querySelectorAll('td,th'))
    .map((cell) => textOf(cell))
    .filter((text) => text !== '')
    .join(' | ');
}

function isHidden(node: Node): boolean {
  if (SKIPPED.has(node.nodeName.toUpperCase())) return true;
  const style = node.getAttribute('style') ?? '';
  return (
    node.getAttribute('hidden') !== null ||
    node.getAttribute('aria-hidden') === 'true' ||
    /display\s*:\s*none|visibility\s*:\s*hidden/i.test(style)
  );
}

/** The page's address as it states it; else a path of a site without a name, from the source. */
function addressOf(page: Node, source: string): URL {
  const stated =
    page.querySelector('link[rel="canonical"]')?.getAttribute('href') ??
    page.querySelector('meta[property="og:url"]')?.getAttribute('content');
  const file = source.split(/[/#]/).findLast((part) => /\.\w+$/.test(part)) ?? 'page';
  const fallback = new URL(`/${encodeURIComponent(file.replace(/\.\w+$/, ''))}`, 'https://site.example');
  return (stated ? parseUrl(stated, fallback) : null) ?? fallback;
}

/** Where a link leads, short; null for links within the page, for those that hand its address on, and for what is no page. */
function targetOf(href: string, address: URL): string | null {
  const url = /^\s*(?:#|$)/.test(href) ? null : parseUrl(href, address);
  if (!url || !/^https?:$/.test(url.protocol) || SHARING.test(url.search)) return null;
  const within = url.hash !== '' && url.pathname === address.pathname && url.host === address.host;
  return within ? null : shorten(url, address);
}

function shorten(url: URL, address: URL): string {
  return (url.host === address.host ? url.pathname + url.search : url.href).slice(0, 300);
}

function parseUrl(text: string, from: URL): URL | null {
  return URL.canParse(text, from.href) ? new URL(text, from) : null;
}
