import { describe, expect, test } from 'vitest';
import { bytesOf, copied, counting, generateIn, judgeOf, makesRun, partsOf } from '../../test/curated-run.ts';
import { rowsOf } from '../../test/rows.ts';
import { readStatus } from '../run/status.ts';
import { rehearsalTeacher } from '../teacher/rehearsal/rehearsal.ts';
import { curate } from './curate.ts';

makesRun();

describe('a judge that fails', () => {
  test('leaves the dataset as it is; what it said is kept, and not asked again', async () => {
    const dir = copied();
    const before = bytesOf(dir);
    const steps = [{ step: 'judge', minScore: 3 }];
    const failing = counting(12);
    const failed = curate(await partsOf(dir, steps, { openJudge: () => judgeOf(failing) }));
    await expect(failed).rejects.toMatchObject({ code: 'E_TEACHER' });
    expect(bytesOf(dir)).toEqual(before);
    const paid = (await readStatus(dir, null)).usage.filter(({ stage }) => stage === 'judge')[0]?.calls ?? 0;
    expect(paid).toBeGreaterThan(0);
    const again = counting();
    const { status } = await curate(await partsOf(dir, steps, { openJudge: () => judgeOf(again) }));
    const calls = status.usage.filter(({ stage }) => stage === 'judge').reduce((sum, line) => sum + line.calls, 0);
    expect(again.calls).toBe(calls - paid);
    const whole = copied();
    await curate(await partsOf(whole, steps));
    expect(await rowsOf(dir)).toEqual(await rowsOf(whole));
  });

  test('does not hold generate up, and generate does not work on its units', async () => {
    const dir = copied();
    const failed = curate(await partsOf(dir, [{ step: 'judge' }], { openJudge: () => judgeOf(counting(5)) }));
    await expect(failed).rejects.toMatchObject({ code: 'E_TEACHER' });
    const teacher = counting();
    await generateIn(dir, teacher);
    expect(teacher.calls).toBe(0);
    expect((await readStatus(dir, null)).state).toBe('done');
  });

  test('judges only what is asked for now, and another model judges anew', async () => {
    const dir = copied();
    const failed = curate(await partsOf(dir, [{ step: 'judge' }], { openJudge: () => judgeOf(counting(5)) }));
    await expect(failed).rejects.toMatchObject({ code: 'E_TEACHER' });
    const few = counting();
    const { books } = await curate(
      await partsOf(dir, [{ step: 'judge', share: 0.2 }], { openJudge: () => judgeOf(few) }),
    );
    const scored = Object.values(books?.steps[0]?.found ?? {}).reduce((sum, count) => sum + count, 0);
    expect(few.calls).toBeLessThanOrEqual(scored);
    const other = Object.assign(counting(), { model: 'other' });
    const { status } = await curate(
      await partsOf(dir, [{ step: 'judge', share: 0.2 }], { openJudge: () => judgeOf(other) }),
    );
    expect(other.calls).toBe(scored);
    expect(
      status.usage
        .filter(({ stage }) => stage === 'judge')
        .map(({ model }) => model)
        .sort(),
    ).toEqual(['other', 'rehearsal']);
    expect(status.cost).toBeNull();
  });

  test('stops at what may be spent', async () => {
    const dir = copied();
    const { tokens } = await readStatus(dir, null);
    const limits = { maxCost: null, maxTokensTotal: tokens.prompt + tokens.completion + 20_000 };
    const openJudge = () => ({ ...judgeOf(rehearsalTeacher()), limits });
    await expect(curate(await partsOf(dir, [{ step: 'judge' }], { openJudge }))).rejects.toMatchObject({
      code: 'E_BUDGET',
    });
    const after = (await readStatus(dir, null)).tokens;
    expect(after.prompt + after.completion).toBeLessThanOrEqual(limits.maxTokensTotal);
    expect(after.prompt).toBeGreaterThan(tokens.prompt);
  });
});
