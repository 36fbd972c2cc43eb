import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { rehearsalTeacher } from '../../src/teacher/rehearsal/rehearsal.ts';
import { type Served, serveTeacher } from '../../src/teacher/serve/serve.ts';
import { draw } from '../../src/text/draw.ts';
import { rowsOf } from '../rows.ts';
import { durableCalls } from '../run-books.ts';
import { cli, startedAndSent } from '../run-cli.ts';
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
    const run = await startedAndSent(command(killed), 3 + draws.index(20), served);
    run.kill('SIGKILL');
    expect((await run.ended).signal).toBe('SIGKILL');
  }
  expect((await cli(command(killed))).code).toBe(0);
  expect(await rowsOf(killed)).toEqual(await rowsOf(whole));
  const asked = served.stats().answered - before;
  expect(await durableCalls(killed)).toBe(await durableCalls(whole));
  expect(asked - (await durableCalls(whole))).toBeLessThanOrEqual(kills * CONCURRENCY);
});

test('stopped by Ctrl-C it ends with exit 3, says how to go on, and loses no call that was under way', {
  timeout: 60_000,
}, async () => {
  const out = join(scratch(), 'run');
  const run = await startedAndSent(command(out), 30, served);
  run.kill('SIGINT');
  const { code, err } = await run.ended;
  expect(code).toBe(3);
  expect(err).toContain('replies are kept. Run the same command to go on.');
  expect(err).not.toMatch(/\n\s+at /);
  expect(await durableCalls(out)).toBe(served.stats().answered);
  const status = JSON.parse((await cli(['status', out, '--json'])).out);
  expect(status.state).toBe('stopped');
  expect((await cli(command(out))).code).toBe(0);
  expect(await durableCalls(out)).toBe(served.stats().answered);
});

test('a folder that another process works in is refused, naming it; status reads it all the same', {
  timeout: 60_000,
}, async () => {
  const out = join(scratch(), 'run');
  const run = await startedAndSent(command(out), 1, served);
  const refused = await cli(command(out));
  expect(refused.code).toBe(1);
  expect(refused.err).toContain(String(run.pid));
  expect(JSON.parse((await cli(['status', out, '--json'])).out).state).toBe('running');
  run.kill('SIGKILL');
  await run.ended;
});
