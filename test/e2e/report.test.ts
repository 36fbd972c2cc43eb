import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { rowsOf } from '../rows.ts';
import { cli } from '../run-cli.ts';
import { scratch } from '../scratch.ts';

test('a report counts what the dataset holds, and is one page without scripts', { timeout: 120_000 }, async () => {
  const out = join(scratch(), 'run');
  const ran = await cli([
    'generate',
    'examples/seeds',
    '--skills',
    'reading-comprehension,fermi',
    '--out',
    out,
    '--max-seeds',
    '10',
  ]);
  expect(ran.code).toBe(0);
  const reported = await cli(['report', out]);
  expect([reported.code, reported.err]).toEqual([0, '']);
  const rows = await rowsOf(out);
  const report = JSON.parse(readFileSync(join(out, 'report.json'), 'utf8'));
  expect(report.rows).toBe(rows.length);
  const bySkill = Object.groupBy(rows, ({ skill }) => String(skill));
  expect(report.composition.skill).toEqual(
    Object.fromEntries(Object.entries(bySkill).map(([skill, of]) => [skill, of?.length])),
  );
  const [, , , items, pairs] = report.funnel;
  const lost = (step: { lost: Record<string, number> }) =>
    Object.values(step.lost).reduce((sum, each) => sum + each, 0);
  expect([items.in - lost(items), pairs.in - lost(pairs)]).toEqual([items.out, pairs.out]);
  expect(pairs.out).toBe(rows.length);
  expect(report.samples['reading-comprehension'].map(({ kind }: { kind: string }) => kind)).toContain('dropped');
  const page = readFileSync(join(out, 'report.html'), 'utf8');
  expect(page).toContain("default-src 'none'");
  expect(page).not.toMatch(/<script|<link|<img|@import|url\(|https?:\/\/(?!www\.w3\.org)[^\s"<]+\.(?:js|css|woff)/);
  expect(page).toContain('The rows were made by the rehearsal teacher');
  const json = JSON.parse((await cli(['report', out, '--json'])).out);
  expect(json.samples).toBeUndefined();
  const missed = json.bars.filter(({ ok }: { ok: boolean }) => !ok);
  expect((await cli(['report', out, '--bars'])).code).toBe(missed.length > 0 ? 3 : 0);
});

test('a folder without a run is told', async () => {
  const none = await cli(['report', scratch()]);
  expect([none.code, none.err]).toEqual([1, expect.stringContaining('E_RUN_UNKNOWN')]);
});
