import { describe, expect, test } from 'vitest';
import { bytesOf, copied, counting, judgeOf, makesRun, partsOf } from '../../../test/curated-run.ts';
import { rowsOf } from '../../../test/rows.ts';
import { cli } from '../../../test/run-cli.ts';
import { readStatus } from '../../run/status.ts';
import { openSqliteStore } from '../../store/sqlite.ts';
import { curate, estimateJudges } from '../curate.ts';
import type { JudgeForecast } from './forecast.ts';

makesRun();

const STEPS = [{ step: 'judge', minScore: 2 }];
const PRICES = { dear: { input: 2, output: 8, batch: 0.5 } };

/** A judge that costs something, and what was foreseen of it, with how often it had been asked by then. */
function dear(failAt?: number, maxCost: number | null = null) {
  const teacher = Object.assign(counting(failAt), { model: 'dear' });
  const foreseen: (JudgeForecast & { askedBefore: number })[] = [];
  return {
    teacher,
    foreseen,
    foresee: (forecast: JudgeForecast) => void foreseen.push({ ...forecast, askedBefore: teacher.calls }),
    openJudge: () => ({ ...judgeOf(teacher), prices: PRICES, limits: { maxCost, maxTokensTotal: null } }),
  };
}

describe('what a judge is to be asked', () => {
  test('is told before it is asked: rows, tokens near what they come to, and their price', async () => {
    const dir = copied();
    const judge = dear();
    const rows = (await rowsOf(dir)).length;
    const { status } = await curate(await partsOf(dir, STEPS, judge));
    const [foreseen, ...others] = judge.foreseen;
    expect(others).toEqual([]);
    expect(foreseen).toMatchObject({ model: 'dear', rows, known: 0, sampled: 48, askedBefore: 0, spent: 0 });
    const { prompt = 0, completion = 0, cost } = foreseen ?? {};
    const [paid] = status.usage.filter(({ stage }) => stage === 'judge');
    expect(prompt / (paid?.prompt ?? 0)).toBeCloseTo(1, 0.5);
    expect(completion / (paid?.completion ?? 0)).toBeCloseTo(1, 0.5);
    expect(cost).toBeCloseTo((prompt * 2 + completion * 8) / 1e6, 8);
    expect(paid?.cost).toBeGreaterThan(0);
  });

  test('is what is lacking, and nothing once all is known', async () => {
    const dir = copied();
    const failing = dear(20);
    await expect(curate(await partsOf(dir, STEPS, failing))).rejects.toMatchObject({ code: 'E_TEACHER' });
    const again = dear();
    await curate(await partsOf(dir, STEPS, again));
    const { rows = 0, known = 0, spent = 0 } = again.foreseen[0] ?? {};
    expect(rows + known).toBe(failing.foreseen[0]?.rows);
    expect(spent).toBeGreaterThan(0);
    const last = dear();
    await curate(await partsOf(dir, STEPS, last));
    expect(last.foreseen).toMatchObject([{ rows: 0, known: rows + known, prompt: 0, completion: 0, cost: 0 }]);
  });

  test('has no cost where no price is known; by batches half of one that is', async () => {
    const dir = copied();
    const told: JudgeForecast[] = [];
    const foresee = (forecast: JudgeForecast) => void told.push(forecast);
    const judge = dear();
    await estimateJudges(await partsOf(dir, STEPS, { foresee, openJudge: () => judgeOf(judge.teacher) }));
    const transport = { name: 'none' } as never;
    const batched = () => ({ ...judge.openJudge(), batch: { transport, wait: false } });
    await estimateJudges(await partsOf(dir, STEPS, { foresee, openJudge: batched }));
    await estimateJudges(await partsOf(dir, STEPS, { ...judge, foresee }));
    expect(told.map(({ cost }) => cost)).toEqual([null, (told[2]?.cost ?? 0) / 2, told[2]?.cost]);
  });

  test('can be told alone: nothing is asked, written or planned', async () => {
    const dir = copied();
    const before = bytesOf(dir);
    const judge = dear();
    await estimateJudges(await partsOf(dir, [{ step: 'duplicates' }, ...STEPS, { step: 'sample', rows: 5 }], judge));
    expect([judge.teacher.calls, bytesOf(dir)]).toEqual([0, before]);
    const store = openSqliteStore(`${dir}/state.db`, { readOnly: true });
    expect((await store.units()).filter(({ kind }) => kind === 'judge')).toEqual([]);
    await store.close();
    const asked = dear();
    await curate(await partsOf(dir, [{ step: 'duplicates' }, ...STEPS, { step: 'sample', rows: 5 }], asked));
    expect(asked.foreseen[0]).toEqual(judge.foreseen[0]);
    await expect(estimateJudges(await partsOf(dir, [{ step: 'duplicates' }]))).rejects.toMatchObject({
      code: 'E_CURATE',
      message: expect.stringContaining('the recipe has none'),
    });
  });
});

test('no more is paid than --max-cost, and nothing where no price is known', async () => {
  const dir = copied();
  const probe = dear();
  await estimateJudges(await partsOf(dir, STEPS, probe));
  const maxCost = (probe.foreseen[0]?.cost ?? 0) / 2;
  const judge = dear(undefined, maxCost);
  await expect(curate(await partsOf(dir, STEPS, judge))).rejects.toMatchObject({ code: 'E_BUDGET' });
  const paid = (await readStatus(dir, null)).usage.filter(({ stage }) => stage === 'judge');
  const cost = paid.reduce((sum, line) => sum + (line.cost ?? 0), 0);
  expect(cost).toBeGreaterThan(0);
  expect(cost).toBeLessThanOrEqual(maxCost);
  const unpriced = dear(undefined, 1);
  const openJudge = () => ({ ...unpriced.openJudge(), prices: {} });
  await expect(curate(await partsOf(dir, STEPS, { openJudge }))).rejects.toMatchObject({ code: 'E_CONFIG' });
  expect(unpriced.teacher.calls).toBe(0);
});

test('the command says it before and, with --estimate, does nothing else', async () => {
  const dir = copied();
  const before = bytesOf(dir);
  const said =
    /Judge rehearsal: \d+ rows to ask about; about [\d,]+ tokens in, [\d,]+ out or more \(from 48 rehearsed\); about \$0\.00/;
  const estimated = await cli(['curate', dir, '--judge', '--estimate']);
  expect(estimated).toMatchObject({ code: 0, out: '', err: expect.stringMatching(said) });
  expect(bytesOf(dir)).toEqual(before);
  const json = await cli(['curate', dir, '--judge', '--estimate', '--json']);
  expect(JSON.parse(json.out.split('\n').at(-1) ?? '')).toMatchObject({ event: 'judge', model: 'rehearsal', cost: 0 });
  const ran = await cli(['curate', dir, '--judge']);
  expect([ran.code, ran.err]).toEqual([0, expect.stringMatching(new RegExp(`${said.source}\\ncurated`))]);
  const again = await cli(['curate', dir, '--estimate']);
  expect(again.err).toMatch(/no row is to be asked about, \d+ more have its marks; nothing is to be paid/);
  const none = await cli(['curate', dir, '--no-flags', '--estimate']);
  expect([none.code, none.err]).toEqual([1, expect.stringMatching(/the recipe has none.*E_CURATE/)]);
});
