import { expect, test } from 'vitest';
import { curate } from '../src/curate/curate.ts';
import { makeRecipe } from '../src/curate/recipe.ts';
import { makeReport } from '../src/report/make-report.ts';
import { generateIn, never, now } from './curated-run.ts';
import { scratch } from './scratch.ts';

test('what a check drops of a type is told of all its items, also of pairs that curation leaves out', async () => {
  const dir = scratch();
  await generateIn(dir, undefined, { maxSeeds: 40, skills: ['reading-comprehension'] });
  const hardest = async () =>
    (await makeReport(dir, { state: null, skillsDirs: [], now, version: '1.0.0' })).checks.hardest;
  const before = await hardest();
  expect(Object.keys(before)).not.toEqual([]);
  const recipe = await makeRecipe('0', [{ step: 'sample', rows: 3 }]);
  const openJudge = () => {
    throw new Error('there is no judge here');
  };
  await curate({ dir, state: null, recipe, openJudge, now, stop: never, abort: never, watch: () => {} });
  expect(await hardest()).toEqual(before);
});
