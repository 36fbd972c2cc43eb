const DENSE = String.raw`\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}ー々`;

/** Whether a text has letters of a script that is written without spaces. */
const HAS_DENSE = new RegExp(`[${DENSE}]`, 'u');
const WORD = /[\p{L}\p{N}][\p{L}\p{M}\p{N}]*/gu;
/** Runs of such letters, first group, and words of the others. */
const RUN = new RegExp(`([${DENSE}]+)|(?![${DENSE}])[\\p{L}\\p{N}](?:(?![${DENSE}])[\\p{L}\\p{M}\\p{N}])*`, 'gu');

/** The longest term, in code units; longer ones (keys, encoded data) are cut to it. */
const LONGEST = 40;

/**
 * The terms of a text, for indexing and for queries alike: NFKC, lower case, words of any script; where words are not
 * parted by spaces, pairs of neighbouring characters. No list of stop words and no stemming: both would favour languages.
 */
export function termsOf(text: string): string[] {
  const plain = text.normalize('NFKC').toLowerCase();
  if (!HAS_DENSE.test(plain)) return (plain.match(WORD) ?? []).map((word) => word.slice(0, LONGEST));
  const terms: string[] = [];
  for (const { 0: found, 1: dense } of plain.matchAll(RUN)) {
    if (dense === undefined) terms.push(found.slice(0, LONGEST));
    else for (const pair of pairs(dense)) terms.push(pair);
  }
  return terms;
}

function pairs(run: string): string[] {
  const letters = [...run];
  if (letters.length < 2) return letters;
  return letters.slice(1).map((letter, index) => `${letters[index]}${letter}`);
}
