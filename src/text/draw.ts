import { sha256 } from './hash.ts';

/**
 * A source of draws that depends on nothing but its path: the same path gives the same draws on any machine, in any
 * order. `at` opens a path below; each path has its own stream.
 */
export interface Draw {
  at(...path: (string | number)[]): Draw;
  /** A number in [0, 1). */
  next(): number;
  /** A whole number in [0, below). */
  index(below: number): number;
  /** One of the values, by weight; weights of 0 are never drawn. Undefined only when no weight is above 0. */
  pick<T>(values: readonly T[], weight?: (value: T) => number): T | undefined;
  /** Up to `count` different values, by weight, in the order drawn. */
  sample<T>(values: readonly T[], count: number, weight?: (value: T) => number): T[];
  shuffle<T>(values: readonly T[]): T[];
}

/** Draws below the given path. */
export function draw(...path: (string | number)[]): Draw {
  let state: Generator | undefined;
  const next = () => {
    state ??= new Generator(sha256(...path));
    return state.next();
  };
  const index = (below: number) => Math.floor(next() * below);
  const pick: Draw['pick'] = (values, weight = () => 1) => {
    const weights = values.map(weight);
    let rest = next() * weights.reduce((sum, w) => sum + w, 0);
    for (const [i, value] of values.entries()) {
      const w = weights[i] ?? 0;
      if (w > 0 && rest < w) return value;
      rest -= w;
    }
    return values.findLast((_, i) => (weights[i] ?? 0) > 0);
  };
  const sample: Draw['sample'] = (values, count, weight) => {
    const left = [...values];
    const taken: typeof left = [];
    while (taken.length < count) {
      const value = pick(left, weight);
      if (value === undefined) break;
      taken.push(value);
      left.splice(left.indexOf(value), 1);
    }
    return taken;
  };
  const shuffle: Draw['shuffle'] = (values) => {
    const mixed = [...values];
    for (let i = mixed.length - 1; i > 0; i--) {
      const j = index(i + 1);
      [mixed[i], mixed[j]] = [mixed[j] as (typeof mixed)[0], mixed[i] as (typeof mixed)[0]];
    }
    return mixed;
  };
  return { at: (...more) => draw(...path, ...more), next, index, pick, sample, shuffle };
}

/** sfc32 (Chris Doty-Humphrey, PractRand), seeded from 128 bits of a hash. */
class Generator {
  #a: number;
  #b: number;
  #c: number;
  #count: number;

  constructor(hex: string) {
    const word = (i: number) => Number.parseInt(hex.slice(i * 8, i * 8 + 8), 16) | 0;
    [this.#a, this.#b, this.#c, this.#count] = [word(0), word(1), word(2), word(3)];
    for (let i = 0; i < 12; i++) this.next();
  }

  next(): number {
    const sum = (((this.#a + this.#b) | 0) + this.#count) | 0;
    this.#count = (this.#count + 1) | 0;
    this.#a = this.#b ^ (this.#b >>> 9);
    this.#b = (this.#c + (this.#c << 3)) | 0;
    this.#c = (((this.#c << 21) | (this.#c >>> 11)) + sum) | 0;
    return (sum >>> 0) / 4_294_967_296;
  }
}
