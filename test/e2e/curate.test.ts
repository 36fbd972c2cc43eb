import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { fakeBatches } from '../../src/teacher/batch/fake-batches.ts';
import { rehearsalTeacher } from '../../src/teacher/rehearsal/rehearsal.ts';
import { type Served, serveTeacher } from '../../src/teacher/serve/serve.ts';
import { draw } from '../../src/text/draw.ts';
import { rowsOf } from '../rows.ts';
import { durableCalls } from '../run-books.ts';
import { cli, startedAndSent } from '../run-cli.ts';
import { scratch } from '../scratch.ts';

const CONCURRENCY = 8;
let folder: string;
let served: Served;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'agentinstruct-test-'));
  served = await serveTeacher(rehearsalTeacher(), { latency: 20 });
  const made = await cli(['generate', 'examples/seeds', '--max-seeds', '14', '--out', join(folder, 'run')]);
  if (made.code !== 0) throw new Error(made.err);
}, 60_000);
afterAll(async () => {
  await served.close();
  rmSync(folder, { recursive: true, force: true });
});

/** A copy of the run. */
function copied(): string {
  const dir = join(scratch(), 'run');
  cpSync(join(folder, 'run'), dir, { recursive: true });
  return dir;
}

const judged = (dir: string) => [
  ...['curate', dir, '--judge', '--min-score', '3', '--teacher', served.url],
  ...['--concurrency', String(CONCURRENCY)],
];

test('a judge that is killed with -9 again and again is asked for nothing twice, and the rows are the same', {
  timeout: 120_000,
}, async () => {
  const [whole, killed] = [copied(), copied()];
  const asIs = await rowsOf(killed);
  expect((await cli(judged(whole))).code).toBe(0);
  const draws = draw('judge kill test');
  const before = served.stats().answered;
  const kills = 4;
  for (let kill = 0; kill < kills; kill++) {
    const run = await startedAndSent(judged(killed), 3 + draws.index(12), served);
    run.kill('SIGKILL');
    expect((await run.ended).signal).toBe('SIGKILL');
    expect(await rowsOf(killed)).toEqual(asIs);
  }
  expect((await cli(judged(killed))).code).toBe(0);
  expect(await rowsOf(killed)).toEqual(await rowsOf(whole));
  expect(await durableCalls(killed, 'judge')).toBe(await durableCalls(whole, 'judge'));
  const asked = served.stats().answered - before;
  expect(asked - (await durableCalls(whole, 'judge'))).toBeLessThanOrEqual(kills * CONCURRENCY);
});

test('stopped by Ctrl-C it ends with exit 3, says how to go on, and leaves the dataset as it was', {
  timeout: 60_000,
}, async () => {
  const dir = copied();
  const asIs = await rowsOf(dir);
  const run = await startedAndSent(judged(dir), 12, served);
  run.kill('SIGINT');
  const { code, err } = await run.ended;
  expect([code, err]).toEqual([
    3,
    expect.stringContaining('The dataset is as it was; marks that were paid for are kept.'),
  ]);
  expect(err).not.toMatch(/\n\s+at /);
  expect(await rowsOf(dir)).toEqual(asIs);
  const kept = await durableCalls(dir, 'judge');
  const before = served.stats().answered;
  expect((await cli(judged(dir))).code).toBe(0);
  expect(served.stats().answered - before).toBe((await durableCalls(dir, 'judge')) - kept);
});

test('a judge by batches gives the marks of one that is asked at once, each request begun once', async () => {
  const there = await fakeBatches(rehearsalTeacher(), {});
  onTestFinished(() => there.close());
  there.looks = 1;
  const [live, batch] = [copied(), copied()];
  await cli(['curate', live, '--judge', '--min-score', '3']);
  const command = ['curate', batch, '--judge', '--min-score', '3', '--teacher', `batch:${there.url}`, '--no-wait'];
  let ran = await cli(command);
  for (let runs = 0; ran.code === 3 && runs < 20; runs++) ran = await cli(command);
  expect([ran.code, ran.err]).toEqual([0, expect.stringContaining('judged by rehearsal')]);
  expect(await rowsOf(batch)).toEqual(await rowsOf(live));
  const keys = there.begun.flatMap((wave) => wave.keys);
  expect(new Set(keys).size).toBe(keys.length);
  const { usage } = JSON.parse((await cli(['status', batch, '--json'])).out);
  expect(usage.filter(({ stage }: { stage: string }) => stage === 'judge')).toMatchObject([
    { batch: true, calls: keys.length },
  ]);
});

describe('the command', () => {
  test('tells what the steps came to, and show and status say why a row was left out', async () => {
    const dir = copied();
    const ran = await cli(['curate', dir, '--judge', '--min-score', '4', '--sample', '60', '--seed', '3']);
    expect(ran).toMatchObject({ code: 0, out: `Dataset curated: 60 rows in ${dir}/data; card: ${dir}/README.md` });
    expect(ran.err).toMatch(
      /Judge: rehearsal.*\nJudge rehearsal: \d+ rows to ask about.*\ncurated {3}\d+ rows in, 60 out\n {2}duplicates: /,
    );
    const status = await cli(['status', dir]);
    expect(status.out).toMatch(/\n {2}judge: \d+ rows; \d+ left out \(low-score \d+\); found score/);
    const left = (await cli(['show', await firstLeft(dir, 'low-score'), '--out', dir])).out;
    expect(left).toMatch(
      /\nleft out {2}by judge: low-score \([123] for \w+: .*\njudge {5}rehearsal: [123]\n {12}instruction \d: /,
    );
    const sampled = JSON.parse((await cli(['show', await firstLeft(dir, 'not-sampled'), '--out', dir, '--json'])).out);
    expect(sampled).toMatchObject({
      record: 'pair',
      curation: { leftOut: { step: 'sample', reason: 'not-sampled' }, flags: [] },
    });
  });

  test('prints events, does again what the folder was curated by, and takes it back', async () => {
    const dir = copied();
    const asIs = await rowsOf(dir);
    const ran = await cli(['curate', dir, '--sample', '20', '--json']);
    const events = ran.out.split('\n').map((line) => JSON.parse(line));
    expect(events.filter(({ event }) => event !== 'progress').map(({ event, step }) => [event, step])).toEqual([
      ...[
        ['step', 'duplicates'],
        ['step', 'flags'],
        ['step', 'sample'],
      ],
      ['done', undefined],
    ]);
    expect(events.at(-1)).toMatchObject({ ended: 'done', rows: 20, curation: { rows: { after: 20 } } });
    const rows = await rowsOf(dir);
    expect((await cli(['curate', dir])).code).toBe(0);
    expect(await rowsOf(dir)).toEqual(rows);
    expect((await cli(['curate', dir, '--off'])).out).toContain('as it was before curation');
    expect(await rowsOf(dir)).toEqual(asIs);
  });

  test('generate rejects seeds that hold items of benchmarks, and curates at its end', async () => {
    const dir = scratch();
    const [out, benchmark, recipe] = [join(dir, 'run'), join(dir, 'bench.jsonl'), join(dir, 'recipe.yaml')];
    const item = 'I slept at Baker Street that night, and we were engaged upon our toast and coffee in the morning';
    writeFileSync(benchmark, JSON.stringify({ question: item }));
    writeFileSync(
      recipe,
      'steps:\n  - step: contamination\n    benchmarks: [bench.jsonl]\n  - step: sample\n    rows: 12\n',
    );
    const command = [
      'generate',
      'examples/seeds',
      '--skills',
      'reading-comprehension',
      '--out',
      out,
      '--curate',
      recipe,
    ];
    const ran = await cli([...command, '--benchmarks', benchmark]);
    expect(ran.code).toBe(0);
    expect(ran.err).toMatch(
      /a-scandal-in-bohemia\.xhtml#\d+-\d+: contaminated: bench bench\.jsonl#1 \(a short item, 100% of it\): "slept at/,
    );
    expect(ran.err).toMatch(/contamination: \d+ rows; none left out/);
    expect(await rowsOf(out)).toHaveLength(12);
    const without = await cli(command);
    expect([without.code, without.err]).toEqual([1, expect.stringContaining('benchmarks was')]);
    const later = await cli([
      'generate',
      'examples/seeds',
      '--skills',
      'reading-comprehension',
      '--out',
      out,
      '--benchmarks',
      benchmark,
    ]);
    expect(later.err).toContain('The dataset is not curated now');
    expect((await rowsOf(out)).length).toBeGreaterThan(12);
  }, 60_000);

  test.each([
    [['--min-score', '3'], 2, '--min-score goes with --judge'],
    [['--recipe', 'nope.yaml'], 1, 'there is no such file'],
    [['--recipe', 'nope.yaml', '--sample', '3'], 2, '--recipe and --sample are given'],
    [['--mix', 'examples=lots'], 2, 'is no path with a number'],
    [['--mix', 'nowhere.jsonl=5'], 2, 'is not there'],
    [['--drop', 'rudeness'], 1, 'Invalid option'],
    [['--likeness', '0.2'], 1, 'Cannot use step "duplicates"'],
    [['--sample', 'all'], 2, 'Give a whole number'],
  ])('refuses %j', async (flags, code, found) => {
    const ran = await cli(['curate', join(folder, 'run'), ...flags]);
    expect([ran.code, ran.err]).toEqual([code, expect.stringContaining(found)]);
  });
});

/** The id of the first row that was left out for a reason. */
async function firstLeft(dir: string, reason: string): Promise<string> {
  const { readRowList } = await import('../../src/run/row-list.ts');
  for await (const line of readRowList(join(dir, 'curation', 'left-out.jsonl.zst'))) {
    if (line instanceof Object && 'reason' in line && line.reason === reason && 'id' in line) return String(line.id);
  }
  throw new Error(`no row was left out for ${reason}`);
}
