import { estimateTokens } from '../text/tokens.ts';

/** A stretch of a text. */
export type Span = [start: number, end: number];

/** Where words may be parted, the better first: lines, clauses, words. */
const GAPS = [/\n/g, /[;；,，、:：—]["”’»)]?(?:\s|(?=\S))/g, /\s/g];

/** A stretch of a text in parts of at most `limit` tokens, cut between lines, clauses or words, at last anywhere. */
export function cutWords(text: string, from: number, to: number, limit: number): Span[] {
  const parts: Span[] = [];
  let start = from;
  while (start < to) {
    let end = Math.min(to, start + limit * 4);
    while (estimateTokens(text.slice(start, end)) > limit) end = start + Math.floor((end - start) * 0.75);
    if (end < to) end = start + gapIn(text.slice(start, end));
    const said = text.slice(start, end).trimEnd().length;
    if (said > 0) parts.push([start, start + said]);
    start = end;
    while (start < to && /\s/.test(text.charAt(start))) start++;
  }
  return parts;
}

/** The last gap in the second half of a piece; its end, but for half a character, where there is none. */
function gapIn(piece: string): number {
  for (const gap of GAPS) {
    gap.lastIndex = piece.length >> 1;
    let last = 0;
    for (let found = gap.exec(piece); found; found = gap.exec(piece)) last = gap.lastIndex;
    if (last > 0) return last;
  }
  return /[\ud800-\udbff]$/.test(piece) && piece.length > 1 ? piece.length - 1 : piece.length;
}
