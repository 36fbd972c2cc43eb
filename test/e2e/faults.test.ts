import { join } from 'node:path';
import { expect, test } from 'vitest';
import { rehearsalTeacher } from '../../src/teacher/rehearsal/rehearsal.ts';
import { FAULTS, serveTeacher } from '../../src/teacher/serve/serve.ts';
import { rowsOf } from '../rows.ts';
import { cli } from '../run-cli.ts';
import { scratch } from '../scratch.ts';

const SEEDS = ['examples/seeds', '--max-seeds', '20'];

test('with 5% of every fault it ends with exit 0, every lost item a drop with a reason, and the books balance', {
  timeout: 90_000,
}, async () => {
  const faults = Object.fromEntries(FAULTS.map((kind) => [kind, 0.05]));
  const served = await serveTeacher(rehearsalTeacher(), { faults, hangMs: 5000 });
  try {
    const out = join(scratch(), 'run');
    const ran = await cli([
      'generate',
      ...SEEDS,
      '--skills',
      'reading-comprehension',
      '--teacher',
      served.url,
      '--out',
      out,
      '--timeout',
      '0.5',
      '--json',
    ]);
    expect(ran.code).toBe(0);
    const seen = served.stats().faults;
    for (const kind of FAULTS) expect(seen[kind], kind).toBeGreaterThan(0);
    const done = JSON.parse(ran.out.split('\n').at(-1) ?? '{}');
    const reasons = Object.values<Record<string, number>>(done.drops).flatMap((stage) => Object.entries(stage));
    expect(done.items).toBe(done.pairs + reasons.reduce((sum, [, count]) => sum + count, 0));
    expect(reasons.every(([reason]) => /^[a-z-]+$/.test(reason))).toBe(true);
    expect(done.seeds.done).toBe(done.seeds.total);
    expect((await rowsOf(out)).length).toBe(done.rows);
  } finally {
    await served.close();
  }
});

test('a teacher that goes away pauses the run with exit 3; back again, the same command ends it', {
  timeout: 60_000,
}, async () => {
  const out = join(scratch(), 'run');
  const first = await serveTeacher(rehearsalTeacher(), { latency: 5 });
  const command = [
    'generate',
    ...SEEDS,
    '--skills',
    'reading-comprehension',
    '--out',
    out,
    '--concurrency',
    '4',
    '--timeout',
    '1',
    '--set',
    'patience=1.6',
  ];
  const running = cli([...command, '--teacher', first.url]);
  while (first.stats().answered < 40) await new Promise((resolve) => setTimeout(resolve, 5));
  await first.close();
  const paused = await running;
  expect(paused.code).toBe(3);
  expect(paused.err).toContain('Paused:');
  expect(paused.err).toContain('run the same command again');
  const second = await serveTeacher(rehearsalTeacher());
  try {
    expect((await cli([...command, '--teacher', second.url])).code).toBe(0);
  } finally {
    await second.close();
  }
});
