import { addCounts, noCounts } from '../store/counts.ts';
import type { Counts, Store, Unit } from '../store/store.ts';

/** What the units of a skill have brought; `seeds` that it did not take, which cost nothing, are not counted. */
export interface Yield {
  seeds: number;
  pairs: number;
  types: Record<string, number>;
  goals: Record<string, number>;
}

/** Planned and committed units, by round: what the order rule goes by. Constant work for each unit. */
export interface RoundBooks {
  planned(units: readonly Unit[]): void;
  committed(unit: Unit, counts: Counts): void;
  /** The first round that has a unit which is not committed; `next` when there is none. */
  firstOpen(next: number): number;
  /** What a skill's committed units of rounds below `round` have brought. */
  before(round: number, skill: string): Yield;
  /** How many seeds a round has planned for a skill. */
  seedsOf(round: number, skill: string): number;
}

/** Opens the books from what the store has. */
export async function openRoundBooks(store: Store): Promise<RoundBooks> {
  const open = new Map<number, number>();
  const seeds = new Map<string, number>();
  const yields = new Map<number, Map<string, Yield>>();
  let first = 0;
  const books: RoundBooks = {
    planned(units) {
      for (const { round, skill, seeds: own } of units) {
        open.set(round, (open.get(round) ?? 0) + 1);
        seeds.set(`${round}/${skill}`, (seeds.get(`${round}/${skill}`) ?? 0) + own.length);
      }
    },
    committed({ round, skill }, counts) {
      open.set(round, (open.get(round) ?? 0) - 1);
      const ofRound = yields.get(round) ?? new Map<string, Yield>();
      const refused = counts.endings.transform?.['not-accepted'] ?? 0;
      const own = { ...counts, seeds: counts.seeds - refused };
      yields.set(round, ofRound.set(skill, add(ofRound.get(skill) ?? none(), own)));
    },
    firstOpen(next) {
      while (first < next && (open.get(first) ?? 0) === 0) first++;
      return first;
    },
    before(round, skill) {
      const below = [...yields].filter(([each]) => each < round);
      return below.reduce((sum, [, bySkill]) => add(sum, bySkill.get(skill) ?? none()), none());
    },
    seedsOf: (round, skill) => seeds.get(`${round}/${skill}`) ?? 0,
  };
  const isPlanned = ({ kind }: Unit) => kind === 'generate';
  books.planned((await store.units()).filter(isPlanned));
  for (const { unit, counts, reopened } of await store.manifest()) {
    if (!reopened && isPlanned(unit)) books.committed(unit, counts);
  }
  return books;
}

function none(): Yield {
  return { seeds: 0, pairs: 0, types: {}, goals: {} };
}

function add(a: Yield, b: Yield): Yield {
  const { seeds, pairs, types, goals } = addCounts({ ...noCounts(), ...a }, { ...noCounts(), ...pick(b) });
  return { seeds, pairs, types, goals };
}

function pick({ seeds, pairs, types, goals }: Yield): Yield {
  return { seeds, pairs, types, goals };
}
