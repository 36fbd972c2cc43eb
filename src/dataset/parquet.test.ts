import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { parquetMetadata } from 'hyparquet';
import { expect, test } from 'vitest';
import { pairOf } from '../../test/pairs.ts';
import { rowsOf } from '../../test/rows.ts';
import { scratch } from '../../test/scratch.ts';
import type { Pair } from '../data.ts';
import { openRows } from './parquet.ts';
import { type Row, toRow } from './row.ts';

const WORDS = ['naïve — “quoted”', '日本語のテキスト 🦜', 'a|b\nc\t\u0000d', '', 'e\u0301'];

function rows(count: number): Row[] {
  return Array.from({ length: count }, (_, at) => ({
    ...toRow(pairOf(`p${at}`), `unit-${at}`),
    messages: at % 5 === 4 ? [] : [{ role: 'user', content: WORDS[at % 5] ?? '' }],
    text: WORDS[at % 5] ?? '',
    license: at % 2 ? 'CC0-1.0' : null,
    agreement: at % 3 ? at / 3 : null,
  }));
}

async function write(dir: string, list: readonly Row[], group?: number): Promise<string> {
  const path = join(dir, 'data', 'train-0.parquet');
  const writer = openRows(path, group === undefined ? {} : { groupRows: group });
  for (const row of list) await writer.add(row);
  expect(writer.rows).toBe(list.length);
  expect(existsSync(path)).toBe(false);
  await writer.finish();
  return path;
}

test('rows come back as they were, with nulls, any text and empty lists, over several row groups', async () => {
  const dir = scratch();
  const path = await write(dir, rows(25), 10);
  expect(await rowsOf(dir)).toEqual(rows(25).map(({ tools: _, ...row }) => row));
  const bytes = readFileSync(path);
  const file = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength);
  expect(parquetMetadata(file).row_groups.map((group) => Number(group.num_rows))).toEqual([10, 10, 5]);
});

test('DuckDB reads the same, with the types that the docs state', async () => {
  const dir = scratch();
  const path = await write(dir, rows(25), 10);
  const db = await (await DuckDBInstance.create()).connect();
  const types = await db.runAndReadAll(`describe select messages, text, agreement from '${path}'`);
  expect(types.getRowObjects().map((row) => row.column_type)).toEqual([
    'STRUCT("role" VARCHAR, "content" VARCHAR)[]',
    'VARCHAR',
    'DOUBLE',
  ]);
  const read = await db.runAndReadAll(
    `select id, text, len(messages)::int as turns, license, agreement from '${path}'`,
  );
  const expected = rows(25).map(({ id, text, messages, license, agreement }) => ({
    id,
    text,
    turns: messages.length,
    license,
    agreement,
  }));
  expect(read.getRowObjects()).toEqual(expected);
});

test('abandoned, nothing is left, also of a finished file', async () => {
  const dir = scratch();
  const path = join(dir, 'data', 'x.parquet');
  for (const finish of [false, true]) {
    const writer = openRows(path);
    await writer.add(toRow(pairOf('a'), 'u'));
    if (finish) await writer.finish();
    writer.abandon();
    expect([existsSync(path), existsSync(`${path}.part`)]).toEqual([false, false]);
  }
});

test('a row holds what its pair says, flat', () => {
  const row = toRow(
    pairOf('a', 'seed', {
      messages: [
        { role: 'system', content: 'Be brief.' },
        { role: 'user', content: 'Why?' },
        { role: 'assistant', content: 'So.' },
      ],
      agreement: 0.5,
    }),
    'small-000003',
  );
  expect(row.text).toBe('System: Be brief.\n\nUser: Why?\n\nAssistant: So.');
  expect(row).toMatchObject({
    id: 'a',
    seed_id: 'seed',
    goal: null,
    agreement: 0.5,
    unit: 'small-000003',
    source: 'seed.txt',
  });
});

test('rows with tools keep calls, results and the tools themselves', async () => {
  const path = join(scratch(), 'data', 'tools-train-0.parquet');
  const call = { id: 'c1', type: 'function' as const, function: { name: 'find', arguments: '{"q":"é"}' } };
  const tools = [{ type: 'function' as const, function: { name: 'find', description: 'Finds.', parameters: {} } }];
  const turns: Pair['messages'] = [
    { role: 'user', content: 'Find it.' },
    { role: 'assistant', content: '', tool_calls: [call, { ...call, id: 'c2' }] },
    { role: 'tool', content: '{}', tool_call_id: 'c1' },
    { role: 'assistant', content: 'Done.' },
  ];
  const writer = openRows(path, { tools: true });
  await writer.add(toRow(pairOf('a', 's', { messages: turns, tools }), 'u'));
  await writer.add(toRow(pairOf('b', 's', { tools }), 'u'));
  await writer.finish();
  const db = await (await DuckDBInstance.create()).connect();
  const read = await db.runAndReadAll(`select id, messages::json::varchar as messages, tools, text from '${path}'`);
  const [a, b] = read.getRowObjectsJson();
  const nulls = { tool_calls: null, tool_call_id: null };
  expect(JSON.parse(String(a?.messages))).toEqual(turns.map((turn) => ({ ...nulls, ...turn })));
  expect(JSON.parse(String(b?.messages))[0]).toEqual({ role: 'user', content: 'What is b?', ...nulls });
  expect(JSON.parse(String(a?.tools))).toEqual(tools);
  expect(a?.text).toContain('Assistant: find({"q":"é"})\nfind({"q":"é"})');
});
