import { mix } from '../../text/mix.ts';
import { wordHashes } from '../../text/word-hashes.ts';

/** A text as words: their hashes, and where each begins in `text`. */
export interface Words {
  text: string;
  hashes: Uint32Array;
  starts: Uint32Array;
}

/** The words of a text: NFKC, case folded, punctuation aside; a character is one in scripts without spaces. */
export function wordsOf(raw: string): Words {
  const text = raw.normalize('NFKC').toLowerCase();
  const starts = new Uint32Array(text.length);
  const hashes = wordHashes(text, starts);
  return { text, hashes, starts: starts.subarray(0, hashes.length) };
}

/** Hashes of single Latin letters: labels of options, articles, names of variables. */
const LETTERS = new Set(wordHashes([...'abcdefghijklmnopqrstuvwxyz'].join(' ')));

/** The words without single Latin letters, so that options are found whatever labels stand before them. */
export function withoutLabels({ text, hashes, starts }: Words): Words {
  const kept = hashes.map((hash) => (LETTERS.has(hash) ? 0 : 1));
  return { text, hashes: hashes.filter((_, at) => kept[at]), starts: starts.filter((_, at) => kept[at]) };
}

/** A hash of 53 bits of each run of `n` words, by the place of its first word; none for a text of fewer words. */
export function gramsOf(hashes: Uint32Array, n: number): Float64Array {
  const count = Math.max(0, hashes.length - n + 1);
  const grams = new Float64Array(count);
  for (let at = 0; at < count; at++) {
    let [low, high] = [n, n + 0x51ed270b];
    for (let next = at; next < at + n; next++) {
      const word = hashes[next] ?? 0;
      low = Math.imul(low, 0x9e3779b1) + word;
      high = Math.imul(high ^ word, 0x85ebca77);
    }
    grams[at] = (mix(high) & 0x1fffff) * 2 ** 32 + mix(low);
  }
  return grams;
}

/** The words from place `from` to before `to`, as they stand in the text. */
export function quote({ text, starts }: Words, from: number, to: number): string {
  const end = to < starts.length ? starts[to] : text.length;
  return text.slice(starts[from] ?? 0, end).trim();
}
