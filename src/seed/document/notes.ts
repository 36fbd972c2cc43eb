import { encodeEntities } from '../entities.ts';
import { all, childElements, type HtmlNode } from './node.ts';
import { isLine, nextElement } from './verse.ts';

/** Ids that mammoth gives to notes and to what refers to them, with this before them. */
export const NOTE_PREFIX = 'agentinstruct-';
/** What a block may stand in without being part of another. */
const AROUND_BLOCKS = new Set(['BODY', 'SECTION', 'DIV', 'ARTICLE', 'MAIN', 'ASIDE']);
const HEADINGS = 'h1,h2,h3,h4,h5,h6';
const NOTES =
  'aside[epub\\:type~="footnote"],aside[role="doc-footnote"],li[id^="agentinstruct-footnote-"],li[id^="agentinstruct-endnote-"]';
const LONGEST_NOTE = 5000;

/** How many notes a document has had so far. */
export interface NoteCounter {
  notes: number;
}

/**
 * Puts each note below the block that refers to it first: `word[^1]` and `[^1]: the note`, numbered in order. Notes are
 * those of mammoth, the footnotes of EPUB, and what a number or sign links to that links back. `counter` says how many
 * stand before, in a document that comes in parts, and counts on.
 */
export function placeNotes(body: HtmlNode, counter: NoteCounter): void {
  const byId = new Map(all(body, '[id]').map((node) => [node.getAttribute('id') ?? '', node]));
  const numbers = new Map<HtmlNode, number>();
  const ends = new Map<HtmlNode, HtmlNode>();
  const backs = new Map<HtmlNode, Set<string>>();
  for (const link of all(body, 'a[href^="#"]')) {
    const note = noteOf(link, byId, backs);
    if (!note) continue;
    const isFirst = !numbers.has(note);
    const number = numbers.get(note) ?? ++counter.notes;
    numbers.set(note, number);
    const mark = link.closest('sup') ?? link;
    const block = blockOf(mark);
    mark.replaceWith(mark.closest(HEADINGS) ? '' : `[^${number}]`);
    if (!isFirst) continue;
    const placed = body.ownerDocument.createElement('p');
    placed.innerHTML = encodeEntities(`[^${number}]: ${wordsOf(note)}`);
    if (block === body) body.append(placed);
    else (ends.get(block) ?? block).after(placed);
    ends.set(block, placed);
  }
  removeNotes(numbers.keys());
}

/** The note that a link refers to, if it does to one. `backs` keeps what each block that may be one links back to. */
function noteOf(
  link: HtmlNode,
  byId: ReadonlyMap<string, HtmlNode>,
  backs: Map<HtmlNode, Set<string>>,
): HtmlNode | undefined {
  const target = byId.get((link.getAttribute('href') ?? '').slice(1));
  if (!target || link.closest(NOTES)) return undefined;
  const marked = target.closest(NOTES);
  if (marked) return marked;
  if (!/^\s*[[(]?(?:\d{1,4}|[*†‡§¶]{1,4}|[a-z])[\])]?\s*$/.test(link.textContent ?? '')) return undefined;
  const note = target.closest('li,aside,article,p,dd,div');
  if (!note) return undefined;
  const back = backs.get(note) ?? backLinks(note);
  backs.set(note, back);
  const from = [link, link.parentNode, link.parentNode?.parentNode].map((node) => node?.getAttribute?.('id') ?? '');
  return from.some((id) => back.has(id)) && !isInside(link, note) ? note : undefined;
}

/** Ids that a block which may be a note links to; none for one that is too long. */
function backLinks(note: HtmlNode): Set<string> {
  if ((note.textContent?.length ?? 0) > LONGEST_NOTE) return new Set();
  return new Set(all(note, 'a[href^="#"]').map((link) => (link.getAttribute('href') ?? '').slice(1)));
}

function isInside(node: HtmlNode, outer: HtmlNode): boolean {
  for (let at: HtmlNode | null = node; at; at = at.parentNode) if (at === outer) return true;
  return false;
}

/** The whole block that a node stands in: a list or a table is one, and so is a stanza. */
function blockOf(node: HtmlNode): HtmlNode {
  let block = node.parentNode ?? node;
  while (block.parentNode && !AROUND_BLOCKS.has(block.parentNode.nodeName.toUpperCase())) block = block.parentNode;
  for (let next = isLine(block) && nextElement(block); next && isLine(next); next = nextElement(block)) block = next;
  return block;
}

/** The words of a note on one line, without its number and the way back. */
function wordsOf(note: HtmlNode): string {
  for (const link of all(note, 'a[href^="#"]'))
    if (/^(?:\s|↑|↩|\ufe0e|\^)*$/.test(link.textContent ?? '')) link.remove();
  for (const block of all(note, 'p,li,div,br')) block.append(' ');
  return (note.textContent ?? '')
    .replaceAll(/\s+/g, ' ')
    .trim()
    .replace(/^\[?\d{1,3}[\].)]?\s+/, '');
}

/** Takes notes away, and the lists that held them when they are empty. */
function removeNotes(notes: Iterable<HtmlNode>): void {
  const lists = new Set<HtmlNode>();
  for (const note of notes) {
    if (note.parentNode && /^[ou]l$/i.test(note.parentNode.nodeName)) lists.add(note.parentNode);
    note.remove();
  }
  for (const list of lists) if (childElements(list).length === 0) list.remove();
}

/** The number of an item, as `NUMBER` of office/word-xml.ts has it. */
const MARK = /\ue000(\d{1,9})\ue001/;

/** Gives numbered lists the number that their first item carries; elsewhere it is text. */
export function keepNumbers(body: HtmlNode): void {
  for (const item of all(body, 'li').reverse()) joinLists(item);
  if (!body.textContent?.includes('\ue000')) return;
  for (const item of all(body, 'li').reverse()) {
    const list = item.parentNode;
    if (!list || !/^ol$/i.test(list.nodeName)) continue;
    const number = MARK.exec(item.innerHTML)?.[1];
    if (number !== undefined) item.innerHTML = item.innerHTML.replace(MARK, '');
    if (number !== undefined && list.querySelector('li') === item) list.setAttribute('start', number);
  }
  body.innerHTML = body.innerHTML.replaceAll(new RegExp(MARK, 'g'), '$1. ');
}

/** Puts a list that is all that the only item of another holds in that one's place. */
function joinLists(item: HtmlNode): void {
  const list = item.parentNode;
  const [inner, ...others] = childElements(item);
  const only = list && childElements(list).length === 1 && others.length === 0;
  if (!only || !inner || !/^[ou]l$/i.test(inner.nodeName) || item.firstChild !== inner || inner.nextSibling) return;
  list.replaceWith(inner);
}
