/** Makes a run folder, or curates it and prints how long that took and what it found. Needs `--expose-gc`. */
import { curate } from '../src/curate/curate.ts';
import { makeRecipe } from '../src/curate/recipe.ts';
import type { CurateCase, CurateFound } from './curate.ts';
import { makeFolder } from './curate-folder.ts';

const given: CurateCase = JSON.parse(process.argv[2] ?? '');

if ('planted' in given) {
  process.stdout.write(JSON.stringify(await makeFolder(given.dir, given.planted)));
} else {
  const { dir, steps } = given;
  globalThis.gc?.();
  const idle = process.memoryUsage.rss();
  const began = performance.now();
  const found: CurateFound = { idle, peak: idle, reading: 0, looking: 0, writing: 0, all: 0, cpu: 0, left: {} };
  const look = setInterval(() => {
    found.peak = Math.max(found.peak, process.memoryUsage.rss());
  }, 100);
  let last: { phase: 'reading' | 'looking' | 'writing' | 'judging'; at: number } = { phase: 'reading', at: began };
  const never = new AbortController().signal;
  const result = await curate({
    ...{ dir, state: null, recipe: await makeRecipe('0', steps), stop: never, abort: never, now: () => new Date() },
    openJudge: () => {
      throw new Error('the bench has no judge');
    },
    watch({ phase }) {
      const now = performance.now();
      if (last.phase !== 'judging') found[last.phase] += (now - last.at) / 1000;
      last = { phase, at: now };
    },
  });
  clearInterval(look);
  found.writing += (performance.now() - last.at) / 1000;
  found.all = (performance.now() - began) / 1000;
  const { user, system } = process.cpuUsage();
  found.cpu = (user + system) / 1e6;
  found.left = Object.fromEntries(result.books?.steps.flatMap(({ left }) => Object.entries(left)) ?? []);
  process.stdout.write(JSON.stringify(found));
}
