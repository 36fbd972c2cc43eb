import { estimateTokens } from '../text/tokens.ts';
import { contentsRuns, isApart } from './apart.ts';
import type { Block } from './block.ts';

/** Sizes of chunks in estimated tokens. */
export interface ChunkSizes {
  target: number;
  least: number;
  most: number;
}

/** A section that would bring a chunk this far above the target begins a chunk of its own. */
const OVER = 1.2;
/** So many blocks at the end of a run may go with what follows; a list of headings alone is one. */
const MOST_LEADERS = 12;

/**
 * Blocks into runs near the target, none above `most`. A section that fits is kept whole, the rest of a long one does not
 * flow over into the next, nor do contents and references; headings, words that lead on and beginnings of sentences go with what follows. A run below
 * `least` is joined to a neighbour or filled up from the one before, where that fits.
 */
export function groupBlocks(blocks: readonly Block[], text: string, sizes: ChunkSizes): Block[][] {
  return mergeSmall(new Grouper(blocks, text, sizes).read(), text, sizes);
}

/** From the first block's beginning to the last one's end. */
export function spanOf(members: readonly Block[]): [number, number] {
  return [members[0]?.start ?? 0, members.at(-1)?.end ?? 0];
}

class Grouper {
  readonly #blocks: readonly Block[];
  readonly #text: string;
  readonly #sizes: ChunkSizes;
  readonly #sections: readonly number[];
  readonly #contents: readonly boolean[];
  readonly #groups: Block[][] = [];
  #open: Block[] = [];
  #size = 0;
  /** The highest heading in the open group, 0 for none; and the last heading before this place. */
  #rank = 0;
  #section = 0;
  /** The level of the section of contents or references that is open, 0 for none. */
  #apart = 0;

  constructor(blocks: readonly Block[], text: string, sizes: ChunkSizes) {
    this.#blocks = blocks;
    this.#text = text;
    this.#sizes = sizes;
    this.#sections = sectionTokens(blocks);
    this.#contents = contentsRuns(blocks, text);
  }

  read(): Block[][] {
    for (const [i, block] of this.#blocks.entries()) {
      const parts = this.#parts(block, i);
      if (this.#open.length > 0 && (parts || this.#endsBefore(block, this.#sections[i] ?? 0))) this.#close(block);
      const before = this.#open.at(-1);
      this.#size += block.tokens + (before ? Math.ceil((block.start - before.end) / 4) : 0);
      this.#open.push(block);
      if (block.level === 0) continue;
      this.#rank = this.#rank === 0 ? block.level : Math.min(this.#rank, block.level);
      this.#section = block.level;
    }
    if (this.#open.length > 0) this.#groups.push(this.#open);
    return this.#groups;
  }

  /** Whether contents or references begin or end here: they are no part of what stands around them. */
  #parts(block: Block, at: number): boolean {
    const ends = block.level > 0 && this.#apart > 0 && block.level <= this.#apart;
    const begins = isApart(this.#text, block);
    if (begins) this.#apart = block.level;
    else if (ends) this.#apart = 0;
    const turns = at > 0 && this.#contents[at] !== this.#contents[at - 1];
    return (begins || ends || turns) && this.#size >= this.#sizes.least;
  }

  /** Whether the open group is closed before a block, which begins a section of so many tokens. */
  #endsBefore({ tokens, level }: Block, section: number): boolean {
    const { target, least, most } = this.#sizes;
    const sum = this.#size + tokens + 1;
    if (sum > most) return true;
    const restEnds = level > 0 && this.#rank === 0 && level <= this.#section && this.#groups.length > 0;
    if (restEnds) return true;
    if (this.#size < least) return false;
    const rises = level > 0 && this.#rank > 0 && level < this.#rank;
    const tooMuch = level > 0 && this.#size + section > target * OVER;
    return rises || tooMuch || (sum > target && sum - target > target - this.#size);
  }

  /** Closes the open group, but for what goes with the block that follows. */
  #close(block: Block): void {
    const { least, most } = this.#sizes;
    const leaders: Block[] = [];
    let size = block.tokens;
    let left = this.#open.reduce((tokens, { tokens: own }) => tokens + own, 0);
    for (let last = this.#open.at(-1); last && this.#open.length > 1; last = this.#open.at(-1)) {
      size += last.tokens + 1;
      left -= last.tokens;
      const goesOn = last.leads || (leaders[0] ?? block).follows;
      const fits = size <= most && leaders.length < MOST_LEADERS;
      if (!goesOn || !fits || (last.level === 0 && left < least)) break;
      leaders.unshift(last);
      this.#open.pop();
    }
    this.#groups.push(this.#open);
    this.#open = leaders;
    this.#size = leaders.length === 0 ? 0 : tokensOf(leaders, this.#text);
    this.#rank = 0;
  }
}

/** For each block that begins a section, the tokens up to the next section of the same or a higher rank. */
function sectionTokens(blocks: readonly Block[]): number[] {
  const tokens = blocks.map(() => 0);
  const open: { level: number; at: number; before: number }[] = [];
  let sum = 0;
  const close = (level: number) => {
    for (let last = open.at(-1); last && last.level >= level; last = open.at(-1)) {
      tokens[last.at] = sum - last.before;
      open.pop();
    }
  };
  for (const [at, block] of blocks.entries()) {
    if (block.level > 0) {
      close(block.level);
      open.push({ level: block.level, at, before: sum });
    }
    sum += block.tokens + 1;
  }
  close(0);
  return tokens;
}

function mergeSmall(groups: readonly Block[][], text: string, sizes: ChunkSizes): Block[][] {
  const { least, most } = sizes;
  const merged: Block[][] = [];
  for (const members of groups) {
    const before = merged.at(-1);
    const small = before && (tokensOf(members, text) < least || tokensOf(before, text) < least);
    if (!small) merged.push(members);
    else if (tokensOf([...before, ...members], text) <= most) before.push(...members);
    else merged.push(filledUp(before, members, text, sizes));
  }
  return merged;
}

/** A group with blocks from the end of the one before, until it is not small any more. */
function filledUp(before: Block[], members: Block[], text: string, { least, most }: ChunkSizes): Block[] {
  const taken = [...members];
  while (before.length > 1 && tokensOf(taken, text) < least) {
    const last = before.at(-1);
    if (!last || tokensOf([last, ...taken], text) > most || tokensOf(before.slice(0, -1), text) < least) break;
    taken.unshift(last);
    before.pop();
  }
  return taken;
}

function tokensOf(members: readonly Block[], text: string): number {
  return estimateTokens(text.slice(...spanOf(members)));
}
