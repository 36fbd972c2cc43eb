import { readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Pair } from '../data.ts';
import { draw } from '../text/draw.ts';
import { openRows, type RowWriter } from './parquet.ts';
import { toRow } from './row.ts';
import { createSelection, type LeftOut } from './select.ts';

/** A pair with the unit that made it, in plan order. */
export interface PlacedPair {
  pair: Pair;
  unit: string;
}

/** What the dataset came to: true counts for the card. */
export interface DatasetSummary {
  splits: { name: 'train' | 'test'; rows: number; files: string[] }[];
  leftOut: Record<LeftOut, number>;
  by: Record<'skill' | 'type' | 'transform' | 'goal' | 'language' | 'license' | 'source', Record<string, number>>;
  meanAgreement: number | null;
}

/** Settings of the dataset. `testShare` (0-1) of the sources' seeds go to the test split, whole. */
export interface DatasetOptions {
  runSeed: string;
  testShare: number;
  quotas: ReadonlyMap<string, number> | null;
  rowsPerFile?: number;
}

const ROWS_PER_FILE = 200_000;

/**
 * Makes `data/` below `dir` from pairs in plan order: files under temporary names, then the old ones away and the new
 * ones in place. All rows of a seed are in one split. `leftOut` is told of every pair that is not taken.
 */
export async function writeDataset(
  dir: string,
  pairs: AsyncIterable<PlacedPair>,
  options: DatasetOptions,
  leftOut: (placed: PlacedPair, reason: LeftOut) => void = () => {},
): Promise<DatasetSummary> {
  const data = join(dir, 'data');
  const selection = createSelection(options.quotas);
  const tally = createTally();
  const files: Record<'train' | 'test', RowWriter[]> = { train: [], test: [] };
  try {
    for await (const placed of pairs) {
      const reason = selection.consider(placed.pair);
      if (reason !== null) {
        tally.leftOut[reason]++;
        leftOut(placed, reason);
        continue;
      }
      const { seed } = placed.pair.lineage;
      const split = draw(options.runSeed, 'split', seed.id).next() < options.testShare ? 'test' : 'train';
      let file = files[split].at(-1);
      if (!file || file.rows >= (options.rowsPerFile ?? ROWS_PER_FILE)) {
        if (file) await file.finish();
        file = openRows(join(data, `next-${split}-${files[split].length}`));
        files[split].push(file);
      }
      await file.add(toRow(placed.pair, placed.unit));
      tally.count(placed.pair);
    }
    await Promise.all([files.train.at(-1)?.finish(), files.test.at(-1)?.finish()]);
  } catch (error) {
    for (const file of [...files.train, ...files.test]) file.abandon();
    throw error;
  }
  const splits = await putInPlace(data, files);
  return { splits, ...tally.summary() };
}

async function putInPlace(
  data: string,
  files: Record<'train' | 'test', RowWriter[]>,
): Promise<DatasetSummary['splits']> {
  const old = (await readdir(data).catch(() => [])).filter((name) => /^(train|test)-.*\.parquet$/.test(name));
  await Promise.all(old.map((name) => rm(join(data, name))));
  const splits: DatasetSummary['splits'] = [];
  for (const name of ['train', 'test'] as const) {
    const count = files[name].length;
    const named: string[] = [];
    for (const [index] of files[name].entries()) {
      const file = `${name}-${String(index).padStart(5, '0')}-of-${String(count).padStart(5, '0')}.parquet`;
      await rename(join(data, `next-${name}-${index}`), join(data, file));
      named.push(`data/${file}`);
    }
    if (count > 0) splits.push({ name, rows: files[name].reduce((sum, file) => sum + file.rows, 0), files: named });
  }
  return splits;
}

function createTally() {
  const by: DatasetSummary['by'] = {
    skill: {},
    type: {},
    transform: {},
    goal: {},
    language: {},
    license: {},
    source: {},
  };
  const leftOut: Record<LeftOut, number> = { duplicate: 0, surplus: 0 };
  let [agreement, keyed] = [0, 0];
  const add = (name: keyof typeof by, value: string | null | undefined) => {
    by[name][value ?? 'none'] = (by[name][value ?? 'none'] ?? 0) + 1;
  };
  return {
    leftOut,
    count({ lineage, agreement: share }: Pair) {
      const { seed, item, skill } = lineage;
      add('skill', skill);
      add('type', item?.type);
      add('transform', item?.content.transform);
      add('goal', item?.refinements.at(-1)?.goal);
      add('language', seed.language);
      add('license', seed.license);
      add('source', seed.source);
      if (share !== null) [agreement, keyed] = [agreement + share, keyed + 1];
    },
    summary: () => ({ by, leftOut, meanAgreement: keyed === 0 ? null : agreement / keyed }),
  };
}
