import type { Curation } from '../dataset/row.ts';
import type { Candidate } from './candidate.ts';
import { FLAG_NAMES } from './flags/flags.ts';
import { IdList } from './id-list.ts';

const FIRST = 2 ** 10;

/** What is decided of rows, by their place: 14 bytes each. */
export class Decisions {
  readonly #ids = new IdList();
  readonly #units: string[] = [];
  #unitOf = new Uint32Array(FIRST);
  #flags = new Uint32Array(FIRST);
  #scores = new Uint8Array(FIRST);
  #left = new Uint8Array(FIRST);

  /** How many rows there are. */
  get length(): number {
    return this.#ids.length;
  }

  /** Adds a row behind the others. */
  add({ id, unit }: Pick<Candidate, 'id' | 'unit'>): void {
    const at = this.#ids.length;
    if (at === this.#left.length) this.#grow();
    this.#ids.push(id);
    if (this.#units.at(-1) !== unit) this.#units.push(unit);
    this.#unitOf[at] = this.#units.length - 1;
  }

  nameOf(at: number): { id: string; unit: string } {
    return { id: this.#ids.at(at), unit: this.#units[this.#unitOf[at] ?? 0] ?? '' };
  }

  stays(at: number): boolean {
    return at >= 0 && at < this.length && this.#left[at] === 0;
  }

  leaveOut(at: number): void {
    this.#left[at] = 1;
  }

  flag(at: number, names: readonly string[]): void {
    for (const name of names) this.#flags[at] = (this.#flags[at] ?? 0) | (1 << FLAG_NAMES.indexOf(name));
  }

  score(at: number, score: number): void {
    this.#scores[at] = score;
  }

  /** What stands in the columns of a row. */
  columns(at: number): Curation {
    const flags = this.#flags[at] ?? 0;
    const names = flags === 0 ? [] : FLAG_NAMES.filter((_, bit) => (flags & (1 << bit)) !== 0);
    return { flags: names.length > 0 ? names.join(',') : null, judge_score: this.#scores[at] || null };
  }

  #grow(): void {
    const length = this.#left.length * 2;
    const larger = <T extends Uint32Array | Uint8Array>(made: T, old: T): T => {
      made.set(old);
      return made;
    };
    this.#unitOf = larger(new Uint32Array(length), this.#unitOf);
    this.#flags = larger(new Uint32Array(length), this.#flags);
    this.#scores = larger(new Uint8Array(length), this.#scores);
    this.#left = larger(new Uint8Array(length), this.#left);
  }
}
