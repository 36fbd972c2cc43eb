import { Hyphens } from './hyphens.ts';

const ITEM = /^\s*(?:[-*+•–]\s|\(?\d{1,3}[.)]\s|\(?[a-zA-Z][.)]\s|\[\^?[\w-]+\][\s:])/;
const MARKUP = /^\s*(?:\||>|#|<|```|~~~|=|\+[-=]|\/\/|\\\[|\$\$|\\begin\{)| \| |^( {4}|\t)/;
/** Ends of lines of code, grammar and figures. */
const NO_PROSE = /[{}=|\\]$|\s{3,}\S|[-=_.]{5,}|^\s*[{}|/\\]/;
/** Columns, of which a character of a script without spaces takes two. */
const NARROWEST = 45;
const WIDEST = 100;
/** Lines of Markdown of so many columns are those of a paragraph, whatever they break at. */
const PARAGRAPH = 50;
const SHORT = 30;
/** A line that goes on with a sentence. */
const GOES_ON = /^[*_[("'“‘«]{0,3}[\p{Ll}\d]/u;
const DENSE = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\uff01-\uff60]/;
const DENSE_ALL = new RegExp(DENSE, 'g');

/**
 * Joins the lines of hard-wrapped paragraphs; verse, lists, tables, code and figures keep theirs. Nothing is done
 * unless the text as a whole was evidently wrapped at a width. In `markdown`, where a line break in a paragraph means a
 * space, long lines are joined in any case, and indented and fenced code is kept.
 */
export function unwrap(text: string, options: { markdown?: boolean } = {}): string {
  const markdown = options.markdown ?? false;
  const blocks = blocksOf(text, markdown);
  const width = wrapWidth(blocks);
  if (width === undefined && !markdown) return text;
  const joiner = new Joiner(width, markdown, new Hyphens(text));
  const indent = markdown ? 0 : usualIndent(blocks);
  return blocks
    .map((block) => {
      if (typeof block === 'string') return block;
      const [only = ''] = block;
      if (block.length === 1) return indentOf(only) === indent && /[.:;!?]$/.test(only) ? only.trimStart() : only;
      return itemsOf(block)
        .map((lines) => joiner.joined(lines))
        .join('\n');
    })
    .join('\n');
}

/** Runs of lines without a blank one, as lists; all other lines (blank, fenced) as they are. */
function blocksOf(text: string, markdown: boolean): (string | string[])[] {
  const blocks: (string | string[])[] = [];
  let open: string[] | undefined;
  let fence = false;
  for (const line of text.split('\n')) {
    const mark = markdown && /^\s*(?:```|~~~)/.test(line);
    if (mark) fence = !fence;
    if (mark || fence || line === '' || (markdown && !open && /^(?: {4}|\t|#)/.test(line))) {
      blocks.push(line);
      open = undefined;
    } else if (open) open.push(line);
    else {
      open = [line];
      blocks.push(open);
    }
  }
  return blocks;
}

/** The width at which most paragraphs are wrapped, or undefined where lines do not end near one width. */
function wrapWidth(blocks: readonly (string | string[])[]): number | undefined {
  const lengths: number[] = [];
  for (const block of blocks) {
    if (typeof block === 'string') continue;
    for (let i = 0; i < block.length - 1; i++) lengths.push(columns(block[i] ?? ''));
  }
  if (lengths.length < 3) return undefined;
  lengths.sort((a, b) => a - b);
  const width = lengths[Math.floor(lengths.length * 0.9)] ?? 0;
  return width >= NARROWEST && width <= WIDEST ? width : undefined;
}

/** The columns that a line takes; of a link only its words. */
function columns(line: string): number {
  const said = line.includes('](') ? line.replaceAll(/\]\([^)]{0,500}\)/g, '') : line;
  return DENSE.test(said) ? said.length + (said.match(DENSE_ALL)?.length ?? 0) : said.length;
}

/** The indentation that most lines share: the margin of a text that is indented throughout. */
function usualIndent(blocks: readonly (string | string[])[]): number {
  const counts = new Map<number, number>();
  for (const block of blocks)
    for (const line of typeof block === 'string' ? [block] : block)
      if (line !== '') counts.set(indentOf(line), (counts.get(indentOf(line)) ?? 0) + 1);
  return [...counts].reduce((best, next) => (next[1] > best[1] ? next : best), [0, 0])[0];
}

/** The paragraphs and list items inside a block. */
function itemsOf(lines: readonly string[]): string[][] {
  const items: string[][] = [];
  for (const line of lines) {
    const item = items.at(-1);
    if (item && !beginsItem(line, item)) item.push(line);
    else items.push([line]);
  }
  return items;
}

/** Whether a line begins a paragraph or list item of its own inside a block. */
function beginsItem(line: string, item: readonly string[]): boolean {
  if (ITEM.test(line)) return true;
  const [first = '', second] = item;
  const step = indentOf(line) - indentOf(second ?? first);
  return second === undefined ? step < -4 || step > 12 : step !== 0;
}

class Joiner {
  readonly #width: number | undefined;
  readonly #markdown: boolean;
  readonly #words: Hyphens;

  constructor(width: number | undefined, markdown: boolean, words: Hyphens) {
    this.#width = width;
    this.#markdown = markdown;
    this.#words = words;
  }

  /** The lines of one item: joined where they are those of a paragraph. */
  joined(lines: readonly string[]): string {
    if (lines.length < 2) return lines.join('\n');
    const bare = lines.map((line) => line.trim());
    if (bare.some((line) => MARKUP.test(line) || NO_PROSE.test(line)) || !this.#isWrapped(lines))
      return lines.join('\n');
    const [first = '', ...rest] = lines;
    return this.#words.join([ITEM.test(first) ? first : first.trimStart(), ...rest.map((line) => line.trim())]);
  }

  /** Whether lines end where the width ends them, or go on in lower case and are long, as verse and lists do not. */
  #isWrapped(lines: readonly string[]): boolean {
    let full = 0;
    let either = 0;
    let sum = 0;
    const breaks = lines.length - 1;
    const width = this.#width ?? WIDEST * 10;
    for (let i = 0; i < breaks; i++) {
      const next = lines[i + 1]?.trim() ?? '';
      const length = columns(lines[i] ?? '');
      const isFull = length + 1 + firstWord(next) >= width * 0.9;
      if (isFull) full++;
      if (isFull || GOES_ON.test(next)) either++;
      sum += columns((lines[i] ?? '').trim());
    }
    const mean = sum / breaks;
    if (this.#markdown && (mean >= PARAGRAPH || (mean >= SHORT && either >= breaks * 0.75))) return true;
    if (mean < width / 2) return false;
    return full >= breaks * 0.75 || (mean >= width * 0.6 && either >= breaks * 0.75);
  }
}

/** Columns of the first word of a line, which did not fit on the one before; of a script without spaces, of a character. */
function firstWord(line: string): number {
  if (DENSE.test(line.charAt(0))) return 2;
  const space = line.indexOf(' ');
  return space === -1 ? line.length : space;
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}
