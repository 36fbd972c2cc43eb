import { estimateTokens } from '../text/tokens.ts';
import { blocksOf } from './blocks.ts';
import { ChunkTitles } from './chunk-titles.ts';
import { type ChunkSizes, groupBlocks, spanOf } from './group-blocks.ts';
import type { Document } from './reader.ts';

export type { ChunkSizes };

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
 * nothing but white space. A heading goes with what follows, a section that fits is kept whole; no sentence, item of a
 * list, row of a table, equation or fence is cut, and no function, unless it is longer than `most - least`, the longest
 * that a block may be. Below `least` is only a document that is itself so short, or a rest that fits nowhere; above
 * `most` is none. Time and memory grow with the length and nothing else.
 */
export function chunk(document: Document, sizes: ChunkSizes = CHUNK_SIZES): Chunk[] {
  const { text } = document;
  const limit = Math.max(1, sizes.most - sizes.least);
  const blocks = blocksOf(document, { target: Math.min(sizes.target, limit), limit });
  const titles = new ChunkTitles(document);
  return groupBlocks(blocks, text, sizes).map((members) => {
    const span = spanOf(members);
    const own = text.slice(...span);
    return { text: own, span, title: titles.of(members), tokens: estimateTokens(own) };
  });
}
