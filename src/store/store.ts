import type { Stage, Usage } from '../data.ts';
import type { JournalRecord } from '../teacher/journal.ts';

/** Kinds of paid work. This release plans `generate` and `judge`. */
export type UnitKind = 'generate' | 'judge' | 'evaluate' | 'redrive';

/** A range of places in the plan: the first, and the one after the last. */
export type Orders = readonly [from: number, to: number];

/** The places that units of a kind have: no kind gets in another's way, and a worker can lease its own alone. */
export const ORDERS = { generate: [0, 2 ** 39], judge: [2 ** 39, 2 ** 40] } as const satisfies Partial<
  Record<UnitKind, Orders>
>;

/**
 * A unit: one kind of work on a slice of a skill's seeds, or of rows. It is leased, committed and retried as a whole,
 * numbered per skill, and never cut again.
 */
export interface Unit {
  /** `<skill>-<six digits>`; ids sort in plan order within a skill. */
  id: string;
  kind: UnitKind;
  /** Place in the plan over all skills, of those that its kind has: lower is leased first and its rows come first. Unique. */
  order: number;
  skill: string;
  pass: number;
  round: number;
  /** Ids of the seeds, in order; of a `judge` unit those of the rows. */
  seeds: string[];
}

/** How many came to what in a unit; summed over units it is the run's books. */
export interface Counts {
  seeds: number;
  /** Items that were begun; each ends as a pair or as a drop that names the item. */
  items: number;
  pairs: number;
  /** Drops of items, by stage and reason. */
  drops: Record<string, Record<string, number>>;
  /** Work that ended before there was an item (a seed found unsuitable, an agent's reply unusable). */
  endings: Record<string, Record<string, number>>;
  /** Pairs by type. */
  types: Record<string, number>;
  /** Pairs by the goal of their last refinement. */
  goals: Record<string, number>;
  /** What its replies cost, by stage; those reused from an earlier run count nothing. */
  usage: Record<string, Usage>;
}

/** What a worker holds while it works on a unit. A later attempt makes an earlier one stale. */
export interface Lease {
  unit: Unit;
  attempt: number;
}

/** Where a unit's result lies: path below the run folder with `/`, its sha256 in hex, its bytes. */
export interface UnitObject {
  path: string;
  sha256: string;
  bytes: number;
}

/** What a committed unit came to; where it was made open again, what it had come to before, until it is committed anew. */
export interface ManifestEntry {
  unit: Unit;
  attempt: number;
  object: UnitObject;
  counts: Counts;
  /** The unit is open again. */
  reopened?: true;
}

/** What was paid for a skill's calls of a stage, at the price of a batch or not. */
export interface Spent {
  skill: string;
  stage: Stage;
  batch: boolean;
  usage: Usage;
}

/** The state of a run, in numbers. `spent` holds all that was ever paid, over all restarts and attempts. */
export interface StoreStats {
  units: { open: number; leased: number; done: number };
  /** Of units that are done. */
  counts: Counts;
  /** Of the manifest's units that are open again: what they had come to. */
  reopened: Counts;
  spent: Spent[];
  paused: boolean;
}

/**
 * The books of a run: plan, units, journal, manifest. Async also where the database is not. Every method that changes
 * something has it on disk when it resolves. Implementations are held to `contract.ts`.
 */
export interface Store {
  /** What is kept under a name (settings, seeds' shards, rounds), or undefined. */
  get(name: string): Promise<unknown>;
  /** Keeps a JSON value under a name. */
  set(name: string, value: unknown): Promise<void>;
  /** Adds units, all or none; a unit whose id is known is left as it is. */
  plan(units: readonly Unit[]): Promise<void>;
  /** All units in plan order. */
  units(): Promise<Unit[]>;
  /**
   * Takes the first unit that is open or whose lease has run out, for `ttl` ms; undefined if there is none or the run is
   * paused. With `among` only units with such places are taken.
   */
  lease(worker: string, ttl: number, among?: Orders): Promise<Lease | undefined>;
  /** Extends a lease by `ttl` ms from now; false when it is lost to another attempt: the unit's calls must be aborted. */
  heartbeat(lease: Lease, ttl: number): Promise<boolean>;
  /** All records of an open unit, whatever attempt paid for them, in the order they were appended; of records with one key the last alone. */
  readJournal(unit: string): Promise<JournalRecord[]>;
  /** Appends; resolves when durable. Calls made close together share one commit. */
  append(unit: string, records: readonly JournalRecord[]): Promise<void>;
  /** In one transaction: manifest row in place of an earlier one, unit done, journal of the unit deleted. False (and no effect) when the attempt is stale or the unit is done. */
  commit(lease: Lease, object: UnitObject, counts: Counts): Promise<boolean>;
  /**
   * Makes a committed unit open again with these records as its journal, in one transaction; they count as paid before. Its
   * manifest row stays until it is committed anew. False where it is not committed, or open again already.
   */
  reopen(unit: string, records: readonly JournalRecord[]): Promise<boolean>;
  /** Gives a unit back, open again; its journal stays. Without effect for a stale attempt. */
  release(lease: Lease): Promise<void>;
  /** While on, nothing is leased. */
  pause(on: boolean): Promise<void>;
  /** Committed units in plan order, those that are open again among them. */
  manifest(): Promise<ManifestEntry[]>;
  stats(): Promise<StoreStats>;
  close(): Promise<void>;
}
