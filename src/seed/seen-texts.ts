import { sha256 } from '../text/hash.ts';

/** The seed that a text was first seen in. */
export interface SeenIn {
  /** 16 hex digits, as seeds have. */
  id: string;
  source: string;
}

/** Words of a slot: two of the text's hash, two of the id, the file (counted from 1, 0 in an empty slot), its row. */
const WORDS = 6;
const FULL = 0.6;
const ROW = /#([1-9]\d{0,8})$/;

/**
 * Texts that were seen, by a hash of each: 40-80 bytes a text in one typed array, so that ten million take less than a
 * gigabyte. Texts are told apart by 64 bits of their hashes: among ten million the chance that any two that differ are taken
 * for one is 3 in a million.
 */
export class SeenTexts {
  #slots = new Uint32Array(1024 * WORDS);
  #count = 0;
  readonly #files: string[] = [];
  readonly #fileNumbers = new Map<string, number>();

  /** The seed that a text of this hash (hex digits, at least 16) was first seen in. */
  get(hash: string): SeenIn | undefined {
    const at = this.#find(wordAt(hash, 0), wordAt(hash, 8));
    const [high = 0, low = 0, file = 0, row = 0] = this.#slots.subarray(at + 2, at + WORDS);
    if (file === 0) return undefined;
    const source = this.#files[file - 1] ?? '';
    return { id: hex(high) + hex(low), source: row === 0 ? source : `${source}#${row}` };
  }

  /** Notes a text that has not been seen before; one that has stays with the seed that it was first seen in. */
  add(hash: string, { id, source }: SeenIn): void {
    if ((this.#count + 1) * WORDS > this.#slots.length * FULL) this.#grow();
    const at = this.#find(wordAt(hash, 0), wordAt(hash, 8));
    if (this.#slots[at + 4] !== 0) return;
    const row = Number(ROW.exec(source)?.[1] ?? 0);
    const file = this.#fileNumber(row === 0 ? source : source.replace(ROW, ''));
    this.#slots.set([wordAt(hash, 0), wordAt(hash, 8), wordAt(id, 0), wordAt(id, 8), file, row], at);
    this.#count++;
  }

  #fileNumber(file: string): number {
    const known = this.#fileNumbers.get(file);
    if (known !== undefined) return known;
    this.#fileNumbers.set(file, this.#files.push(file));
    return this.#files.length;
  }

  /** Where the slot of a hash begins, or the empty one that it would get. */
  #find(high: number, low: number): number {
    const slots = this.#slots;
    for (let at = (low % (slots.length / WORDS)) * WORDS; ; at = (at + WORDS) % slots.length) {
      if (slots[at + 4] === 0 || (slots[at] === high && slots[at + 1] === low)) return at;
    }
  }

  #grow(): void {
    const before = this.#slots;
    this.#slots = new Uint32Array(before.length * 2);
    for (let at = 0; at < before.length; at += WORDS) {
      if (before[at + 4] !== 0)
        this.#slots.set(before.subarray(at, at + WORDS), this.#find(before[at] ?? 0, before[at + 1] ?? 0));
    }
  }
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
