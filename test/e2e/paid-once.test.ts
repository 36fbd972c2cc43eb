import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { rehearsalTeacher } from '../../src/teacher/rehearsal/rehearsal.ts';
import { type ServeOptions, serveTeacher } from '../../src/teacher/serve/serve.ts';
import { rowsOf } from '../rows.ts';
import { cli } from '../run-cli.ts';
import { scratch } from '../scratch.ts';

const SKILL = 'reading-comprehension';

/** A run of the rehearsal teacher; `asked` are the calls that reached it, with their stages, by key. */
async function run(dir: string, name: string, ...flags: string[]) {
  const record = join(dir, `${name}-${Math.random()}.jsonl`);
  const ran = await cli([
    'generate',
    join(dir, 'seeds'),
    '--skills',
    SKILL,
    '--out',
    join(dir, name),
    '--record',
    record,
    ...flags,
  ]);
  const lines = existsSync(record) ? readFileSync(record, 'utf8').split('\n').filter(Boolean) : [];
  const asked = lines.map((line): { key: string; stage: string } => JSON.parse(line));
  const rows = async () =>
    (await rowsOf(join(dir, name))).map(({ id, content_hash, text }) => ({ id, content_hash, text }));
  return { ...ran, asked, rows };
}

function begin(files = readdirSync('examples/seeds')): string {
  const dir = scratch();
  mkdirSync(join(dir, 'seeds'));
  for (const file of files) cpSync(join('examples/seeds', file), join(dir, 'seeds', file));
  return dir;
}

const byId = (a: { id: unknown }, b: { id: unknown }) => (String(a.id) < String(b.id) ? -1 : 1);

test('a later prompt edited: a fork asks nothing upstream of it; put back, it asks nothing at all', async () => {
  const dir = begin();
  const first = await run(dir, 'first');
  expect(first.asked.length).toBeGreaterThan(300);
  cpSync(join('skills', SKILL), join(dir, 'skills', SKILL), { recursive: true });
  const words = join(dir, 'skills', SKILL, 'respond.md');
  const before = readFileSync(words, 'utf8');
  writeFileSync(words, `${before}\nSay each thing once.\n`);
  const edited = ['--skills-dir', join(dir, 'skills')];
  const refused = await run(dir, 'first', ...edited);
  expect([refused.code, refused.err]).toEqual([1, expect.stringContaining('E_RUN_CHANGED')]);
  const fork = await run(dir, 'fork', ...edited, '--fork', join(dir, 'first'));
  expect(fork.code).toBe(0);
  const stages = new Set(fork.asked.map(({ stage }) => stage));
  expect(stages).toContain('respond');
  for (const upstream of ['transform', 'instruct', 'suggest', 'edit', 'verify']) expect(stages).not.toContain(upstream);
  const again = await run(dir, 'fork', ...edited, '--fork', join(dir, 'first'));
  expect([again.code, again.asked]).toEqual([0, []]);
  writeFileSync(words, before);
  const same = await run(dir, 'same', ...edited, '--reuse', join(dir, 'fork'), '--reuse', join(dir, 'first'));
  expect([same.code, same.asked]).toEqual([0, []]);
  expect(await same.rows()).toEqual(await first.rows());
  const status = JSON.parse((await cli(['status', join(dir, 'same'), '--json'])).out);
  expect([status.calls, status.cost]).toEqual([0, 0]);
});

test('seeds added and given in another order: nothing old is asked again', async () => {
  const [one = '', ...others] = readdirSync('examples/seeds');
  const dir = begin(others);
  const first = await run(dir, 'run');
  const old = new Set(first.asked.map(({ key }) => key));
  const rows = await first.rows();
  cpSync(join('examples/seeds', one), join(dir, 'seeds', one));
  const more = await run(dir, 'run', '--concurrency', '3');
  expect(more.asked.length).toBeGreaterThan(0);
  expect(more.asked.filter(({ key }) => old.has(key))).toEqual([]);
  expect((await more.rows()).slice().sort(byId)).toEqual(expect.arrayContaining(rows));
  const anew = await run(dir, 'anew', '--reuse', join(dir, 'run'), '--max-tokens', '9000', '--timeout', '30');
  expect([anew.code, anew.asked]).toEqual([0, []]);
  expect((await anew.rows()).sort(byId)).toEqual((await more.rows()).sort(byId));
});

test('a fork of another plan, and reuse of a folder without a run or of its own, are refused before anything is made', async () => {
  const dir = begin(readdirSync('examples/seeds').slice(0, 1));
  await run(dir, 'first', '--max-seeds', '2');
  const fork = await run(dir, 'other', '--fork', join(dir, 'first'), '--run-seed', '7');
  expect([fork.code, fork.err]).toEqual([1, expect.stringContaining('run-seed was 0, is 7')]);
  const none = await run(dir, 'third', '--reuse', join(dir, 'seeds'));
  expect([none.code, none.err]).toEqual([1, expect.stringContaining('E_RUN_UNKNOWN')]);
  expect(existsSync(join(dir, 'third', 'run.json'))).toBe(false);
  expect((await run(dir, 'first', '--reuse', join(dir, 'first'))).code).toBe(2);
});

const BAD: NonNullable<ServeOptions['faults']> = { 'cut-off': 0.03, 'broken-json': 0.1, empty: 0.1, refusal: 0.05 };

test('drops of bad replies are tried again: rows stay, others come, and what was good is not asked again', async () => {
  const dir = begin(readdirSync('examples/seeds').slice(0, 3));
  const served = await serveTeacher(rehearsalTeacher(), { faults: BAD, seed: 's' });
  const teacher = ['--teacher', served.url];
  const status = async () => JSON.parse((await cli(['status', join(dir, 'run'), '--json'])).out);
  const count = (book: Record<string, Record<string, number>>) =>
    Object.values(book)
      .flatMap(Object.values<number>)
      .reduce((sum, each) => sum + each, 0);
  const first = await run(dir, 'run', ...teacher);
  const [rows, before] = [await first.rows(), await status()];
  const old = new Set(first.asked.map(({ key }) => key));
  expect(count(before.drops) + count(before.endings)).toBeGreaterThan(5);
  const short = await run(dir, 'run', ...teacher, '--retry-drops', '--max-tokens-total', '1');
  expect([short.code, short.asked, await short.rows()]).toEqual([3, [], rows]);
  expect(await status()).toMatchObject({ rows: before.rows, pairs: before.pairs, drops: before.drops });
  const again = await run(dir, 'run', ...teacher);
  await served.close();
  const after = await status();
  expect(short.err).toMatch(/retried +\d+ drops of \d+ units/);
  expect(again.asked.length).toBeGreaterThan(0);
  expect(again.asked.filter(({ key }) => old.has(key))).toEqual([]);
  const kept = new Map((await again.rows()).map((row) => [row.id, row]));
  const gone = rows.filter(({ id }) => !kept.has(id));
  expect(rows.filter(({ id }) => kept.has(id)).map(({ id }) => kept.get(id))).toEqual(
    rows.filter((row) => !gone.includes(row)),
  );
  // An item that is there now may ask what one behind it asks.
  expect(gone.length).toBeLessThanOrEqual(after.drops.verify.duplicate - (before.drops.verify?.duplicate ?? 0));
  expect(after.pairs).toBeGreaterThan(before.pairs);
  expect(after.items).toBe(after.pairs + count(after.drops));
  expect(after.calls).toBe(before.calls + again.asked.length);
  const wrong = await run(dir, 'run', '--stage', 'respond');
  expect([wrong.code, wrong.err]).toEqual([2, expect.stringContaining('--stage goes with --retry-drops')]);
});
