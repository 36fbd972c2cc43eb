import { estimateTokens } from '../text/tokens.ts';
import type { Block } from './block.ts';
import { blocksOf } from './blocks.ts';
import type { Document, Section } from './reader.ts';

/** Sizes of chunks in estimated tokens. */
export interface ChunkSizes {
  target: number;
  least: number;
  most: number;
}

/** The sizes that are used where nothing else is said. */
export const CHUNK_SIZES: ChunkSizes = { target: 700, least: 120, most: 1400 };

/** A piece of a document: `text === document.text.slice(...span)`. */
export interface Chunk {
  text: string;
  span: [start: number, end: number];
  /** The document's title and the headings that hold for all of the chunk, joined by ` > `. */
  title: string | null;
  tokens: number;
}

/**
 * Cuts a document along its structure into chunks near the target. Chunks are in order, do not overlap and leave out
 * nothing but white space. A heading goes with what follows; a chunk rather ends before a heading; no sentence is
 * cut, and no function unless it is longer than `most - least`, the longest that a block may be. Below `least` is
 * only a document that is itself so short, or a rest that fits nowhere; above `most` is none.
 */
export function chunk(document: Document, sizes: ChunkSizes = CHUNK_SIZES): Chunk[] {
  const limit = Math.max(1, sizes.most - sizes.least);
  const blocks = blocksOf(document, { target: Math.min(sizes.target, limit), limit });
  const groups = mergeSmall(group(blocks, document, sizes), document, sizes);
  const titles = new Titles(document);
  return groups.map((members) => {
    const span = spanOf(members);
    const text = document.text.slice(...span);
    return { text, span, title: titles.of(members), tokens: estimateTokens(text) };
  });
}

/** Blocks into runs near the target. */
function group(blocks: Block[], document: Document, sizes: ChunkSizes): Block[][] {
  const groups: Block[][] = [];
  let open: Block[] = [];
  let size = 0;
  let rank = 0;
  for (const block of blocks) {
    if (open.length > 0 && endsBefore(block, size, rank, sizes)) {
      const next = leadersOf(open, block, sizes);
      groups.push(open);
      open = next;
      size = sum(open, document);
      rank = 0;
    }
    size += block.tokens + gapTokens(open.at(-1), block);
    open.push(block);
    if (block.level > 0) rank = rank === 0 ? block.level : Math.min(rank, block.level);
  }
  if (open.length > 0) groups.push(open);
  return groups;
}

/** Whether a chunk of this size and rank (its highest heading) is closed before a block. */
function endsBefore(block: Block, size: number, rank: number, { target, least, most }: ChunkSizes): boolean {
  const sum = size + block.tokens + 1;
  if (sum > most) return true;
  if (size < least) return false;
  if (block.level > 0 && (size >= target / 2 || (rank > 0 && block.level < rank))) return true;
  return sum > target && sum - target > target - size;
}

/**
 * Takes headings, words that lead to what follows, and the beginning of a sentence that the block goes on with, off the
 * end of a chunk that is being closed.
 */
function leadersOf(open: Block[], block: Block, { least, most }: ChunkSizes): Block[] {
  const leaders: Block[] = [];
  let size = block.tokens;
  let left = open.reduce((tokens, { tokens: own }) => tokens + own, 0);
  const goes = (last: Block | undefined) => last?.leads || (leaders[0] ?? block).follows;
  for (let last = open.at(-1); last && goes(last) && open.length > 1; last = open.at(-1)) {
    size += last.tokens + 1;
    left -= last.tokens;
    if (size > most || (last.level === 0 && left < least)) break;
    leaders.unshift(last);
    open.pop();
  }
  return leaders;
}

/** Joins chunks below `least` with a neighbour, or fills them up from the one before. */
function mergeSmall(groups: Block[][], document: Document, { least, most }: ChunkSizes): Block[][] {
  const merged: Block[][] = [];
  for (const members of groups) {
    const before = merged.at(-1);
    const small = before && (tokensOf(members, document) < least || tokensOf(before, document) < least);
    if (!small) merged.push(members);
    else if (tokensOf([...before, ...members], document) <= most) before.push(...members);
    else merged.push(filledUp(before, members, document, least, most));
  }
  return merged;
}

function filledUp(before: Block[], members: Block[], document: Document, least: number, most: number): Block[] {
  const taken = [...members];
  while (before.length > 1 && tokensOf(taken, document) < least) {
    const last = before.at(-1);
    if (!last || tokensOf([last, ...taken], document) > most || tokensOf(before.slice(0, -1), document) < least) break;
    taken.unshift(last);
    before.pop();
  }
  return taken;
}

function spanOf(members: Block[]): [number, number] {
  return [members[0]?.start ?? 0, members.at(-1)?.end ?? 0];
}

function tokensOf(members: Block[], document: Document): number {
  return estimateTokens(document.text.slice(...spanOf(members)));
}

function sum(members: Block[], document: Document): number {
  return members.length === 0 ? 0 : tokensOf(members, document);
}

function gapTokens(before: Block | undefined, block: Block): number {
  return before ? Math.ceil((block.start - before.end) / 4) : 0;
}

/** Paths of headings above places in a document. */
class Titles {
  readonly #document: Document;
  /** Of each section, the place of the one that it belongs to; -1 for none. */
  readonly #parents: number[] = [];

  constructor(document: Document) {
    this.#document = document;
    const open: number[] = [];
    for (const [i, { level }] of document.sections.entries()) {
      while (open.length > 0 && (document.sections[open.at(-1) ?? 0]?.level ?? 0) >= level) open.pop();
      this.#parents.push(open.at(-1) ?? -1);
      open.push(i);
    }
  }

  /** The part of the path that all blocks share, leaving out headings that only lead to another. */
  of(members: Block[]): string | null {
    const bodies = members.filter((block) => !(block.level > 0 && block.leads));
    const paths = (bodies.length > 0 ? bodies : members).map((block) => this.#path(block.start));
    const [first = [], ...others] = paths;
    const shared = first.findIndex((section, i) => others.some((path) => path[i] !== section));
    const own = (shared === -1 ? first : first.slice(0, shared)).map((section) => section.title);
    const { title } = this.#document;
    const path =
      title === null ? own : [title, ...own.filter((heading) => heading.toLowerCase() !== title.toLowerCase())];
    return path.length === 0 ? null : path.join(' > ');
  }

  #path(at: number): Section[] {
    const { sections } = this.#document;
    let [low, high] = [0, sections.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((sections[middle]?.start ?? 0) <= at) low = middle + 1;
      else high = middle;
    }
    const path: Section[] = [];
    for (let i = low - 1; i >= 0; i = this.#parents[i] ?? -1) path.unshift(...sections.slice(i, i + 1));
    return path;
  }
}
