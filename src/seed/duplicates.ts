import type { Seed } from '../data.ts';
import type { Signature } from '../text/minhash.ts';
import { NearDuplicates } from '../text/near-duplicates.ts';
import { type SeenIn, SeenTexts } from './seen-texts.ts';

/** A chunk whose text was read before, or one like it: where it stands, and the seed that has it. */
export interface Duplicate {
  source: string;
  span: [number, number];
  of: SeenIn;
  /** 1 for equal texts; else how alike they are by estimate (0-1; see `similarityOf`). */
  similarity: number;
}

/** A seed of an earlier reading: the `textHash` of its text, where it was, and its signature. */
export type Known = readonly [hash: string, seen: SeenIn, signature?: Signature | null];

/** Tells duplicates among seeds that come one after the other; what it says depends on their order and on nothing else. */
export class Duplicates {
  readonly #texts = new SeenTexts();
  readonly #near: NearDuplicates<SeenIn> | undefined;

  /** With what is known already. `threshold` is the likeness from which texts are duplicates; without it equal ones are. */
  static async of(known: Iterable<Known> | AsyncIterable<Known>, threshold?: number): Promise<Duplicates> {
    const duplicates = new Duplicates(threshold);
    for await (const [hash, seen, signature] of known) {
      duplicates.#texts.add(hash, seen);
      if (signature) duplicates.#near?.add(seen, signature);
    }
    return duplicates;
  }

  private constructor(threshold: number | undefined) {
    if (threshold !== undefined) this.#near = new NearDuplicates({ threshold });
  }

  /** What a seed is a duplicate of; null where it is none, and then it is known from now on. One that is known is none. */
  add({ seed, hash, signature }: { seed: Seed; hash: string; signature?: Signature }): Duplicate | null {
    const { id, source, span } = seed;
    const equal = this.#texts.get(hash);
    if (equal) return equal.id === id ? null : { source, span, of: equal, similarity: 1 };
    const near = signature && this.#near?.add({ id, source }, signature);
    if (near) return { source, span, ...near };
    this.#texts.add(hash, { id, source });
    return null;
  }
}
