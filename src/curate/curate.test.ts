import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { zstdDecompressSync } from 'node:zlib';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { rowsOf } from '../../test/rows.ts';
import { scratch } from '../../test/scratch.ts';
import { UserError } from '../errors.ts';
import { generate } from '../run/generate.ts';
import { RunSettings } from '../run/settings.ts';
import { readStatus } from '../run/status.ts';
import { rehearsalTeacher } from '../teacher/rehearsal/rehearsal.ts';
import type { Teacher } from '../teacher/teacher.ts';
import { type CurateParts, curate, uncurate } from './curate.ts';
import type { JudgeTeacher } from './judge/judging.ts';
import { makeRecipe, readRecipe } from './recipe.ts';

let made: string;
const never = new AbortController().signal;
const now = () => new Date(0);

async function generateIn(out: string, teacher: Teacher = rehearsalTeacher(), more: object = {}): Promise<void> {
  await generate({
    settings: RunSettings.parse({
      seeds: ['examples/seeds'],
      out,
      maxSeeds: 9,
      skills: ['reading-comprehension', 'math-problems'],
      ...more,
    }),
    ...{
      teacher,
      command: 'agentinstruct generate',
      version: '1.0.0',
      now,
      stop: never,
      abort: never,
      watch: () => {},
    },
  });
}

beforeAll(async () => {
  const folder = mkdtempSync(join(tmpdir(), 'agentinstruct-test-'));
  made = join(folder, 'run');
  await generateIn(made);
  return () => rmSync(folder, { recursive: true, force: true });
}, 60_000);

/** A copy of the run, to be curated. */
function copied(): string {
  const dir = join(scratch(), 'run');
  cpSync(made, dir, { recursive: true });
  return dir;
}

const judgeOf = (teacher: Teacher): JudgeTeacher => ({
  ...{ teacher, concurrency: 4, hosted: false, prices: {}, extraBody: {}, batch: null },
  limits: { maxCost: null, maxTokensTotal: null },
});

async function partsOf(
  dir: string,
  steps: readonly { step: string; [option: string]: unknown }[] | null,
  more: Partial<CurateParts> = {},
): Promise<CurateParts> {
  return {
    ...{ dir, state: null, now, stop: never, abort: never, watch: () => {} },
    recipe: steps && (await makeRecipe('7', steps)),
    openJudge: () => judgeOf(rehearsalTeacher()),
    ...more,
  };
}

const listOf = (dir: string, name: string) =>
  zstdDecompressSync(readFileSync(join(dir, 'curation', `${name}.jsonl.zst`)))
    .toString()
    .split('\n')
    .filter(Boolean)
    .map((line): Record<string, unknown> => JSON.parse(line));

/** All that the dataset is: bytes by name. */
function bytesOf(dir: string): Record<string, string> {
  const folders = ['data', 'curation'].filter((name) => existsSync(join(dir, name)));
  const paths = folders.flatMap((folder) => readdirSync(join(dir, folder)).map((name) => join(folder, name)));
  return Object.fromEntries([...paths, 'README.md'].map((path) => [path, readFileSync(join(dir, path), 'base64')]));
}

/** The rehearsal, counting its calls, and failing at one of them. */
function counting(failAt = Number.POSITIVE_INFINITY): Teacher & { calls: number } {
  const inner = rehearsalTeacher();
  return {
    ...inner,
    calls: 0,
    async complete(request, signal) {
      if (++this.calls >= failAt) throw new UserError('E_TEACHER', 'Cannot reach the judge: it is gone');
      return inner.complete(request, signal);
    },
  };
}

const ALL = [
  ...[{ step: 'duplicates' }, { step: 'flags', drop: ['refusal'] }, { step: 'judge', minScore: 3 }],
  { step: 'sample', rows: 40 },
];

describe('curation of a run', () => {
  test('leaves rows out by name and reason, keeps the books, and deletes nothing', async () => {
    const dir = copied();
    const before = await rowsOf(dir);
    const { books, status } = await curate(await partsOf(dir, ALL));
    const after = await rowsOf(dir);
    const left = listOf(dir, 'left-out');
    expect(after).toHaveLength(40);
    expect(left.length).toBe(before.length - after.length);
    expect(new Set([...after, ...left].map(({ id }) => id))).toEqual(new Set(before.map(({ id }) => id)));
    expect(after.map(({ id }) => id)).toEqual(
      before.map(({ id }) => id).filter((id) => after.some((row) => row.id === id)),
    );
    expect(after.every(({ judge_score: score }) => typeof score === 'number' && score >= 3)).toBe(true);
    expect(books).toMatchObject({ rows: { before: before.length, after: 40 } });
    expect(books?.steps.map(({ step }) => step)).toEqual(['duplicates', 'flags', 'judge', 'sample']);
    const sum = books?.steps.flatMap(({ left: reasons }) => Object.values(reasons)).reduce((a, b) => a + b, 0);
    expect(sum).toBe(left.length);
    expect(status).toMatchObject({ rows: 40, pairs: before.length, curation: books, state: 'done' });
    expect(await readStatus(dir, null)).toEqual(status);
    const judged = status.usage.filter(({ stage }) => stage === 'judge');
    expect(judged).toMatchObject([{ skill: 'judge', model: 'rehearsal', cost: 0, calls: expect.any(Number) }]);
    expect(readFileSync(join(dir, 'README.md'), 'utf8')).toContain(`${before.length} rows went in, 40 are here`);
  });

  test('by the same recipe gives the same bytes: again, by its file, and in another copy', async () => {
    const [dir, other] = [copied(), copied()];
    await curate(await partsOf(dir, ALL));
    const bytes = bytesOf(dir);
    const teacher = counting();
    await curate(await partsOf(dir, null, { openJudge: () => judgeOf(teacher) }));
    expect(bytesOf(dir)).toEqual(bytes);
    expect(teacher.calls).toBe(0);
    const byFile = { ...(await partsOf(other, null)), recipe: await readRecipe(join(dir, 'curation', 'recipe.yaml')) };
    await curate(byFile);
    expect(bytesOf(other)).toEqual(bytes);
  });

  test('depends on its recipe and the rows alone, whatever the recipe is and whatever was done before', async () => {
    const step = fc.record({
      duplicates: fc.option(fc.record({ threshold: fc.double({ min: 0.8, max: 1, noNaN: true }) })),
      flags: fc.option(fc.record({ drop: fc.subarray(['refusal', 'cut-off', 'personal-data']) })),
      judge: fc.option(fc.record({ share: fc.constantFrom(0.3, 1), minScore: fc.constantFrom(null, 3, 5) })),
      sample: fc.option(
        fc.record({ rows: fc.integer({ min: 1, max: 90 }), types: fc.constantFrom('even', 'proportional') }),
      ),
    });
    const dir = copied();
    await fc.assert(
      fc.asyncProperty(step, async (chosen) => {
        const steps = Object.entries(chosen).flatMap(([name, options]) =>
          options ? [{ step: name, ...options }] : [],
        );
        fc.pre(steps.length > 0);
        const fresh = copied();
        await curate(await partsOf(dir, steps));
        await curate(await partsOf(fresh, steps));
        const withoutCard = ({ 'README.md': _, ...files }: Record<string, string>) => files;
        expect(withoutCard(bytesOf(dir))).toEqual(withoutCard(bytesOf(fresh)));
      }),
      { numRuns: 8, seed: 6 },
    );
  }, 120_000);

  test('is taken back whole, and done again by the recipe that stayed', async () => {
    const dir = copied();
    const steps = [{ step: 'duplicates' }, { step: 'sample', rows: 20 }];
    const before = bytesOf(dir);
    await curate(await partsOf(dir, steps));
    const curated = bytesOf(dir);
    const { books, status } = await uncurate({ dir, state: null, now });
    expect([books, status.curation]).toEqual([null, null]);
    expect(bytesOf(dir)).toEqual({ ...before, 'curation/recipe.yaml': curated['curation/recipe.yaml'] });
    await curate(await partsOf(dir, null));
    expect(bytesOf(dir)).toEqual(curated);
  });

  test('without a recipe does what is usual; generate makes the dataset whole again', async () => {
    const dir = copied();
    const before = await rowsOf(dir);
    const { books } = await curate(await partsOf(dir, null));
    expect(books?.steps.map(({ step }) => step)).toEqual(['duplicates', 'flags']);
    await curate(await partsOf(dir, [{ step: 'sample', rows: 5 }]));
    await generateIn(dir);
    expect(await rowsOf(dir)).toEqual(before);
    expect((await readStatus(dir, null)).curation).toBeNull();
    expect(readdirSync(join(dir, 'curation'))).toEqual(['recipe.yaml']);
  });

  test('with a benchmark or a dataset that has changed is not done again', async () => {
    const dir = copied();
    const folder = scratch();
    const [benchmark, other] = [join(folder, 'b.jsonl'), join(folder, 'o.jsonl')];
    writeFileSync(
      benchmark,
      '{"question": "What did the keeper of the lighthouse do on each Monday evening of that winter?"}',
    );
    writeFileSync(
      other,
      JSON.stringify({
        messages: [
          { role: 'user', content: 'A?' },
          { role: 'assistant', content: 'B.' },
        ],
      }),
    );
    await curate(
      await partsOf(dir, [
        { step: 'contamination', benchmarks: [benchmark] },
        { step: 'mix', sets: [{ path: other, rows: 1 }] },
      ]),
    );
    const bytes = bytesOf(dir);
    expect(Buffer.from(bytes['curation/recipe.yaml'] ?? '', 'base64').toString()).not.toContain(process.cwd());
    await curate(await partsOf(dir, null));
    expect(bytesOf(dir)).toEqual(bytes);
    writeFileSync(other, '{}');
    await expect(curate(await partsOf(dir, null))).rejects.toMatchObject({
      code: 'E_CURATE',
      message: expect.stringContaining('o.jsonl" is not what it was'),
    });
    expect(bytesOf(dir)).toEqual(bytes);
  });

  test('needs a folder with a run', async () => {
    const dir = scratch();
    await expect(curate(await partsOf(join(dir, 'none'), null))).rejects.toMatchObject({ code: 'E_RUN_UNKNOWN' });
    expect(readdirSync(dir)).toEqual([]);
    mkdirSync(join(dir, 'empty'));
    await expect(curate(await partsOf(join(dir, 'empty'), null))).rejects.toMatchObject({ code: 'E_RUN_UNKNOWN' });
  });
});

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
