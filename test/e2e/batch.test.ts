import { existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, onTestFinished, test } from 'vitest';
import { type FakeFaults, fakeBatches } from '../../src/teacher/batch/fake-batches.ts';
import { rehearsalTeacher } from '../../src/teacher/rehearsal/rehearsal.ts';
import { completionBody, readBody } from '../../src/teacher/serve/body.ts';
import { rowsOf } from '../rows.ts';
import { cli, startCli } from '../run-cli.ts';
import { scratch } from '../scratch.ts';

const COMMAND = [
  'generate',
  'examples/seeds',
  '--skills',
  'reading-comprehension',
  '--max-seeds',
  '4',
  '--run-seed',
  '3',
];

async function fake(faults: FakeFaults = {}) {
  const made = await fakeBatches(rehearsalTeacher(), faults);
  onTestFinished(() => made.close());
  return made;
}

async function rows(out: string) {
  return (await rowsOf(out)).map(({ id, content_hash, text }) => ({ id, content_hash, text }));
}

describe('a run by batches', () => {
  test('gives the rows of a run at once, each request begun once, at the price of batches', async () => {
    const dir = scratch();
    await cli([...COMMAND, '--out', join(dir, 'live')]);
    const there = await fake();
    there.looks = 1;
    const flags = ['--teacher', `batch:${there.url}`, '--model', 'rehearsal', '--out', join(dir, 'batch')];
    const ran = await cli([...COMMAND, ...flags]);
    expect([ran.code, ran.err]).toEqual([0, expect.stringContaining('done')]);
    expect(await rows(join(dir, 'batch'))).toEqual(await rows(join(dir, 'live')));
    const keys = there.begun.flatMap((wave) => wave.keys);
    expect(new Set(keys).size).toBe(keys.length);
    expect(there.begun.length).toBeLessThan(14);
    const status = JSON.parse((await cli(['status', join(dir, 'batch'), '--json'])).out);
    expect(status.calls).toBe(keys.length);
    expect(status.usage.every((line: { batch: boolean }) => line.batch)).toBe(true);
    expect(readdirSync(join(dir, 'batch/batches'))).toEqual([]);
  });

  test('goes on where it was left: nothing is begun twice, whatever happens in between', async () => {
    const dir = scratch();
    const there = await fake({ cutAfterBegin: 1, failEvery: 7, expire: 1, busy: 1 });
    const flags = ['--teacher', `batch:${there.url}`, '--out', join(dir, 'run'), '--no-wait'];
    let ran = await cli([...COMMAND, ...flags]);
    let runs = 1;
    for (; ran.code === 3 && runs < 60; runs++) {
      expect(ran.err).toMatch(/Paused: .*E_BATCH/);
      ran = await cli([...COMMAND, ...flags]);
    }
    expect([ran.code, runs]).toEqual([0, expect.any(Number)]);
    expect(runs).toBeGreaterThan(4);
    expect(new Set(there.begun.map(({ mark }) => mark)).size).toBe(there.begun.length);
    await cli([...COMMAND, '--out', join(dir, 'live')]);
    expect(await rows(join(dir, 'run'))).toEqual(await rows(join(dir, 'live')));
  });

  test('killed with -9 again and again while batches are under way, it begins none twice and ends with the same rows', {
    timeout: 120_000,
  }, async () => {
    const dir = scratch();
    const there = await fake();
    const command = [...COMMAND, '--teacher', `batch:${there.url}`, '--out', join(dir, 'run')];
    let code: number | null = null;
    let kills = 0;
    while (code === null && kills < 40) {
      const before = there.looked;
      const process = startCli(command);
      const ended = process.ended.then((end) => {
        code = end.code;
      });
      while (code === null && there.looked === before) await Promise.race([ended, wait(5)]);
      // Before the answers are read, while they are, in the sweep that follows, when the next wave is begun.
      await Promise.race([ended, wait((kills % 4) * 120)]);
      if (code !== null) break;
      process.kill('SIGKILL');
      await ended;
      kills++;
    }
    expect(code).toBe(0);
    expect(kills).toBeGreaterThan(3);
    const keys = there.begun.flatMap((wave) => wave.keys);
    expect(new Set(keys).size).toBe(keys.length);
    await cli([...COMMAND, '--out', join(dir, 'live')]);
    expect(await rows(join(dir, 'run'))).toEqual(await rows(join(dir, 'live')));
  });

  test('stopped while a request is not answered, it writes the dataset as any run that is stopped', async () => {
    const dir = scratch();
    const there = await fake();
    const stop = startCli([...COMMAND, '--teacher', `batch:${there.url}`, '--out', join(dir, 'run')]);
    there.silentAfter = 0;
    while (there.looked < 1) await wait(5);
    stop.kill('SIGINT');
    const { code, err } = await stop.ended;
    expect([code, err]).toEqual([3, expect.not.stringContaining('before the first call')]);
    expect(existsSync(join(dir, 'run/README.md'))).toBe(true);
  });

  test('learns what the endpoint does not take from the lines it refuses', async () => {
    const dir = scratch();
    const there = await fake({ noStrict: true });
    there.looks = 1;
    const ran = await cli([...COMMAND, '--teacher', `batch:${there.url}`, '--out', join(dir, 'run')]);
    expect(ran.code).toBe(0);
    await cli([...COMMAND, '--out', join(dir, 'live')]);
    expect(await rows(join(dir, 'run'))).toEqual(await rows(join(dir, 'live')));
  });

  test('goes on at once only when the answers of a batch under way are read, or given up with their folder', async () => {
    const dir = scratch();
    const there = await fake();
    there.looks = 2;
    const live = [...COMMAND, '--max-seeds', '1', '--out', join(dir, 'run'), '--record', join(dir, 'asked.jsonl')];
    const batch = [...live, '--teacher', `batch:${there.url}`, '--no-wait'];
    expect((await cli(batch)).code).toBe(3);
    const refused = await cli(live);
    expect([refused.code, refused.err]).toEqual([1, expect.stringMatching(/E_BATCH.*delete the folder/s)]);
    expect((await cli(batch)).code).toBe(3);
    rmSync(join(dir, 'run/batches'), { recursive: true });
    expect((await cli(live)).code).toBe(0);
    const asked = readFileSync(join(dir, 'asked.jsonl'), 'utf8').trim().split('\n');
    const read = there.begun[0]?.keys ?? [];
    expect(read.length).toBeGreaterThan(0);
    expect(asked.filter((line) => read.includes(JSON.parse(line).key))).toEqual([]);
    expect((await cli(batch)).code).toBe(0);
    expect(there.begun).toHaveLength(2);
  });

  test('ends short where money ends, and where nothing is answered', async () => {
    const dir = scratch();
    const there = await fake();
    there.looks = 1;
    const flags = ['--teacher', `batch:${there.url}`, '--out', join(dir, 'run')];
    const short = await cli([...COMMAND, ...flags, '--max-tokens-total', '40000']);
    expect([short.code, short.err]).toEqual([3, expect.stringContaining('E_BUDGET')]);
    const status = JSON.parse((await cli(['status', join(dir, 'run'), '--json'])).out);
    expect(status.tokens.prompt + status.tokens.completion).toBeLessThanOrEqual(40_000);
    expect(status.calls).toBeGreaterThan(3);
    there.faults.failEvery = 1;
    const nothing = await cli([...COMMAND, ...flags]);
    expect([nothing.code, nothing.err]).toEqual([3, expect.stringMatching(/E_BATCH.*server error/s)]);
    delete there.faults.failEvery;
    expect((await cli([...COMMAND, ...flags])).code).toBe(0);
  });
});

test('batches in a folder are answered by anybody, between one start and the next', async () => {
  const dir = scratch();
  const flags = [
    '--teacher',
    `batch:files:${join(dir, 'post')}`,
    '--model',
    'rehearsal',
    '--out',
    join(dir, 'run'),
    '--no-wait',
  ];
  const noModel = await cli([...COMMAND, '--teacher', `batch:files:${join(dir, 'post')}`, '--out', join(dir, 'run')]);
  expect([noModel.code, noModel.err]).toEqual([2, expect.stringContaining('--model')]);
  let ran = await cli([...COMMAND, ...flags]);
  for (let runs = 0; ran.code === 3 && runs < 60; runs++) {
    for (const name of readdirSync(join(dir, 'post')).filter((each) => each.endsWith('.requests.jsonl'))) {
      const results = join(dir, 'post', name.replace('.requests.', '.results.'));
      if (!existsSync(results)) await answer(join(dir, 'post', name), results);
    }
    ran = await cli([...COMMAND, ...flags]);
  }
  expect(ran.code).toBe(0);
  await cli([...COMMAND, '--out', join(dir, 'live')]);
  expect(await rows(join(dir, 'run'))).toEqual(await rows(join(dir, 'live')));
});

async function answer(requests: string, results: string): Promise<void> {
  const teacher = rehearsalTeacher();
  const lines = readFileSync(requests, 'utf8').split('\n').filter(Boolean);
  const answers = lines.map(async (line) => {
    const { custom_id, body } = JSON.parse(line);
    const read = readBody(JSON.stringify(body));
    if ('problem' in read) throw new Error(read.problem);
    const reply = JSON.parse(completionBody('rehearsal', await teacher.complete(read.request)));
    return JSON.stringify({ custom_id, response: { status_code: 200, body: reply } });
  });
  writeFileSync(`${results}.part`, (await Promise.all(answers)).join('\n'));
  renameSync(`${results}.part`, results);
}
