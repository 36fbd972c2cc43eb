import { shortHash } from '../../text/hash.ts';
import { sign } from '../../text/minhash.ts';
import { NearDuplicates } from '../../text/near-duplicates.ts';
import type { Candidate } from '../candidate.ts';
import { exactIn } from './alike.ts';

/** Materials that are known to the letter at once; the oldest are forgotten. */
const MOST = 2 ** 20;

/** A material, and the seed that it came of first. */
interface Entry {
  number: number;
  seed: string;
}

/**
 * Gives each material a number, the same for materials that are nearly the same. Those with different numbers never
 * are, and of one seed only equal ones: an edit that turns the answer round may be a single word. Rows without material have 0.
 */
export class Materials {
  readonly #known = new Map<string, number>();
  readonly #near: NearDuplicates<Entry>;
  #next = 1;

  constructor(threshold: number) {
    this.#near = new NearDuplicates({ threshold, most: MOST });
  }

  numberOf({ asked: { material }, seed }: Pick<Candidate, 'asked' | 'seed'>): number {
    if (material === '') return 0;
    const text = shortHash(material);
    const known = this.#known.get(text);
    if (known !== undefined) return known;
    const number = this.#numberNear(material, seed);
    this.#known.set(text, number);
    if (this.#known.size > MOST) for (const oldest of this.#known.keys()) return this.#forget(oldest, number);
    return number;
  }

  #numberNear(material: string, seed: string): number {
    const signature = sign(material, exactIn(material) | 1);
    const entry = { number: this.#next, seed };
    const near = signature && this.#near.add(entry, signature, (of) => of.seed === seed);
    if (near) return near.of.number;
    return this.#next++;
  }

  #forget(oldest: string, number: number): number {
    this.#known.delete(oldest);
    return number;
  }
}
