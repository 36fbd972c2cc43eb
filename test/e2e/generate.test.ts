import { cpSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { rowsOf } from '../rows.ts';
import { cli } from '../run-cli.ts';
import { scratch } from '../scratch.ts';

const SEEDS = 'examples/seeds';

async function generate(out: string, ...more: string[]) {
  return cli(['generate', SEEDS, '--skills', 'reading-comprehension', '--out', out, '--max-seeds', '8', ...more]);
}

describe('generate', () => {
  test('makes a dataset that hyparquet and DuckDB read, with a card that counts it truly', async () => {
    const out = join(scratch(), 'run');
    const ran = await generate(out);
    expect(ran.err).toContain('rehearsal');
    expect(ran.code).toBe(0);
    const rows = await rowsOf(out);
    expect(rows.length).toBeGreaterThanOrEqual(20);
    expect(new Set(rows.map((row) => row.type)).size).toBeGreaterThanOrEqual(5);
    for (const row of rows) {
      const messages = row.messages as { role: string; content: string }[];
      const roles = messages.map((message) => message.role);
      expect(roles.slice(row.system_kind === 'none' ? 0 : 1)).toEqual(['user', 'assistant']);
      if (row.system_kind !== 'none') expect(roles[0]).toBe('system');
      expect(messages.every((message) => message.content.trim() !== '')).toBe(true);
      expect(row.teacher).toBe('rehearsal');
    }
    const db = await (await DuckDBInstance.create()).connect();
    const read = await db.runAndReadAll(
      `select count(*)::int as n, count(distinct id)::int as ids from '${out}/data/*.parquet'`,
    );
    expect(read.getRowObjects()).toEqual([{ n: rows.length, ids: rows.length }]);

    const card = readFileSync(join(out, 'README.md'), 'utf8');
    const head = parse(card.split('---')[1] ?? '');
    expect(head.configs[0].data_files.map((each: { split: string }) => each.split)).toContain('train');
    expect(card).toContain(`${rows.length} instruction-tuning conversations`);
    expect(card).toContain('Rehearsal data');
    for (const source of new Set(rows.map((row) => String(row.source)))) expect(card).toContain(source);
  });

  test('gives the same rows at any concurrency, and is not run again when it is done', async () => {
    const dir = scratch();
    await generate(join(dir, 'a'), '--concurrency', '1');
    await generate(join(dir, 'b'), '--concurrency', '256');
    const before = await rowsOf(join(dir, 'a'));
    expect(before).toEqual(await rowsOf(join(dir, 'b')));
    const again = await generate(join(dir, 'a'), '--json');
    const done = JSON.parse(again.out.split('\n').at(-1) ?? '{}');
    expect(done).toMatchObject({ event: 'done', ended: 'done', state: 'done' });
    expect(await rowsOf(join(dir, 'a'))).toEqual(before);
  });

  test('books balance, in status too: items are pairs or drops', async () => {
    const out = join(scratch(), 'run');
    await generate(out);
    const status = JSON.parse((await cli(['status', out, '--json'])).out);
    const dropped = Object.values<Record<string, number>>(status.drops).flatMap((reasons) => Object.values(reasons));
    expect(status.items).toBe(status.pairs + dropped.reduce((a, b) => a + b, 0));
    expect(status.seeds).toMatchObject({ total: 8, done: 8 });
    expect(status.rows + Object.values<number>(status.leftOut).reduce((a, b) => a + b, 0)).toBe(status.pairs);
    expect(status.cost).toBe(0);
  });

  test('shows a row back to its seed, every call with its reply', async () => {
    const out = join(scratch(), 'run');
    await generate(out);
    const row = (await rowsOf(out)).find((each) => each.goal !== null && each.transform !== 'identity');
    const shown = JSON.parse((await cli(['show', String(row?.id), '--out', out, '--json'])).out);
    expect(shown.id).toBe(row?.id);
    expect(shown.seedText.length).toBeGreaterThan(100);
    const stages = shown.replies.map((call: { stage: string }) => call.stage);
    expect(stages).toEqual(expect.arrayContaining(['transform', 'instruct', 'suggest', 'edit', 'respond']));
    expect(shown.replies.every((call: { reply: string | null }) => call.reply !== null)).toBe(true);
    expect((await cli(['show', 'ffffffffffffffff', '--out', out])).code).toBe(1);
  });

  test('takes --pairs in plan order, gives surplus back when it is raised, and ends short when seeds give no more', async () => {
    const out = join(scratch(), 'run');
    expect((await generate(out, '--pairs', '10')).code).toBe(0);
    const ten = await rowsOf(out);
    expect(ten).toHaveLength(10);
    expect((await generate(out, '--pairs', '25')).code).toBe(0);
    const more = await rowsOf(out);
    expect(more).toHaveLength(25);
    const ids = new Set(more.map((row) => row.id));
    expect(ten.every((row) => ids.has(row.id))).toBe(true);
    const short = await cli([
      'generate',
      SEEDS,
      '--skills',
      'reading-comprehension',
      '--out',
      join(scratch(), 's'),
      '--max-seeds',
      '1',
      '--pairs',
      '5000',
      '--set',
      'maxPasses=2',
    ]);
    expect(short.code).toBe(3);
    expect(short.err).toContain('fewer rows than the 5000');
  });

  test('works on added seeds and on nothing that was done before', async () => {
    const dir = scratch();
    const [seeds, out] = [join(dir, 'seeds'), join(dir, 'run')];
    cpSync(SEEDS, seeds, { recursive: true });
    await cli(['generate', seeds, '--skills', 'reading-comprehension', '--out', out, '--max-seeds', '6']);
    const before = await rowsOf(out);
    const text = `${'Bees dance to tell others where flowers are. The dance shows how far and in which direction. '.repeat(12)}\n`;
    writeFileSync(join(seeds, 'zz-new.txt'), text);
    const again = await cli([
      'generate',
      seeds,
      '--skills',
      'reading-comprehension',
      '--out',
      out,
      '--max-seeds',
      '40',
      '--json',
    ]);
    expect(again.code).toBe(0);
    const after = await rowsOf(out);
    const ids = (rows: typeof before) => rows.map((row) => row.id);
    const kept = after.filter((row) => ids(before).includes(row.id));
    expect(ids(kept)).toEqual(ids(before));
    expect(after.length).toBeGreaterThan(before.length);
  });

  test('refuses other settings on a run that was begun, with the difference, and leaves the run alone', async () => {
    const out = join(scratch(), 'run');
    await generate(out);
    const before = readFileSync(join(out, 'run.json'), 'utf8');
    const refused = await generate(out, '--run-seed', '7', '--set', 'draws.types=2');
    expect(refused.code).toBe(1);
    expect(refused.err).toContain('run-seed was 0, is 7');
    expect(refused.err).toContain('draws.types was 3, is 2');
    expect(readFileSync(join(out, 'run.json'), 'utf8')).toBe(before);
  });

  test('all rows of a seed are in one split', async () => {
    const out = join(scratch(), 'run');
    await cli(['generate', SEEDS, '--skills', 'reading-comprehension', '--out', out, '--set', 'testShare=0.4']);
    const db = await (await DuckDBInstance.create()).connect();
    const sql = `select count(*)::int as n from (select seed_id from '${out}/data/*.parquet' group by seed_id having count(distinct filename) > 1)`;
    const read = await db.runAndReadAll(
      sql
        .replace("'/data", "'")
        .replace(`'${out}/data/*.parquet'`, `read_parquet('${out}/data/*.parquet', filename=true)`),
    );
    expect(existsSync(join(out, 'data'))).toBe(true);
    expect(read.getRowObjects()).toEqual([{ n: 0 }]);
  });
});
