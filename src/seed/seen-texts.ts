import { sha256 } from '../text/hash.ts';

/** The seed that a text was first seen in. */
export interface SeenIn {
  /** 16 hex digits, as seeds have. */
  id: string;
  source: string;
}

/** Words of a slot: two of the text's hash, two of the id, the file (counted from 1, 0 in an empty slot), its row. */
const WORDS = 6;
const FULL = 0.75;
/** Tables that texts are parted among, so that growing one copies little. */
const TABLES = 64;
const ROW = /#([1-9]\d{0,8})$/;

/**
 * Texts that were seen, by a hash of each: 32-64 bytes a text, so that ten million take half a gigabyte. Texts are told
 * apart by 64 bits of their hashes: among ten million the chance that any two that differ are taken for one is 3 in a
 * million.
 */
export class SeenTexts {
  readonly #tables = Array.from({ length: TABLES }, () => new Table());
  readonly #files: string[] = [];
  readonly #fileNumbers = new Map<string, number>();

  /** The seed that a text of this hash (hex digits, at least 16) was first seen in. */
  get(hash: string): SeenIn | undefined {
    const [high, low] = wordsOf(hash);
    const [, , first = 0, second = 0, file = 0, row = 0] = this.#table(low).at(high, low);
    if (file === 0) return undefined;
    const source = this.#files[file - 1] ?? '';
    return { id: hex(first) + hex(second), source: row === 0 ? source : `${source}#${row}` };
  }

  /** Notes a text that has not been seen before; one that has stays with the seed that it was first seen in. */
  add(hash: string, { id, source }: SeenIn): void {
    const [high, low] = wordsOf(hash);
    const row = Number(ROW.exec(source)?.[1] ?? 0);
    const file = this.#fileNumber(row === 0 ? source : source.replace(ROW, ''));
    this.#table(low).add(high, low, [high, low, ...wordsOf(id), file, row]);
  }

  #table(low: number): Table {
    return this.#tables[low % TABLES] ?? new Table();
  }

  #fileNumber(file: string): number {
    const known = this.#fileNumbers.get(file);
    if (known !== undefined) return known;
    this.#fileNumbers.set(file, this.#files.push(file));
    return this.#files.length;
  }
}

/** Slots found by the two words of a hash (open addressing, linear probing). */
class Table {
  #slots = new Uint32Array(16 * WORDS);
  #count = 0;

  /** The slot of a hash, or an empty one. */
  at(high: number, low: number): Uint32Array {
    const place = this.#find(high, low);
    return this.#slots.subarray(place, place + WORDS);
  }

  add(high: number, low: number, slot: readonly number[]): void {
    if ((this.#count + 1) * WORDS > this.#slots.length * FULL) this.#grow();
    const place = this.#find(high, low);
    if (this.#slots[place + 4] !== 0) return;
    this.#slots.set(slot, place);
    this.#count++;
  }

  #find(high: number, low: number): number {
    const slots = this.#slots;
    const first = Math.floor(low / TABLES) % (slots.length / WORDS);
    for (let place = first * WORDS; ; place = (place + WORDS) % slots.length) {
      if (slots[place + 4] === 0 || (slots[place] === high && slots[place + 1] === low)) return place;
    }
  }

  #grow(): void {
    const before = this.#slots;
    this.#slots = new Uint32Array(before.length * 2);
    for (let place = 0; place < before.length; place += WORDS) {
      const slot = before.subarray(place, place + WORDS);
      if (slot[4] !== 0) this.#slots.set(slot, this.#find(slot[0] ?? 0, slot[1] ?? 0));
    }
  }
}

/** The first 16 digits as two words. */
function wordsOf(digits: string): [number, number] {
  return [wordAt(digits, 0), wordAt(digits, 8)];
}

function wordAt(digits: string, at: number): number {
  return Number.parseInt(digits.slice(at, at + 8), 16) >>> 0;
}

function hex(word: number): string {
  return word.toString(16).padStart(8, '0');
}

/** Hash of a text by which duplicates are told: in NFC, white space folded, case kept. */
export function textHash(text: string): string {
  return sha256(text.normalize('NFC').replaceAll(/\s+/g, ' ').trim());
}
