import { mix } from './mix.ts';
import { wordHashes } from './word-hashes.ts';

/** How many words, or characters of a script without spaces, make one shingle. */
export const SHINGLE = 5;

/**
 * The set of shingles of a text, as 32-bit hashes of five words each (of five characters in Chinese, Japanese and Thai,
 * which have no spaces); case, punctuation and white space do not count. A text of fewer words is one shingle, one without
 * any has none. The same hash may come more than once.
 */
export function shinglesOf(text: string): Uint32Array {
  const words = wordHashes(text.toLowerCase());
  if (words.length === 0) return words;
  const count = Math.max(1, words.length - SHINGLE + 1);
  const shingles = new Uint32Array(count);
  for (let at = 0; at < count; at++) {
    let hash = 0;
    for (let next = at; next < at + SHINGLE; next++) hash = Math.imul(hash, 0x9e3779b1) + (words[next] ?? 0);
    shingles[at] = mix(hash);
  }
  return shingles;
}
