import type { Candidate } from '../candidate.ts';
import { IdList } from '../id-list.ts';

/** A row that is to be judged. */
export interface WantedRow {
  at: number;
  id: string;
  contentHash: string;
}

/** Rows that are to be judged, in their order: about 30 bytes each. */
export class Wanted {
  readonly #ids = new IdList();
  readonly #hashes = new IdList();
  readonly #places: number[] = [];
  /** Units in the order of their rows, and how many rows stand before each. */
  readonly #units: { unit: string; from: number }[] = [];

  push({ at, id, contentHash, unit }: Pick<Candidate, 'at' | 'id' | 'contentHash' | 'unit'>): void {
    if (this.#units.at(-1)?.unit !== unit) this.#units.push({ unit, from: this.#places.length });
    this.#ids.push(id);
    this.#hashes.push(contentHash);
    this.#places.push(at);
  }

  /** The rows that stay, by the unit that made them; units without any are left out. */
  *groups(stays: (at: number) => boolean): Generator<{ unit: string; rows: WantedRow[] }> {
    for (const [index, { unit, from }] of this.#units.entries()) {
      const to = this.#units[index + 1]?.from ?? this.#places.length;
      const rows: WantedRow[] = [];
      for (let place = from; place < to; place++) {
        const at = this.#places[place] ?? 0;
        if (stays(at)) rows.push({ at, id: this.#ids.at(place), contentHash: this.#hashes.at(place) });
      }
      if (rows.length > 0) yield { unit, rows };
    }
  }
}
