import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { zstdDecompressSync } from 'node:zlib';
import { beforeAll } from 'vitest';
import type { CurateParts } from '../src/curate/curate.ts';
import type { JudgeTeacher } from '../src/curate/judge/judging.ts';
import { makeRecipe } from '../src/curate/recipe.ts';
import { UserError } from '../src/errors.ts';
import { generate } from '../src/run/generate.ts';
import { RunSettings } from '../src/run/settings.ts';
import { rehearsalTeacher } from '../src/teacher/rehearsal/rehearsal.ts';
import type { Teacher } from '../src/teacher/teacher.ts';
import { scratch } from './scratch.ts';

let made: string;
/** Never aborted. */
export const never = new AbortController().signal;
/** A time that stands still. */
export const now = () => new Date(0);

/** A small run of the rehearsal. */
export async function generateIn(out: string, teacher: Teacher = rehearsalTeacher(), more: object = {}): Promise<void> {
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

/** Makes the run that {@link copied} copies, before the tests of a file. */
export function makesRun(): void {
  beforeAll(async () => {
    const folder = mkdtempSync(join(tmpdir(), 'agentinstruct-test-'));
    made = join(folder, 'run');
    await generateIn(made);
    return () => rmSync(folder, { recursive: true, force: true });
  }, 60_000);
}

/** A copy of the run, to be curated. */
export function copied(): string {
  const dir = join(scratch(), 'run');
  cpSync(made, dir, { recursive: true });
  return dir;
}

/** A judge that costs nothing. */
export const judgeOf = (teacher: Teacher): JudgeTeacher => ({
  ...{ teacher, concurrency: 4, hosted: false, prices: {}, extraBody: {}, batch: null },
  limits: { maxCost: null, maxTokensTotal: null },
});

/** What curation is handed. */
export async function partsOf(
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

/** The lines of one of its lists. */
export const listOf = (dir: string, name: string) =>
  zstdDecompressSync(readFileSync(join(dir, 'curation', `${name}.jsonl.zst`)))
    .toString()
    .split('\n')
    .filter(Boolean)
    .map((line): Record<string, unknown> => JSON.parse(line));

/** All that the dataset is: bytes by name. */
export function bytesOf(dir: string): Record<string, string> {
  const folders = ['data', 'curation'].filter((name) => existsSync(join(dir, name)));
  const paths = folders.flatMap((folder) => readdirSync(join(dir, folder)).map((name) => join(folder, name)));
  return Object.fromEntries([...paths, 'README.md'].map((path) => [path, readFileSync(join(dir, path), 'base64')]));
}

/** The rehearsal, counting its calls, and failing at one of them. */
export function counting(failAt = Number.POSITIVE_INFINITY): Teacher & { calls: number } {
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

/** A recipe of four steps. */
export const ALL = [
  ...[{ step: 'duplicates' }, { step: 'flags', drop: ['refusal'] }, { step: 'judge', minScore: 3 }],
  { step: 'sample', rows: 40 },
];
