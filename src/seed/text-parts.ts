import { cleanText } from './clean-text.ts';

/** Characters above which a text is read in parts. */
export const PART = 2 ** 20;

/**
 * A text that comes in pieces, cleaned, in parts that begin and end with paragraphs: one part up to `size` characters, else
 * several of `size` at most, nothing left out between them but white space. Where no paragraph ends in the second half of
 * so many characters it is a line, else a word, else anywhere.
 */
export async function* textParts(pieces: AsyncIterable<string>, size = PART): AsyncGenerator<string> {
  let text = '';
  let given = 0;
  for await (const piece of cleanPieces(pieces, size)) {
    text += piece;
    for (;;) {
      if (given > 0) text = text.replace(/^\n+/, '');
      if (text.length <= size) break;
      const end = endOfPart(text, size);
      yield text.slice(0, end);
      text = text.slice(end);
      given++;
    }
  }
  if (text !== '') yield text;
}

/** Pieces that end with lines, cleaned. A line of more than `size` characters is cut. */
async function* cleanPieces(pieces: AsyncIterable<string>, size: number): AsyncGenerator<string> {
  let open = '';
  for await (const piece of pieces) {
    open += piece;
    // A carriage return at the very end may be half of a line break.
    const lines = Math.max(open.lastIndexOf('\n'), open.slice(0, -1).lastIndexOf('\r')) + 1;
    const end = lines === 0 && open.length > size ? endOfWords(open) : lines;
    if (end > 0) yield cleanText(open.slice(0, end));
    open = open.slice(end);
  }
  if (open !== '') yield cleanText(open);
}

/** Where the last word begins that may be cut off; white space stays with it, or it would be taken for that of a line's end. */
function endOfWords(text: string): number {
  const space = text.slice(0, text.lastIndexOf(' ') + 1).trimEnd().length;
  return space > text.length / 2 ? space : whole(text, text.length);
}

function endOfPart(text: string, size: number): number {
  const from = size - 2;
  const ends = [text.lastIndexOf('\n\n', from) + 2, text.lastIndexOf('\n', from) + 1, text.lastIndexOf(' ', from) + 1];
  return whole(text, ends.find((place) => place > size / 2) ?? size);
}

/** The end, or the place before it where it would part a character. */
function whole(text: string, end: number): number {
  return end > 1 && /[\ud800-\udbff]/.test(text.charAt(end - 1)) ? end - 1 : end;
}
