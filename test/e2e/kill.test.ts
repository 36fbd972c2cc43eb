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

const CONCURRENCY = 8;
let served: Served;

beforeEach(async () => {
  served = await serveTeacher(rehearsalTeacher(), { latency: 30 });
});
afterEach(() => served.close());

function command(out: string): string[] {
  const size = ['--max-seeds', '12', '--concurrency', String(CONCURRENCY)];
  return [
    'generate',
    'examples/seeds',
    '--skills',
    'reading-comprehension',
    '--teacher',
    served.url,
    '--out',
    out,
    ...size,
  ];
}

/** A command in a process of its own that has sent so many requests; fails when it ends before. */
async function startedAndSent(args: string[], requests: number): Promise<Running> {
  const target = served.stats().requests + requests;
  const run = startCli(args);
  let ended: string | undefined;
  run.ended.then(({ err }) => {
    ended = err;
  });
  while (served.stats().requests < target) {
    if (ended !== undefined) throw new Error(`It ended before it had sent ${requests} requests: ${ended}`);
    await wait(2);
  }
  return run;
}

/** Calls that are durable in a run folder: committed, or in the journal of an open unit. */
async function durable(out: string): Promise<number> {
  const store = openSqliteStore(join(out, 'state.db'), { readOnly: true });
  const { spent } = await store.stats();
  await store.close();
  return spent.reduce((sum, { usage }) => sum + usage.calls, 0);
}

test('killed with -9 five times, it ends with the same rows and asks for no durable call again', {
  timeout: 120_000,
}, async () => {
  const dir = scratch();
  const [whole, killed] = [join(dir, 'whole'), join(dir, 'killed')];
  expect((await cli(command(whole))).code).toBe(0);
  const draws = draw('kill test');
  const before = served.stats().answered;
  const kills = 5;
  for (let kill = 0; kill < kills; kill++) {
    const run = await startedAndSent(command(killed), 3 + draws.index(20));
    run.kill('SIGKILL');
    expect((await run.ended).signal).toBe('SIGKILL');
  }
  expect((await cli(command(killed))).code).toBe(0);
  expect(await rowsOf(killed)).toEqual(await rowsOf(whole));
  const asked = served.stats().answered - before;
  expect(await durable(killed)).toBe(await durable(whole));
  expect(asked - (await durable(whole))).toBeLessThanOrEqual(kills * CONCURRENCY);
});

test('stopped by Ctrl-C it ends with exit 3, says how to go on, and loses no call that was under way', {
  timeout: 60_000,
}, async () => {
  const out = join(scratch(), 'run');
  const run = await startedAndSent(command(out), 30);
  run.kill('SIGINT');
  const { code, err } = await run.ended;
  expect(code).toBe(3);
  expect(err).toContain('replies are kept. Run the same command to go on.');
  expect(err).not.toMatch(/\n\s+at /);
  expect(await durable(out)).toBe(served.stats().answered);
  const status = JSON.parse((await cli(['status', out, '--json'])).out);
  expect(status.state).toBe('stopped');
  expect((await cli(command(out))).code).toBe(0);
  expect(await durable(out)).toBe(served.stats().answered);
});

test('a folder that another process works in is refused, naming it; status reads it all the same', {
  timeout: 60_000,
}, async () => {
  const out = join(scratch(), 'run');
  const run = await startedAndSent(command(out), 1);
  const refused = await cli(command(out));
  expect(refused.code).toBe(1);
  expect(refused.err).toContain(String(run.pid));
  expect(JSON.parse((await cli(['status', out, '--json'])).out).state).toBe('running');
  run.kill('SIGKILL');
  await run.ended;
});
