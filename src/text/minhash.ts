import { mix } from './mix.ts';
import { shinglesOf } from './shingles.ts';

/** How many permutations a signature has: one byte each. */
export const PERMUTATIONS = 128;

/** What is left of a set to compare it by: the same byte in the same place with about the likelihood of their Jaccard index. */
export type Signature = Uint8Array;

const [FACTORS, ADDENDS] = [1, 2].map((stream) =>
  Uint32Array.from({ length: PERMUTATIONS }, (_, at) => mix(at * 2 + stream + 0x5bd1e995) | (stream === 1 ? 1 : 0)),
) as [Uint32Array, Uint32Array];

/**
 * The signature of a set of 32-bit hashes (MinHash: Broder 1997), the least of each permutation cut to eight bits (b-bit
 * minwise hashing: Li & König 2010). The permutations are odd multiples and sums modulo 2^32 of hashes that are well mixed.
 */
export function signatureOf(hashes: Uint32Array): Signature {
  const least = new Uint32Array(PERMUTATIONS).fill(0xffffffff);
  for (const hash of hashes) {
    for (let at = 0; at < PERMUTATIONS; at++) {
      const value = (Math.imul(hash, FACTORS[at] ?? 1) + (ADDENDS[at] ?? 0)) >>> 0;
      if (value < (least[at] ?? 0)) least[at] = value;
    }
  }
  return Uint8Array.from(least, (value) => mix(value));
}

/**
 * The signature of a text's shingles; null for a text without a word, which is like nothing. Texts with different salts are
 * like nothing of each other.
 */
export function sign(text: string, salt = 0): Signature | null {
  const shingles = shinglesOf(text);
  if (shingles.length === 0) return null;
  return signatureOf(salt === 0 ? shingles : shingles.map((shingle) => mix(shingle ^ salt)));
}

/** The estimated Jaccard index (0-1) of the sets behind two signatures; its standard error is 0.035 at 0.8. */
export function similarityOf(a: Signature, b: Signature): number {
  let same = 0;
  for (let at = 0; at < PERMUTATIONS; at++) if (a[at] === b[at]) same++;
  return estimateOf(same);
}

/** The Jaccard index that so many equal bytes speak for: one in 256 of the others is equal by chance. */
export function estimateOf(same: number): number {
  return Math.max(0, (same / PERMUTATIONS - 1 / 256) / (1 - 1 / 256));
}
