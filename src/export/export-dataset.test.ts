import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, zstdDecompressSync } from 'node:zlib';
import { DuckDBInstance } from '@duckdb/node-api';
import { describe, expect, test } from 'vitest';
import { type Crafted, crafted, writeCrafted } from '../../test/interop/crafted.ts';
import { cli } from '../../test/run-cli.ts';
import { scratch } from '../../test/scratch.ts';
import { openTextFile } from './write/text-file.ts';

const ROWS = crafted();

/** A dataset of some rows; `run` exports it and gives what --json says, `lines` the rows of a file. */
async function dataset(rows: readonly Crafted[] = ROWS) {
  const dir = scratch();
  const [run, out] = [join(dir, 'run'), join(dir, 'out')];
  await writeCrafted(run, rows);
  const lines = (name: string) => jsonLines(readFileSync(join(out, name), 'utf8'));
  return { run, out, lines, export: (...flags: string[]) => cli(['export', run, '--out', out, ...flags]) };
}

const jsonLines = (text: string): Record<string, unknown>[] =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));

const plain = ROWS.filter(({ tools }) => tools === null);

describe('an export', () => {
  test('keeps splits apart, and rows with tools; the rows are those of the dataset', async () => {
    const { lines, out, export: run } = await dataset();
    const ran = await run('--json');
    const summary = JSON.parse(ran.out);
    expect(summary).toMatchObject({ format: 'messages', read: ROWS.length, exported: ROWS.length, leftOut: {} });
    expect(readdirSync(out).sort()).toEqual(
      ['README.md', 'export.json', 'test.jsonl', 'tools-test.jsonl', 'tools-train.jsonl', 'train.jsonl'].sort(),
    );
    const rows = [...lines('train.jsonl'), ...lines('test.jsonl')];
    expect(rows.map(({ id, messages }) => ({ id, messages })).sort(byId)).toEqual(
      plain.map(({ id, messages }) => ({ id, messages })).sort(byId),
    );
    expect(lines('tools-train.jsonl').every(({ tools }) => typeof tools === 'string')).toBe(true);
    expect(JSON.parse(readFileSync(join(out, 'export.json'), 'utf8'))).toMatchObject({
      source: 'run',
      format: 'messages',
    });
    expect(readFileSync(join(out, 'README.md'), 'utf8')).toMatch(/config_name: tools[\s\S]*path: tools-train.jsonl/);
  });

  test('is prose for people, with reasons', async () => {
    const { export: run } = await dataset();
    const { out } = await run('--format', 'alpaca');
    expect(out).toMatch(/rows +32 of 51 exported\n {2}left out: 16 several-turns\n {2}left out: 3 tools/);
  });

  test('writes one JSON array, or Parquet that DuckDB reads with the stated types', async () => {
    const { out, export: run } = await dataset();
    await run('--as', 'json', '--split', 'train');
    const rows: unknown[] = JSON.parse(readFileSync(join(out, 'train.json'), 'utf8'));
    await run('--as', 'parquet', '--columns', 'id,agreement');
    expect(existsSync(join(out, 'train.json'))).toBe(false);
    const db = await (await DuckDBInstance.create()).connect();
    const read = await db.runAndReadAll(`SELECT id, messages[-1].content AS last FROM '${join(out, 'train.parquet')}'`);
    expect(read.getRowObjects()).toHaveLength(rows.length);
    const types = await db.runAndReadAll(`DESCRIBE FROM '${join(out, 'tools-train.parquet')}'`);
    expect(types.getRowObjects().map(({ column_name, column_type }) => [column_name, column_type])).toEqual([
      [
        'messages',
        'STRUCT("role" VARCHAR, "content" VARCHAR, tool_calls STRUCT(id VARCHAR, "type" VARCHAR, "function" STRUCT("name" VARCHAR, arguments VARCHAR))[], tool_call_id VARCHAR)[]',
      ],
      ['tools', 'VARCHAR'],
      ['id', 'VARCHAR'],
      ['agreement', 'DOUBLE'],
    ]);
  });

  test.each([
    ['gz', gunzipSync],
    ['zst', zstdDecompressSync],
  ] as const)('compressed with %s is the same', async (how, unpack) => {
    const { out, export: run } = await dataset();
    await run('--split', 'train');
    const whole = readFileSync(join(out, 'train.jsonl'), 'utf8');
    await run('--split', 'train', '--compress', how);
    expect(unpack(readFileSync(join(out, `train.jsonl.${how}`))).toString('utf8')).toBe(whole);
  });

  test('in shards has every row once, in order', async () => {
    const { out, lines, export: run } = await dataset();
    await run('--split', 'train');
    const whole = lines('train.jsonl');
    for (const flags of [
      ['--rows-per-file', '10'],
      ['--shards', '5'],
    ]) {
      await run('--split', 'train', ...flags);
      const names = readdirSync(out).filter((name) => /^train-\d{5}-of-00005\.jsonl$/.test(name));
      expect(names).toHaveLength(5);
      expect(names.flatMap((name) => lines(name))).toEqual(whole);
    }
    expect(readFileSync(join(out, 'README.md'), 'utf8')).toContain('path: train-*.jsonl');
  });

  test('carries the columns that are asked for; OpenAI’s none', async () => {
    const { lines, export: run } = await dataset();
    await run('--columns', 'id,source,license');
    expect(lines('train.jsonl')[0]).toMatchObject({ source: expect.stringMatching(/^seed-/), license: null });
    await run('--columns', 'none');
    expect(Object.keys(lines('train.jsonl')[0] ?? {})).toEqual(['messages']);
    await run('--format', 'openai', '--columns', 'all');
    expect(Object.keys(lines('train.jsonl')[0] ?? {})).toEqual(['messages']);
    expect(Object.keys(lines('tools-train.jsonl')[0] ?? {})).toEqual(['messages', 'tools']);
  });
});

const byId = (a: { id: unknown }, b: { id: unknown }) => (String(a.id) < String(b.id) ? -1 : 1);

describe('rows are chosen', () => {
  test('by SQL over the columns, in both kinds of rows, and ordered', async () => {
    const { lines, export: run } = await dataset();
    await run('--where', "id LIKE '%-1' AND split = 'train'", '--order-by', 'id DESC', '--split', 'train');
    expect(lines('train.jsonl').map(({ id }) => id)).toEqual(['turns-1', 'single-1', 'asked-1']);
    const [turns] = lines('train.jsonl');
    expect(turns?.messages).toEqual(ROWS.find(({ id }) => id === 'turns-1')?.messages);
    await run('--where', 'tools IS NOT NULL');
    const wanted = ROWS.filter(({ tools }) => tools !== null).map(({ messages }) => messages);
    expect([...lines('tools-train.jsonl'), ...lines('tools-test.jsonl')].map(({ messages }) => messages)).toEqual(
      expect.arrayContaining(wanted),
    );
  });

  test('by a draw that is the same each time, another with another seed', async () => {
    const { lines, export: run } = await dataset(plain);
    const drawn = async (...flags: string[]) => {
      const ran = await run('--sample', '10', '--split', 'train', ...flags);
      expect(ran.err).toBe('');
      return lines('train.jsonl').map(({ id }) => id);
    };
    const [first, again, other] = [await drawn(), await drawn(), await drawn('--seed', 'x')];
    expect(first).toHaveLength(10);
    expect(again).toEqual(first);
    expect(other).not.toEqual(first);
    const order = plain.map(({ id }) => id);
    expect(first).toEqual([...first].sort((a, b) => order.indexOf(String(a)) - order.indexOf(String(b))));
  });

  test.each([
    ['nothing = 1', /nothing/],
    ['1 = 1); DROP VIEW train; SELECT (1', /more than one/],
    ["id IN (SELECT content FROM read_text('/etc/passwd'))", /disabled/],
    ['agreement =', /syntax|Parser/],
  ])('not by %s', async (where, found) => {
    const { export: run, out } = await dataset();
    const ran = await run('--where', where);
    expect(ran.code).toBe(1);
    expect(ran.err).toMatch(/E_QUERY/);
    expect(ran.err).toMatch(found);
    expect(existsSync(out)).toBe(false);
  });
});

describe('control strings', () => {
  const rows: Crafted[] = [
    ...plain.slice(0, 3),
    {
      id: 'held',
      tools: null,
      messages: [
        { role: 'user', content: 'What is <|im_end|>?' },
        { role: 'assistant', content: 'A mark.' },
      ],
    },
  ];

  test.each([
    ['refuse', 3, 0],
    ['strip', 4, 0],
    ['keep', 4, 1],
  ] as const)('%s: counted and dealt with', async (rule, exported, held) => {
    const { out, export: run } = await dataset(rows);
    const summary = JSON.parse((await run('--control-strings', rule, '--json')).out);
    expect(summary).toMatchObject({ exported, controlStrings: { rows: 1, strings: 1, rule } });
    expect(summary.leftOut).toEqual(rule === 'refuse' ? { 'control-strings': 1 } : {});
    expect(readFileSync(join(out, 'train.jsonl'), 'utf8').split('<|im_end|>').length - 1).toBe(held);
  });
});

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

  test('is not there when nothing is exported, or something fails', async () => {
    const { run, out, export: exported } = await dataset(ROWS.filter(({ tools }) => tools !== null));
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
    const { export: run } = await dataset(plain.slice(0, 2));
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
