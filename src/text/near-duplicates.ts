import { estimateOf, type Signature } from './minhash.ts';
import { keysOf, Segment } from './near-segment.ts';

/** How an index of near duplicates judges, and how much it may hold. */
export interface NearDuplicateOptions {
  /** Estimated Jaccard index from which two texts count as the same. */
  threshold?: number;
  /** Entries that are remembered at least, at about 250 bytes each and what an id takes. */
  most?: number;
  /** How many of the oldest are forgotten at once; a power of two. */
  step?: number;
}

/** What an entry is a near duplicate of, and how alike they are by estimate (0-1). */
export interface Near<Id> {
  of: Id;
  similarity: number;
}

/**
 * Finds near duplicates among things that come one after the other, by locality-sensitive hashing of MinHash signatures
 * (Indyk & Motwani 1998; Broder 1997). What comes out depends on the order in which they come and on nothing else. Memory
 * is bounded: at most `most` and twice a `step` are held, then the oldest are forgotten.
 */
export class NearDuplicates<Id> {
  readonly #threshold: number;
  readonly #most: number;
  readonly #step: number;
  readonly #segments: Segment<Id>[] = [];

  constructor({ threshold = 0.8, most = 2 ** 22, step = 2 ** 18 }: NearDuplicateOptions = {}) {
    this.#threshold = threshold;
    this.#most = most;
    this.#step = step;
  }

  /**
   * The entry that is most like this signature, if one is at least as like it as the threshold (of several the first);
   * null where none is: then this one is an entry too. Entries for which `unless` holds are passed over.
   */
  add(id: Id, signature: Signature, unless?: (of: Id) => boolean): Near<Id> | null {
    const keys = keysOf(signature);
    let best: Near<Id> | null = null;
    for (const segment of this.#segments) {
      const { entry, same } = segment.nearest(signature, keys, unless);
      const similarity = estimateOf(same);
      if (entry < 0 || similarity < this.#threshold || similarity <= (best?.similarity ?? 0)) continue;
      best = { of: segment.ids[entry] as Id, similarity };
    }
    if (best === null) this.#open().add(id, signature, keys);
    return best;
  }

  /** How many entries are held. */
  get size(): number {
    return this.#segments.reduce((sum, { size }) => sum + size, 0);
  }

  #open(): Segment<Id> {
    const last = this.#segments.at(-1);
    if (last && last.size < this.#step) return last;
    if (this.size - this.#step >= this.#most) this.#segments.shift();
    const next = new Segment<Id>();
    this.#segments.push(next);
    return next;
  }
}
