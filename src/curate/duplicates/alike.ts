import { sign } from '../../text/minhash.ts';
import { mix } from '../../text/mix.ts';
import { type Near, NearDuplicates } from '../../text/near-duplicates.ts';
import { wordHashes } from '../../text/word-hashes.ts';

/** Entries that are remembered at least: two million rows, at about 260 bytes each. */
const MOST = 2 ** 21;
/** Numbers; signs before and behind a blank, a number, a bracket or a letter that stands alone. Marks of lists and quotations are none. */
const EXACT =
  /\d+(?:[.,]\d+)*|(?=[-+−×·÷*/^=<>≤≥≠≈!%&±])(?:(?<=[\s\p{N}()[\]{}]|(?<![\p{L}\p{N}])\p{L})(?<!^[ \t]*)[-+−×·÷*/^=<>≤≥≠≈!%&±]+(?=[\s\p{N}([{]|\p{L}(?![\p{L}\p{N}]))|(?<=^[ \t]*)[-−](?=\p{N}))/gmu;

/**
 * Texts that come one after the other, told whether they say what an earlier one says: by MinHash of runs of five words.
 * Texts with different numbers or signs of arithmetic, or with different keys, never do.
 */
export class Alike {
  readonly #near: NearDuplicates<number>;

  constructor(threshold: number) {
    this.#near = new NearDuplicates({ threshold, most: MOST });
  }

  /** What of the earlier ones, those that `unless` names aside, a text is like; null for none, or a text without a word. */
  add(at: number, text: string, key: number, unless?: (of: number) => boolean): Near<number> | null {
    const signature = sign(text, mix(key ^ exactIn(text)) | 1);
    return signature && this.#near.add(at, signature, unless);
  }
}

/** A hash of the numbers and signs of arithmetic in a text, in their order. */
export function exactIn(text: string): number {
  let hash = 0;
  for (const [exact] of text.matchAll(EXACT)) {
    for (let at = 0; at < exact.length; at++) hash = Math.imul(hash ^ exact.charCodeAt(at), 0x01000193);
    hash = mix(hash + 1);
  }
  return hash;
}

/** How many words a text has; characters in scripts without spaces. */
export function countWords(text: string): number {
  return wordHashes(text).length;
}
