import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, zstdDecompressSync } from 'node:zlib';
import { DuckDBInstance } from '@duckdb/node-api';
import { describe, expect, test } from 'vitest';
import { CRAFTED, dataset } from '../../test/exported.ts';
import type { Crafted } from '../../test/interop/crafted.ts';

const plain = CRAFTED.filter(({ tools }) => tools === null);

describe('an export', () => {
  test('keeps splits apart, and rows with tools; the rows are those of the dataset', async () => {
    const { lines, out, export: run } = await dataset();
    const ran = await run('--json');
    const summary = JSON.parse(ran.out);
    expect(summary).toMatchObject({ format: 'messages', read: CRAFTED.length, exported: CRAFTED.length, leftOut: {} });
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
    expect(turns?.messages).toEqual(CRAFTED.find(({ id }) => id === 'turns-1')?.messages);
    await run('--where', 'tools IS NOT NULL');
    const wanted = CRAFTED.filter(({ tools }) => tools !== null).map(({ messages }) => messages);
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
