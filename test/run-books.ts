import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Seed, Stage } from '../src/data.ts';
import { noCounts } from '../src/store/counts.ts';
import { openSeedShards, type SeedShards } from '../src/store/seed-shards.ts';
import { openSqliteStore, type SqliteStore } from '../src/store/sqlite.ts';
import type { Counts, Unit } from '../src/store/store.ts';
import { seedOf } from './scripted-flow.ts';

/** An open store in a folder. */
export function storeIn(dir: string): SqliteStore {
  mkdirSync(dir, { recursive: true });
  return openSqliteStore(join(dir, 'state.db'), { alone: true });
}

/** Shards in a folder that hold `count` seeds, named `seed-0`, `seed-1`, ... from `from` on. */
export async function shardsIn(dir: string, count: number, from = 0): Promise<SeedShards> {
  const shards = openSeedShards(dir, []);
  await shards.append(seedsOf(count, from));
  return shards;
}

/** So many seeds. */
export function seedsOf(count: number, from = 0): Seed[] {
  return Array.from({ length: count }, (_, at) => seedOf(`seed-${from + at}`));
}

/** Counts of a unit that gave so many pairs of a type. */
export function countsOf(unit: Unit, pairs: number, type = 'pick'): Counts {
  return { ...noCounts(), seeds: unit.seeds.length, items: pairs, pairs, types: { [type]: pairs } };
}

/** The object of a unit that wrote none. */
export const NO_OBJECT = { path: 'units/generate/none/1.jsonl.zst', sha256: '', bytes: 0 };

/** Calls that are durable in a run folder, of a stage or of all: committed, or in the journal of an open unit. */
export async function durableCalls(dir: string, of: Stage | null = null): Promise<number> {
  const store = openSqliteStore(join(dir, 'state.db'), { readOnly: true });
  const { spent } = await store.stats();
  await store.close();
  return spent.reduce((sum, { stage, usage }) => sum + (of === null || stage === of ? usage.calls : 0), 0);
}
