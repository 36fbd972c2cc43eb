import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openSqliteStore } from '../../src/store/sqlite.ts';
import { rehearsalTeacher } from '../../src/teacher/rehearsal/rehearsal.ts';
import { type Served, serveTeacher } from '../../src/teacher/serve/serve.ts';
import { draw } from '../../src/text/draw.ts';
import { rowsOf } from '../rows.ts';
import { cli, type Running, startCli } from '../run-cli.ts';
import { scratch } from '../scratch.ts';

const CONCURRENCY = 16;
let served: Served;

beforeEach(async () => {
  served = await serveTeacher(rehearsalTeacher(), { latency: 1 });
});
afterEach(() => served.close());

const NOUNS =
  'harbour ledger bridge keeper lantern orchard miller ferry cellar chapel garden tower market quarry'.split(' ');
const VERBS = 'counted carried mended painted sold borrowed measured buried opened guarded moved'.split(' ');
const PLACES = 'Skarn Olm Tarvo Brid Selke Munro Halve Quist Norr Efta Ganda Piro'.split(' ');

/** A text of its own for each name: about people and things of one of a few places. */
function textOf(name: string): string {
  const draws = draw('texts', name);
  const [place] = draws.sample(PLACES, 1);
  const [noun, verb] = [() => draws.pick(NOUNS), () => draws.pick(VERBS)];
  const sentence = (at: number) =>
    `In ${place} the ${noun()} of the ${noun()} ${verb()} ${draws.index(900)} of what the ${noun()} had ${verb()} by day ${at}.`;
  return Array.from({ length: 14 }, (_, at) => sentence(at)).join(' ');
}

const lines = (name: string, count: number) =>
  Array.from({ length: count }, (_, i) => JSON.stringify({ text: textOf(`${name}${i}`) })).join('\n');

/** Seeds of which the first are quickly read, the last only after a long stretch of lines that are all the same. */
function slowSeeds(dir: string): string {
  const seeds = join(dir, 'seeds');
  mkdirSync(seeds, { recursive: true });
  writeFileSync(join(seeds, 'a.jsonl'), lines('a', 260));
  writeFileSync(join(seeds, 'b.jsonl'), `${lines('b', 1)}\n`.repeat(10_000));
  writeFileSync(join(seeds, 'c.jsonl'), lines('c', 20));
  return seeds;
}

function command(seeds: string, out: string, ...more: string[]): string[] {
  const few = ['draws.types=1', 'draws.items=1', 'draws.refine=0'].flatMap((each) => ['--set', each]);
  const skills = ['--skills', 'reading-comprehension,rag', '--mix', 'even'];
  const asked = ['--teacher', served.url, '--concurrency', String(CONCURRENCY), '--out', out];
  return ['generate', seeds, ...skills, ...few, ...asked, ...more];
}

async function stateOf(out: string): Promise<{ isRead: boolean; calls: number }> {
  const store = openSqliteStore(join(out, 'state.db'), { readOnly: true });
  const { spent } = await store.stats();
  const isRead = (await store.get('seed-books')) !== undefined;
  await store.close();
  return { isRead, calls: spent.reduce((sum, { usage }) => sum + usage.calls, 0) };
}

async function killedAfter(args: string[], requests: number): Promise<void> {
  const target = served.stats().requests + requests;
  const run: Running = startCli(args);
  let ended = false;
  run.ended.then(() => {
    ended = true;
  });
  while (served.stats().requests < target && !ended) await wait(2);
  expect(ended).toBe(false);
  run.kill('SIGKILL');
  await run.ended;
}

test('asks before the last file is read; killed in the middle of reading, it ends with the same rows and pays nothing twice', {
  timeout: 240_000,
}, async () => {
  const dir = scratch();
  const seeds = slowSeeds(dir);
  const [whole, killed] = [join(dir, 'whole'), join(dir, 'killed')];
  expect((await cli(command(seeds, whole, '--max-seeds', '100000'))).code).toBe(0);
  const before = served.stats().answered;
  for (const requests of [3, 60]) {
    await killedAfter(command(seeds, killed), requests);
    expect((await stateOf(killed)).isRead).toBe(false);
  }
  expect((await cli(command(seeds, killed))).code).toBe(0);
  const rows = await rowsOf(killed);
  expect(rows.length).toBeGreaterThan(100);
  expect(new Set(rows.map(({ skill }) => skill))).toEqual(new Set(['reading-comprehension', 'rag']));
  expect(rows).toEqual(await rowsOf(whole));
  const { isRead, calls } = await stateOf(killed);
  expect([isRead, calls]).toEqual([true, (await stateOf(whole)).calls]);
  expect(served.stats().answered - before - calls).toBeLessThanOrEqual(2 * CONCURRENCY);
});

test('stopped by Ctrl-C in the middle of reading it ends, and keeps what was paid', {
  timeout: 120_000,
}, async () => {
  const dir = scratch();
  const seeds = slowSeeds(dir);
  const out = join(dir, 'run');
  const run = startCli(command(seeds, out));
  while (served.stats().requests < 3) await wait(2);
  run.kill('SIGINT');
  const { code, err } = await run.ended;
  expect([code, err]).toEqual([3, expect.stringContaining('replies are kept. Run the same command to go on.')]);
  expect((await stateOf(out)).isRead).toBe(false);
  const calls = served.stats().answered;
  expect((await stateOf(out)).calls).toBe(calls);
});
