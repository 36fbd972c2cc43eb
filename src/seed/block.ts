import { estimateTokens } from '../text/tokens.ts';

/** A stretch of a document that chunks are made of; whole lines, or whole sentences of a paragraph that was cut. */
export interface Block {
  start: number;
  end: number;
  tokens: number;
  /** Level of the section that begins here, 0 where none does. */
  level: number;
  /** A heading, a caption, or words that end in a colon: it goes with what follows. */
  leads: boolean;
  /** It begins inside a sentence: it goes with what is before. */
  follows: boolean;
}

/** How long blocks are, in estimated tokens: parts of what must be cut are near the target, none is above the limit. */
export interface BlockSizes {
  target: number;
  limit: number;
}

/** A block of exactly this span. */
export function blockAt(text: string, start: number, end: number, more: Partial<Block> = {}): Block {
  const tokens = estimateTokens(text.slice(start, end));
  return { start, end, tokens, level: 0, leads: false, follows: false, ...more };
}

/** A block from the first line with something on it to the last sign; undefined where there is nothing but white space. */
export function blockIn(text: string, start: number, end: number, more: Partial<Block> = {}): Block | undefined {
  let first = start;
  while (first < end && isWhite(text, first)) first++;
  if (first === end) return undefined;
  let stop = end;
  while (isWhite(text, stop - 1)) stop--;
  return blockAt(text, Math.max(start, text.lastIndexOf('\n', first) + 1), stop, more);
}

function isWhite(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code <= 32 || (code >= 0x80 && /\s/.test(text.charAt(at)));
}
