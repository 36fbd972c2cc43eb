import { sign } from '../../text/minhash.ts';

/** Bytes of a signature that are kept: enough to tell far from near (standard error 0.06 at 0.5). */
const BYTES = 64;
const WORDS = BYTES / 4;
const FIRST = 2 ** 10;

/** What is left of texts to tell how far they are from one another: 64 bytes each. */
export class Prints {
  #words = new Uint32Array(FIRST * WORDS);
  #size = 0;

  get size(): number {
    return this.#size;
  }

  add(text: string): void {
    if ((this.#size + 1) * WORDS > this.#words.length) {
      const larger = new Uint32Array(this.#words.length * 2);
      larger.set(this.#words);
      this.#words = larger;
    }
    const signature = sign(text);
    if (signature) this.#words.set(new Uint32Array(signature.slice(0, BYTES).buffer), this.#size * WORDS);
    this.#size++;
  }

  /** How many bytes two texts have in common: 0 to 64, in proportion to their likeness. */
  same(a: number, b: number): number {
    let differing = 0;
    for (let at = 0; at < WORDS; at++) {
      const bits = (this.#words[a * WORDS + at] ?? 0) ^ (this.#words[b * WORDS + at] ?? 0);
      // The high bit of each byte that is not zero (Warren, Hacker's Delight, section 6-1).
      let high = (((bits & 0x7f7f7f7f) + 0x7f7f7f7f) | bits) & 0x80808080;
      high = (high >>> 7) & 0x01010101;
      differing += Math.imul(high, 0x01010101) >>> 24;
    }
    return BYTES - differing;
  }
}
