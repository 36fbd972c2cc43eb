import type { Drop, Pair } from '../../data.ts';
import type { Judgement } from '../judgements.ts';

/** Gathers something over the rows of a dataset and what was dropped on the way, one at a time. */
export interface Collector<T> {
  /** A pair that the dataset took: whether one of its replies ran out of room, and what judges said of it. */
  row?(pair: Pair, cutOff: boolean, judged: readonly Judgement[]): void;
  /** A pair that the dataset left out. */
  left?(pair: Pair): void;
  drop?(drop: Drop): void;
  result(): T | Promise<T>;
}

/** Counts by name. */
export type Counts = Record<string, number>;

/** A tally of names. */
export interface Tally {
  add(name: string | null | undefined, by?: number): void;
  /** Most first, then by name. */
  counts(): Counts;
}

/** An empty tally; `none` stands for what has no name. */
export function createTally(): Tally {
  const found = new Map<string, number>();
  return {
    add: (name, by = 1) => void found.set(name ?? 'none', (found.get(name ?? 'none') ?? 0) + by),
    counts: () => Object.fromEntries([...found].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))),
  };
}

/** What stands under a name, made where it is missing. */
export function under<K, V>(map: Map<K, V>, name: K, make: () => V): V {
  const known = map.get(name);
  if (known !== undefined) return known;
  const made = make();
  map.set(name, made);
  return made;
}
