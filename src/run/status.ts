import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { CurationBooks } from '../dataset/curation.ts';
import { UserError } from '../errors.ts';
import { addCounts } from '../store/counts.ts';
import { isLocked } from '../store/is-locked.ts';
import { openSqliteStore } from '../store/sqlite.ts';
import type { Store } from '../store/store.ts';
import { sumUsage } from '../teacher/call.ts';
import { coverageOf, type SkillCoverage, untaughtOf } from './coverage.ts';
import { type RunFile, readRunFile } from './folder.ts';
import { ShardBooks } from './gather-seeds.ts';
import { SeedBooks } from './seed-books.ts';
import { costOfLines, type UsageLine, usageLines } from './spent.ts';

/** How far a run is: the `--json` contract of `status`, and of the last event of `generate`. */
export interface RunStatus {
  state: 'running' | 'stopped' | 'done';
  teacher: string;
  seeds: { total: number; done: number; files: number; rejected: number };
  units: { open: number; leased: number; done: number };
  /** Items begun; each is a pair or one of `drops`. */
  items: number;
  /** Pairs committed. */
  pairs: number;
  /** Rows of the dataset as last written; null before. */
  rows: number | null;
  /** Pairs that the dataset left out, by reason. */
  leftOut: Record<string, number>;
  /** What curation made of the others; null for a dataset that is not curated. */
  curation: CurationBooks | null;
  drops: Record<string, Record<string, number>>;
  /** Work that ended before there was an item. */
  endings: Record<string, Record<string, number>>;
  types: Record<string, number>;
  /** What there is of each skill, and which of its types have no pair. */
  skills: Record<string, SkillCoverage>;
  /** Skills that are not taught because no seed is of a kind that they take, with those kinds. */
  untaught: Record<string, string[]>;
  calls: number;
  tokens: { prompt: number; cached: number; completion: number; estimated: boolean };
  /** US dollars; null where a model has no known price. */
  cost: number | null;
  /** What was paid, by skill, stage and model. */
  usage: UsageLine[];
}

const Dataset = z.looseObject({
  rows: z.int(),
  leftOut: z.record(z.string(), z.int()),
  curation: CurationBooks.nullable().default(null),
});

/** The status of an open store. */
export async function statusOf(store: Store, file: RunFile, running: boolean): Promise<RunStatus> {
  const { units, spent, ...stats } = await store.stats();
  const counts = addCounts(stats.counts, stats.reopened);
  const usage = sumUsage(spent.map((each) => each.usage));
  const dataset = Dataset.safeParse(await store.get('dataset'));
  const books = SeedBooks.safeParse(await store.get('seed-books'));
  const shards = ShardBooks.safeParse(await store.get('seed-shards'));
  const lines = await usageLines(store, spent, (stage) => file.models[stage] ?? file.teacher);
  return {
    state: running ? 'running' : (await store.get('complete')) === true ? 'done' : 'stopped',
    teacher: file.teacher,
    seeds: {
      total: shards.success ? shards.data.seeds : 0,
      done: stats.counts.seeds,
      files: books.success ? books.data.files : 0,
      rejected: books.success ? books.data.rejected.length : 0,
    },
    units: running ? units : { open: units.open + units.leased, leased: 0, done: units.done },
    items: counts.items,
    pairs: counts.pairs,
    rows: dataset.success ? dataset.data.rows : null,
    leftOut: dataset.success ? dataset.data.leftOut : {},
    curation: dataset.success ? dataset.data.curation : null,
    drops: counts.drops,
    endings: counts.endings,
    types: counts.types,
    skills: await coverageOf(store),
    untaught: await untaughtOf(store),
    calls: usage.calls,
    tokens: {
      prompt: usage.promptTokens,
      cached: usage.cachedTokens,
      completion: usage.completionTokens,
      estimated: usage.estimated,
    },
    cost: costOfLines(lines),
    usage: lines,
  };
}

/** The status of a run folder, read without disturbing the run. Errors: E_RUN_UNKNOWN. */
export async function readStatus(dir: string, state: string | null): Promise<RunStatus> {
  const { store, file } = await openForReading(dir, state);
  try {
    return await statusOf(store, file, isLocked(state ?? dir));
  } finally {
    await store.close();
  }
}

/** A run's books, read only. Errors: E_RUN_UNKNOWN where there is no run. */
export async function openForReading(dir: string, state: string | null): Promise<{ store: Store; file: RunFile }> {
  const file = await readRunFile(dir);
  const path = join(state ?? dir, 'state.db');
  if (!file || !existsSync(path)) {
    throw new UserError(
      'E_RUN_UNKNOWN',
      `Cannot find a run in "${dir}": ${file ? 'there is no state.db' : 'there is no run.json'}`,
      {
        hint: file ? 'Give the folder of its state to --state.' : 'Give the folder that was given to generate --out.',
      },
    );
  }
  return { store: openSqliteStore(path, { readOnly: true }), file };
}
