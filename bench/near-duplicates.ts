/** Near duplicates among a million chunks, on one core, in a fresh process (near-duplicates-child.ts). */
import { measureIn } from './start.ts';
import type { Bench } from './table.ts';

const LONGEST = 20 * 60_000;
const CHUNKS = 1_000_000;
/** Chunks of each kind that are planted: copies with so many words changed that they are as alike as this. */
const PLANTED = 2000;
export const LIKENESSES = [1, 0.9, 0.8, 0.7, 0.6] as const;

/** What the child is told. */
export interface NearCase {
  chunks: number;
  planted: number;
}

/** What the child measures. */
export interface NearFound {
  /** Seconds for signatures, and for the index. */
  sign: number;
  add: number;
  /** RSS in bytes before the first chunk, and the most of it. */
  idle: number;
  peak: number;
  /** Of each planted likeness: how many, how many were found to be duplicates of their original, mean true Jaccard index. */
  planted: { likeness: number; count: number; found: number; jaccard: number }[];
  /** Chunks that were planted nowhere and taken for duplicates. */
  falseAlarms: number;
  tokens: number;
}

export const bench: Bench = async () => {
  const given: NearCase = { chunks: CHUNKS, planted: PLANTED };
  const found = await measureIn<NearFound>('near-duplicates-child.ts', given, LONGEST);
  const seconds = (value: number) => `${value.toFixed(0)} s`;
  const rate = Math.round(CHUNKS / (found.sign + found.add)).toLocaleString('en');
  const memory = (found.peak - found.idle) / CHUNKS;
  return {
    said:
      `${CHUNKS.toLocaleString('en')} synthetic chunks of ${found.tokens} tokens on average (words by Zipf's law out of ` +
      `50,000), ${PLANTED.toLocaleString('en')} copies planted of each likeness. Signatures took ${seconds(found.sign)}, the ` +
      `index ${seconds(found.add)}: ${rate} chunks/s on one core. RSS grew from ${(found.idle / 2 ** 20).toFixed(0)} MB to ` +
      `${(found.peak / 2 ** 20).toFixed(0)} MB at most, ${memory.toFixed(0)} bytes a chunk. Of the other chunks ` +
      `${found.falseAlarms} were taken for duplicates.`,
    columns: ['likeness (Jaccard)', 'true mean', 'planted', 'taken for duplicates'],
    rows: found.planted.map(({ likeness, count, found: taken, jaccard }) => [
      likeness.toFixed(2),
      jaccard.toFixed(3),
      `${count}`,
      `${taken} (${((taken / count) * 100).toFixed(1)}%)`,
    ]),
  };
};
