import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { CRAFTED, dataset } from '../../test/exported.ts';
import { cli } from '../../test/run-cli.ts';
import { scratch } from '../../test/scratch.ts';
import { exportDataset } from './export-dataset.ts';
import { formats } from './format.ts';
import type { ExportOptions } from './summary.ts';
import { openTextFile } from './write/text-file.ts';

describe('the folder', () => {
  test('of an earlier export is replaced whole; another is refused, and with --force only added to', async () => {
    const { out, export: run } = await dataset();
    await run('--shards', '2');
    await run('--format', 'sharegpt');
    expect(readdirSync(out).filter((name) => name.startsWith('train'))).toEqual(['train.json']);
    writeFileSync(join(out, 'mine.txt'), 'kept');
    const refused = await run();
    expect([refused.code, refused.err]).toEqual([1, expect.stringMatching(/it holds "mine.txt".*E_EXPORT/)]);
    expect(readdirSync(out)).toContain('train.json');
    expect((await run('--force')).err).toBe('');
    expect(readFileSync(join(out, 'mine.txt'), 'utf8')).toBe('kept');
    expect(readdirSync(out).filter((name) => name.startsWith('train'))).toEqual(['train.jsonl']);
  });

  test('of someone else, or a file, is left alone', async () => {
    const { out, export: run } = await dataset();
    mkdirSync(out);
    writeFileSync(join(out, 'train.jsonl'), 'mine');
    expect((await run()).err).toMatch(/E_EXPORT/);
    writeFileSync(join(out, 'export.json'), '{"format":"x","version":"1","files":[{"name":"../../escape"}]}');
    expect((await run()).err).toMatch(/it holds "train.jsonl"/);
    expect(readFileSync(join(out, 'train.jsonl'), 'utf8')).toBe('mine');
    expect(readdirSync(join(out, '..')).sort()).toEqual(['out', 'run']);
  });

  test('may not be the dataset’s own, nor look like a file', async () => {
    const { run, export: exported } = await dataset();
    for (const out of [run, join(run, 'data'), join(run, '..')]) {
      expect((await exported('--out', out, '--force')).err).toMatch(/dataset's own folder.*E_EXPORT/);
    }
    expect((await exported('--out', join(run, 'x.jsonl'))).err).toMatch(/looks like a file.*E_EXPORT/);
  });

  test('is not there when the export is stopped', async () => {
    const { run, out } = await dataset();
    const format = (await formats()).get('messages');
    if (!format) throw new Error('no format');
    const options: ExportOptions = {
      out,
      force: false,
      layout: null,
      kind: 'jsonl',
      compression: 'none',
      controlRule: 'refuse',
      columns: [],
      rowsPerFile: null,
      shards: null,
      version: '0',
      flags: {},
      selection: { split: null, where: null, orderBy: null, sample: null, seed: '0' },
      signal: AbortSignal.abort(new Error('stopped')),
    };
    await expect(exportDataset(run, format, options)).rejects.toThrow('stopped');
    expect(readdirSync(join(out, '..'))).toEqual(['run']);
  });

  test('is not there when nothing is exported, or something fails', async () => {
    const { run, out, export: exported } = await dataset(CRAFTED.filter(({ tools }) => tools !== null));
    const ran = await exported('--format', 'chatml-text');
    expect([ran.code, ran.err]).toEqual([1, expect.stringMatching(/all 3 rows are left out \(tools 3\).*E_EXPORT/)]);
    for (const name of readdirSync(join(run, 'data'))) writeFileSync(join(run, 'data', name), 'no table');
    expect((await exported()).err).toMatch(/E_RUN_FOLDER/);
    expect(readdirSync(join(out, '..'))).toEqual(['run']);
  });
});

describe('flags', () => {
  test.each([
    [['--format', 'mesages'], /Did you mean "messages"/],
    [['--format', 'openai', '--as', 'parquet'], /its readers take jsonl/],
    [['--format', 'openai', '--compress', 'gz'], /take no compressed file/],
    [['--as', 'parquet', '--compress', 'gz'], /compressed already/],
    [['--layout', 'x'], /has one layout/],
    [['--format', 'llama-factory', '--layout', 'x'], /openai, sharegpt, alpaca/],
    [['--columns', 'skil'], /Did you mean "skill"/],
    [['--shards', '2', '--rows-per-file', '2'], /both/],
    [['--format', 'tokenized'], /no --tokenizer/],
    [['--where'], /argument missing/],
  ])('%j is told', async (flags, found) => {
    const { export: run } = await dataset(CRAFTED.slice(0, 2));
    const ran = await run(...flags);
    expect([ran.code, ran.err]).toEqual([2, expect.stringMatching(found)]);
  });

  test('a folder without rows, and no --out', async () => {
    expect((await cli(['export', scratch(), '--out', join(scratch(), 'x')])).err).toMatch(/E_RUN_UNKNOWN/);
    expect((await cli(['export', scratch()])).code).toBe(2);
  });
});

test('a file ends where its most bytes are, as for OpenAI’s', async () => {
  const { openFileGroup } = await import('./write/file-group.ts');
  const folder = scratch();
  const shape = { text: 'string' } as const;
  const group = openFileGroup({
    ...{ folder, split: 'train', tools: false, kind: 'jsonl', compression: 'none', shape },
    rowsPerFile: Number.POSITIVE_INFINITY,
    maxBytes: 1000,
  });
  for (let at = 0; at < 20; at++) await group.add({ text: 'é'.repeat(50) });
  const files = await group.finish();
  expect(files.length).toBeGreaterThan(2);
  expect(files.every(({ bytes }) => bytes <= 1000)).toBe(true);
  expect(files.reduce((sum, { rows }) => sum + rows, 0)).toBe(20);
});

test('a file that cannot be written is told', async () => {
  const file = openTextFile(join(scratch(), 'no', 'such', 'folder'), { array: false, compression: 'none' });
  await file.add({ text: 'x' });
  await expect(file.finish()).rejects.toMatchObject({ code: 'E_DISK' });
});
