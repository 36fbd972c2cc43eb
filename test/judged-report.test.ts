import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { curate, uncurate } from '../src/curate/curate.ts';
import type { JudgeScores } from '../src/report/figures/judged.ts';
import { scriptedTeacher } from '../src/teacher/scripted.ts';
import { copied, judgeOf, makesRun, now, partsOf } from './curated-run.ts';
import { rowsOf } from './rows.ts';
import { cli } from './run-cli.ts';

makesRun();

/** A judge that finds fault with one part of each row, by how long what it reads is; one row in nine it cannot read. */
function judge() {
  const mark = (score: number) => ({ reason: 'I read it.', score });
  return scriptedTeacher(({ messages }) => {
    const length = messages[0]?.content.length ?? 0;
    if (length % 9 === 0) return 'I would rather not.';
    const marks = { instruction: mark(4), correct: mark(2 + (length % 4)), complete: mark(5), wellFormed: mark(3) };
    return JSON.stringify(marks);
  });
}

/** Rows of the dataset by their `judge_score`. */
async function scoresIn(dir: string): Promise<Record<number, number>> {
  const scores = { 1: 0, 2: 0, 3: 0, 4: 0, 5: 0 };
  for (const { judge_score: score } of await rowsOf(dir)) if (isMark(score)) scores[score]++;
  return scores;
}

function isMark(score: unknown): score is 1 | 2 | 3 | 4 | 5 {
  return typeof score === 'number' && score >= 1 && score <= 5;
}

async function reported(dir: string): Promise<JudgeScores[]> {
  const ran = await cli(['report', dir]);
  expect([ran.code, ran.err]).toEqual([0, '']);
  return JSON.parse(readFileSync(join(dir, 'report.json'), 'utf8')).judge;
}

const sum = (counts: Record<string, number> | undefined) => Object.values(counts ?? {}).reduce((a, b) => a + b, 0);

test('a report shows the marks that the dataset’s rows have, each by what it is of', async () => {
  const dir = copied();
  const openJudge = () => judgeOf(judge());
  await curate(await partsOf(dir, [{ step: 'judge' }], { openJudge }));
  const [whole, ...others] = await reported(dir);
  const { rows = 0 } = whole ?? {};
  expect(others).toEqual([]);
  expect(rows).toBeGreaterThan(20);
  expect(rows).toBeLessThan((await rowsOf(dir)).length);
  expect(whole).toMatchObject({ model: 'scripted', score: await scoresIn(dir) });
  expect(whole?.marks).toMatchObject({
    instruction: { 4: rows, 5: 0 },
    complete: { 5: rows },
    wellFormed: { 3: rows },
  });
  expect(sum(whole?.marks.correct)).toBe(rows);
  expect(whole?.score).toMatchObject({ 2: whole?.marks.correct?.[2], 4: 0, 5: 0 });
  const page = readFileSync(join(dir, 'report.html'), 'utf8');
  expect(page).toContain('Lowest mark of the row');
  expect(page).toContain(`mark 2: ${whole?.score[2]}`);
});

test('rows that were left out, or that this curation has no mark of, are not counted', async () => {
  const dir = copied();
  const openJudge = () => judgeOf(judge());
  await curate(await partsOf(dir, [{ step: 'judge' }], { openJudge }));
  const [all] = await reported(dir);
  await curate(await partsOf(dir, [{ step: 'judge', share: 0.5, minScore: 3 }], { openJudge }));
  const [half] = await reported(dir);
  expect(half?.score).toEqual(await scoresIn(dir));
  expect([half?.score[2], half?.marks.correct?.[2]]).toEqual([0, 0]);
  expect(half?.rows).toBeLessThan(all?.rows ?? 0);
  await curate(await partsOf(dir, [{ step: 'duplicates' }], { openJudge }));
  expect(await reported(dir)).toEqual([]);
  await curate(await partsOf(dir, [{ step: 'judge' }], { openJudge }));
  await uncurate({ dir, state: null, now });
  expect(await reported(dir)).toEqual([]);
  expect(readFileSync(join(dir, 'report.html'), 'utf8')).toContain('No judge has read these rows');
});
