import { PERMUTATIONS, type Signature } from './minhash.ts';
import { mix } from './mix.ts';

/** Bytes of a signature that make one band, and bands: 16 of 8 bring together 95% of pairs that are alike at 0.8, and all at 0.9. */
const ROWS = 8;
const BANDS = PERMUTATIONS / ROWS;
/** Entries that a segment has room for at first; then twice as many, and so on. */
const FIRST = 2 ** 10;
/** Entries that may stand in a table with the same bytes: texts made from one template are not compared with all others of it. */
const MOST_ALIKE = 16;
const WORDS = PERMUTATIONS / 4;

/** A hash of each band of a signature. */
export function keysOf(signature: Signature): Uint32Array {
  const keys = new Uint32Array(BANDS);
  for (let band = 0; band < BANDS; band++) {
    let key = 0;
    for (let at = band * ROWS; at < (band + 1) * ROWS; at++) key = Math.imul(key, 0x01000193) + (signature[at] ?? 0);
    keys[band] = mix(key);
  }
  return keys;
}

/**
 * Signatures one after the other, and for each band a table of their numbers (open addressing, half full at most): 256
 * bytes an entry when there is no room left, besides the ids.
 */
export class Segment<Id> {
  readonly ids: Id[] = [];
  #capacity = FIRST;
  #bytes = new Uint8Array(FIRST * PERMUTATIONS);
  #words = new Uint32Array(this.#bytes.buffer);
  /** The tables of all bands, one after the other; an entry's number counts from 1, 0 is an empty slot. */
  #slots = new Uint32Array(FIRST * 2 * BANDS);

  get size(): number {
    return this.ids.length;
  }

  /**
   * The entry that shares a band with a signature and has most bytes in common with it, the first of several; -1 for none.
   * Those that `unless` names are passed over.
   */
  nearest(signature: Signature, keys: Uint32Array, unless?: (of: Id) => boolean): { entry: number; same: number } {
    const words = wordsOf(signature);
    const looked: number[] = [];
    let [entry, same] = [-1, 0];
    for (let band = 0; band < BANDS; band++) {
      for (let slot = this.#first(band, keys); this.#slots[slot] !== 0; slot = this.#next(slot)) {
        const found = (this.#slots[slot] ?? 0) - 1;
        if (!this.#shares(found, words, band) || looked.includes(found)) continue;
        looked.push(found);
        const count = this.#sameBytes(found, signature);
        if (count < same || (count === same && found > entry)) continue;
        if (!unless?.(this.ids[found] as Id)) [entry, same] = [found, count];
      }
    }
    return { entry, same };
  }

  /** Adds an entry. */
  add(id: Id, signature: Signature, keys: Uint32Array): void {
    if (this.size === this.#capacity) this.#grow();
    const entry = this.ids.push(id) - 1;
    this.#bytes.set(signature, entry * PERMUTATIONS);
    this.#enter(entry, keys);
  }

  #enter(entry: number, keys: Uint32Array): void {
    const words = this.#words.subarray(entry * WORDS, (entry + 1) * WORDS);
    for (let band = 0; band < BANDS; band++) {
      let alike = 0;
      let slot = this.#first(band, keys);
      for (; this.#slots[slot] !== 0; slot = this.#next(slot)) {
        if (this.#shares((this.#slots[slot] ?? 0) - 1, words, band)) alike++;
      }
      if (alike < MOST_ALIKE) this.#slots[slot] = entry + 1;
    }
  }

  #first(band: number, keys: Uint32Array): number {
    const slots = this.#capacity * 2;
    return band * slots + ((keys[band] ?? 0) & (slots - 1));
  }

  #next(slot: number): number {
    const slots = this.#capacity * 2;
    return (slot + 1) % slots === 0 ? slot + 1 - slots : slot + 1;
  }

  #shares(entry: number, words: Uint32Array, band: number): boolean {
    const at = entry * WORDS + band * 2;
    return this.#words[at] === words[band * 2] && this.#words[at + 1] === words[band * 2 + 1];
  }

  #sameBytes(entry: number, signature: Signature): number {
    const start = entry * PERMUTATIONS;
    let same = 0;
    for (let at = 0; at < PERMUTATIONS; at++) if (this.#bytes[start + at] === signature[at]) same++;
    return same;
  }

  #grow(): void {
    const bytes = this.#bytes;
    this.#capacity *= 2;
    this.#bytes = new Uint8Array(this.#capacity * PERMUTATIONS);
    this.#bytes.set(bytes);
    this.#words = new Uint32Array(this.#bytes.buffer);
    this.#slots = new Uint32Array(this.#capacity * 2 * BANDS);
    for (let entry = 0; entry < this.size; entry++) {
      this.#enter(entry, keysOf(this.#bytes.subarray(entry * PERMUTATIONS, (entry + 1) * PERMUTATIONS)));
    }
  }
}

/** The bytes of a signature as words, wherever they lie. */
function wordsOf(signature: Signature): Uint32Array {
  return new Uint32Array(Uint8Array.from(signature).buffer);
}
