import type { Block } from './paragraphs.ts';
import type { Page } from './run.ts';

/** An entry of the outline (the bookmarks): what it says, and how deep it is, from 1. */
export interface OutlineEntry {
  title: string;
  level: number;
}

const LONGEST = 300;
const MOST_LINES = 6;
const NUMBERED =
  /^(?:§|(?:sec(?:tion|\.)|chapter|part|title|article|appendix)\b|[A-Z]\.\s|[IVX]+\.\s|\d+(?:\.\d+)*\.?\s)/i;

/**
 * Which blocks are headings, and of what level: those the outline names, larger letters than the text's, bold lines and
 * lines of capitals that stand alone. Levels go by the outline, else by size and weight, the largest first.
 */
export class Headings {
  /** The size of most of the text. */
  readonly body: number;
  readonly #bold: boolean;
  readonly #outline: ReadonlyMap<string, number>;
  readonly #levels = new Map<string, number>();
  #depth = 0;

  constructor(pages: readonly Page[], outline: readonly OutlineEntry[]) {
    const sizes = new Map<number, number>();
    let [bold, all] = [0, 0];
    for (const line of pages.flatMap(({ lines }) => lines)) {
      const size = Math.round(line.size * 2) / 2;
      sizes.set(size, (sizes.get(size) ?? 0) + line.text.length);
      all += line.text.length;
      if (line.bold) bold += line.text.length;
    }
    this.body = [...sizes].reduce((best, next) => (next[1] > best[1] ? next : best), [0, 0])[0];
    this.#bold = bold < 0.4 * all;
    this.#outline = new Map(outline.map(({ title, level }) => [bare(title), level]));
  }

  /** Learns which styles and numberings headings have, on which their levels depend. Blocks of all pages, in order. */
  rank(blocks: readonly Block[]): void {
    const styles = new Map<string, Set<string>>();
    for (const block of blocks) {
      if (!this.#looksLikeOne(block)) continue;
      const style = styleOf(block);
      styles.set(style, (styles.get(style) ?? new Set()).add(numberingOf(saidBy(block))));
    }
    for (const [style, numberings] of [...styles].sort(([a], [b]) => (a < b ? 1 : -1))) {
      const nested = [...numberings].filter((numbering) => numbering !== '');
      for (const numbering of ['', ...nested.slice(0, 1)]) this.#levels.set(style + numbering, this.#depth + 1);
      for (const numbering of nested.slice(1)) this.#levels.set(style + numbering, ++this.#depth + 1);
      this.#depth++;
    }
  }

  /** The level of a block, 0 for one that is no heading. */
  levelOf(block: Block): number {
    const said = saidBy(block);
    const named = this.#outline.get(bare(said));
    if (named !== undefined && block.lines.length <= MOST_LINES) return Math.min(6, named);
    if (!this.#looksLikeOne(block)) return 0;
    return Math.min(6, this.#levels.get(styleOf(block) + numberingOf(said)) ?? 1);
  }

  #looksLikeOne(block: Block): boolean {
    const said = saidBy(block);
    if (block.rows || block.code || block.lines.length > MOST_LINES || said.length > LONGEST || !/\p{L}{2}/u.test(said))
      return false;
    if (/^[•▪●○■◦‣·◆➢✓[(]|^by\s|[,;:—–-]$|(?:\s?[._…]){4}/i.test(said)) return false;
    if ((said.match(/\d/g)?.length ?? 0) > 0.4 * said.length) return false;
    const numbered = NUMBERED.test(said);
    const capitals = isCapitals(said);
    if (/\.$/.test(said) && !(block.bold && (numbered || capitals))) return false;
    if (block.size >= 1.15 * this.body && /^[\P{Ll}]/u.test(said)) return true;
    if (block.bold && this.#bold) return block.size >= 0.95 * this.body || numbered || capitals;
    return capitals && said.length <= 80 && block.lines.length <= 2 && /\p{L}{2}.* .*\p{L}{2}|\p{L}{6}/u.test(said);
  }
}

/** Comparable: larger first, then bold, then capitals. */
function styleOf(block: Block): string {
  const size = Math.round(block.size * 2);
  return `${String(size).padStart(5, '0')}${block.bold ? 'b' : isCapitals(saidBy(block)) ? 'a' : '-'}`;
}

const NUMBERINGS = [
  ['1.1.1', /^\d+\.\d+\.\d/],
  ['1.1', /^\d+\.\d/],
  ['1', /^\d+[.)]?\s/],
  ['I', /^[IVX]+[.)]\s/],
  ['A', /^[A-Z][.)]\s/],
  ['a', /^[a-z][.)]\s/],
] as const;

/** How a heading is numbered: headings of one style nest by it, those that come first above those that come later. */
function numberingOf(said: string): string {
  return NUMBERINGS.find(([, pattern]) => pattern.test(said))?.[0] ?? '';
}

function saidBy(block: Block): string {
  return block.lines.map(({ text }) => text).join(' ');
}

/** A title without numbers, spaces and marks, which outlines and pages write differently. */
function bare(title: string): string {
  return title
    .toLowerCase()
    .replace(/^[\d.\s]+/, '')
    .replaceAll(/[^\p{L}\p{N}]+/gu, '');
}

function isCapitals(said: string): boolean {
  const letters = said.match(/\p{L}/gu)?.length ?? 0;
  return letters >= 4 && (said.match(/\p{Lu}/gu)?.length ?? 0) >= 0.9 * letters;
}
