import { type Words, wordsOf } from './grams.ts';

/** Items with fewer words are looked for as a whole. */
export const SHORT = 22;
/** Texts with fewer words are looked for as a whole as well as by their lines. */
const MIDDLING = 60;
const DIGIT = /\p{Nd}/u;

/** A text in pieces that may stand in other items too, such as a passage before its question: its paragraphs and lines. */
export function partsOf(text: string): string[] {
  const lines = text.split(/\n+/).filter((line) => line.trim() !== '');
  const { length } = wordsOf(text).hashes;
  return lines.length === 1 || length < SHORT ? [text] : length < MIDDLING ? [text, ...lines] : lines;
}

/** Lists of words as one. */
export function joined(lists: readonly Uint32Array[]): Uint32Array {
  const all = new Uint32Array(lists.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const list of lists) {
    all.set(list, at);
    at += list.length;
  }
  return all;
}

/** The hashes of words that are numbers, or begin with one. */
export function figuresIn({ text, hashes, starts }: Words): number[] {
  return [...hashes].filter((_, at) => DIGIT.test(text.charAt(starts[at] ?? 0)));
}
