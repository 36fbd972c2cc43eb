import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  ALL,
  bytesOf,
  copied,
  counting,
  generateIn,
  judgeOf,
  listOf,
  makesRun,
  now,
  partsOf,
} from '../../test/curated-run.ts';
import { rowsOf } from '../../test/rows.ts';
import { scratch } from '../../test/scratch.ts';
import { readStatus } from '../run/status.ts';
import { curate, uncurate } from './curate.ts';
import { readRecipe } from './recipe.ts';

makesRun();

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
