import { all, type HtmlNode } from './node.ts';

const BLOCKS = 'p,div,ul,ol,dl,table,blockquote,pre,h1,h2,h3,h4,h5,h6,section,figure';
/** Characters of a mean line above which it is a paragraph. */
const LONG_LINE = 80;

/** Makes paragraphs with line breaks of short blocks that follow each other, as books write verse. */
export function joinVerse(body: HtmlNode): void {
  const seen = new Set<HtmlNode>();
  for (const block of all(body, 'div')) {
    if (!isLine(block) || seen.has(block)) continue;
    const lines = [block];
    for (let next = nextElement(block); next && isLine(next); next = nextElement(next)) lines.push(next);
    for (const line of lines) seen.add(line);
    const length = lines.reduce((sum, line) => sum + (line.textContent ?? '').replaceAll(/\s+/g, ' ').length, 0);
    if (lines.length < 2 || length > lines.length * LONG_LINE) continue;
    const verse = body.ownerDocument.createElement('p');
    verse.innerHTML = lines.map((line) => line.innerHTML).join('<br>');
    block.replaceWith(verse);
    for (const line of lines.slice(1)) line.remove();
  }
}

/** Whether a node is a block of words only, as a line of verse is. */
export function isLine(node: HtmlNode): boolean {
  return /^div$/i.test(node.nodeName) && node.querySelector(BLOCKS) === null;
}

/** The element after a node; undefined where text stands between. */
export function nextElement(node: HtmlNode): HtmlNode | undefined {
  let next = node.nextSibling;
  while (next?.nodeName === '#text' && !next.textContent?.trim()) next = next.nextSibling;
  return next && next.nodeName !== '#text' ? next : undefined;
}
