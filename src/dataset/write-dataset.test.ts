import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { pairOf } from '../../test/pairs.ts';
import { rowsOf } from '../../test/rows.ts';
import { scratch } from '../../test/scratch.ts';
import { type DatasetOptions, type PlacedPair, writeDataset } from './write-dataset.ts';

const OPTIONS: DatasetOptions = { runSeed: '0', testShare: 0, quotas: null };

const placed = (ids: readonly string[], seed?: (id: string) => string) =>
  async function* (): AsyncIterable<PlacedPair> {
    for (const id of ids) yield { pair: pairOf(id, seed?.(id)), unit: 'small-000000' };
  };

const many = (count: number) => Array.from({ length: count }, (_, at) => `p${String(at).padStart(3, '0')}`);

test('writes rows in order, over several files, and counts them truly', async () => {
  const dir = scratch();
  const ids = many(25);
  const summary = await writeDataset(dir, placed(ids), { ...OPTIONS, rowsPerFile: 10 });
  const files = [0, 1, 2].map((at) => `data/train-0000${at}-of-00003.parquet`);
  expect(summary.splits).toEqual([{ name: 'train', rows: 25, files, tools: false }]);
  expect((await rowsOf(dir)).map((row) => row.id)).toEqual(ids);
  expect(summary.by.skill).toEqual({ small: 25 });
  expect(summary.by.license).toEqual({ none: 25 });
});

test('puts the new files in the place of the old ones and leaves other files alone', async () => {
  const dir = scratch();
  await writeDataset(dir, placed(many(25)), { ...OPTIONS, rowsPerFile: 10 });
  writeFileSync(join(dir, 'data', 'mine.txt'), '');
  writeFileSync(join(dir, 'data', 'next-train-7.part'), 'of a run that was killed');
  await writeDataset(dir, placed(['only']), OPTIONS);
  expect(readdirSync(join(dir, 'data')).sort()).toEqual(['mine.txt', 'train-00000-of-00001.parquet']);
  await writeDataset(dir, placed([]), OPTIONS);
  expect(readdirSync(join(dir, 'data'))).toEqual(['mine.txt']);
});

test('puts source documents into the test split whole', async () => {
  const dir = scratch();
  const seedOf = (id: string) => `seed-${Number(id.slice(1)) % 20}`;
  const summary = await writeDataset(dir, placed(many(100), seedOf), { ...OPTIONS, testShare: 0.3 });
  expect(summary.splits.map(({ name }) => name)).toEqual(['train', 'test']);
  const rows = await rowsOf(dir);
  const inTest = summary.splits[1]?.rows ?? 0;
  const [test, train] = [rows.slice(0, inTest), rows.slice(inTest)].map(
    (part) => new Set(part.map((row) => row.seed_id)),
  );
  expect(inTest).toBeGreaterThan(0);
  expect(inTest).toBeLessThan(100);
  expect([...(test ?? [])].filter((seed) => train?.has(seed))).toEqual([]);
});

test('tells of every pair it leaves out, and why', async () => {
  const told: string[] = [];
  const options = { ...OPTIONS, quotas: new Map([['small', { rows: 2, test: null, types: new Map() }]]) };
  const summary = await writeDataset(scratch(), placed(['a', 'b', 'a', 'c']), options, async ({ pair }, reason) => {
    told.push(`${pair.id} ${reason}`);
  });
  expect(told).toEqual(['a duplicate', 'c surplus']);
  expect(summary.leftOut).toEqual({ duplicate: 1, surplus: 1 });
  expect(summary.splits[0]?.rows).toBe(2);
});

test('a failure leaves the dataset that was there and nothing besides', async () => {
  const dir = scratch();
  await writeDataset(dir, placed(['kept']), OPTIONS);
  async function* failing() {
    yield* placed(many(25))();
    throw new Error('damaged');
  }
  await expect(writeDataset(dir, failing, { ...OPTIONS, rowsPerFile: 10 })).rejects.toThrow('damaged');
  expect(readdirSync(join(dir, 'data'))).toEqual(['train-00000-of-00001.parquet']);
  expect((await rowsOf(dir)).map((row) => row.id)).toEqual(['kept']);
});

test('a folder that cannot be written is told as such', async () => {
  const dir = scratch();
  mkdirSync(join(dir, 'x'));
  writeFileSync(join(dir, 'x', 'data'), 'a file in the way');
  await expect(writeDataset(join(dir, 'x'), placed(['a']), OPTIONS)).rejects.toMatchObject({ code: 'E_DISK' });
});
