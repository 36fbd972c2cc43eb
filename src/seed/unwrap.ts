const ITEM = /^\s*(?:[-*+•–]\s|\(?\d{1,3}[.)]\s|\(?[a-zA-Z][.)]\s|\[\^?[\w-]+\][\s:])/;
const MARKUP = /^\s*(?:\||>|#|<|```|~~~|=|\+[-=]|\/\/)| \| |^( {4}|\t)/;
/** Ends of lines of code, grammar and figures. */
const NO_PROSE = /[{}=|\\]$|\s{3,}\S|[-=_.]{5,}|^\s*[{}|/\\]/;
const NARROWEST = 45;
const WIDEST = 100;

/**
 * Joins the lines of hard-wrapped paragraphs; verse, lists, tables, code and figures keep theirs. Nothing is done
 * unless the text as a whole was evidently wrapped at a width. `markdown` also keeps indented and fenced code.
 */
export function unwrap(text: string, options: { markdown?: boolean } = {}): string {
  const blocks = blocksOf(text, options.markdown ?? false);
  const width = wrapWidth(blocks);
  if (width === undefined) return text;
  const words = new Hyphens(text);
  const indent = options.markdown ? 0 : usualIndent(blocks);
  return blocks
    .map((block) => {
      if (typeof block === 'string') return block;
      const [only = ''] = block;
      if (block.length === 1) return indentOf(only) === indent && /[.:;!?]$/.test(only) ? only.trimStart() : only;
      return unwrapBlock(block, width, words);
    })
    .join('\n');
}

/** Runs of lines without a blank one, as lists; all other lines (blank, fenced) as they are. */
function blocksOf(text: string, markdown: boolean): (string | string[])[] {
  const blocks: (string | string[])[] = [];
  let fence = false;
  for (const line of text.split('\n')) {
    const mark = markdown && /^\s*(?:```|~~~)/.test(line);
    if (mark) fence = !fence;
    const last = blocks.at(-1);
    if (mark || fence || line === '' || (markdown && /^(?: {4}|\t|#)/.test(line) && !Array.isArray(last)))
      blocks.push(line);
    else if (Array.isArray(last)) last.push(line);
    else blocks.push([line]);
  }
  return blocks;
}

/** The width at which most paragraphs are wrapped, or undefined where lines do not end near one width. */
function wrapWidth(blocks: (string | string[])[]): number | undefined {
  const lengths: number[] = [];
  for (const block of blocks) {
    if (Array.isArray(block) && block.length > 1) for (const line of block.slice(0, -1)) lengths.push(line.length);
  }
  if (lengths.length < 3) return undefined;
  lengths.sort((a, b) => a - b);
  const width = lengths[Math.floor(lengths.length * 0.9)] ?? 0;
  return width >= NARROWEST && width <= WIDEST ? width : undefined;
}

/** The indentation that most lines share: the margin of a text that is indented throughout. */
function usualIndent(blocks: (string | string[])[]): number {
  const counts = new Map<number, number>();
  for (const line of blocks.flat()) if (line !== '') counts.set(indentOf(line), (counts.get(indentOf(line)) ?? 0) + 1);
  return [...counts].reduce((best, next) => (next[1] > best[1] ? next : best), [0, 0])[0];
}

function unwrapBlock(lines: string[], width: number, words: Hyphens): string {
  const items: string[][] = [];
  for (const line of lines) {
    const item = items.at(-1);
    if (item && !beginsItem(line, item)) item.push(line);
    else items.push([line]);
  }
  return items.map((item) => joined(item, width, words)).join('\n');
}

/** Whether a line begins a paragraph or list item of its own inside a block. */
function beginsItem(line: string, item: string[]): boolean {
  if (ITEM.test(line)) return true;
  const [first = '', second] = item;
  const reference = second ?? first;
  const step = indentOf(line) - indentOf(reference);
  return second === undefined ? step < -4 || step > 12 : step !== 0;
}

function joined(lines: string[], width: number, words: Hyphens): string {
  const bare = lines.map((line) => line.trim());
  if (lines.length < 2 || bare.some((line) => MARKUP.test(line) || NO_PROSE.test(line))) return lines.join('\n');
  if (!isWrapped(lines, width)) return lines.join('\n');
  const [first = '', ...rest] = lines;
  return words.join([ITEM.test(first) ? first : first.trimStart(), ...rest.map((line) => line.trim())]);
}

/** Whether lines end where the width ends them, or go on in lower case and are long, as verse and lists do not. */
function isWrapped(lines: string[], width: number): boolean {
  const breaks = lines.slice(0, -1).map((line, i) => {
    const next = lines[i + 1]?.trim() ?? '';
    return {
      full: line.length + 1 + (/^\S+/.exec(next)?.[0].length ?? 0) >= width * 0.9,
      goesOn: /^[\p{Ll}\d]/u.test(next),
    };
  });
  const share = (test: (at: (typeof breaks)[number]) => boolean) => breaks.filter(test).length / breaks.length;
  const mean = lines.slice(0, -1).reduce((sum, line) => sum + line.trim().length, 0) / breaks.length;
  if (mean < width / 2) return false;
  return (
    share(({ full }) => full) >= 0.75 || (mean >= width * 0.6 && share(({ full, goesOn }) => full || goesOn) >= 0.75)
  );
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}

/** Joins lines, and words that were parted by a hyphen at the end of a line: as the rest of the text writes them. */
class Hyphens {
  readonly #text: string;
  #words: Set<string> | undefined;

  constructor(text: string) {
    this.#text = text;
  }

  join(lines: readonly string[]): string {
    return lines.map((line, i) => this.#ended(line, lines[i + 1])).join('');
  }

  /** A line as it goes on in the next: with a space, or with or without the hyphen that it ends in. */
  #ended(line: string, next: string | undefined): string {
    if (next === undefined) return line;
    const head = /(?<![\p{L}\d])([\p{L}\d]+)-$/u.exec(line)?.[1];
    const tail = /^[\p{L}\d]+/u.exec(next)?.[0];
    if (head === undefined || tail === undefined) return `${line} `;
    this.#words ??= new Set(this.#text.match(/[\p{L}\d]+(?:-[\p{L}\d]+)*/gu));
    const solid = this.#words.has(head + tail) && !this.#words.has(head + '-' + tail);
    return solid ? line.slice(0, -1) : line;
  }
}
