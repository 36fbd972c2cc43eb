import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { benchmarkScreen } from '../curate/contamination/seed-screen.ts';
import type { CurateResult } from '../curate/curate.ts';
import { type Recipe, readRecipe } from '../curate/recipe.ts';
import type { GenerateResult } from '../run/generate.ts';
import { CURATION } from '../run/row-list.ts';
import type { SeedScreen } from '../run/seed-screen.ts';
import type { RunSettings } from '../run/settings.ts';
import { curateFolder } from './curate.ts';
import type { Io } from './io.ts';

/** What `generate --curate` asks for: a recipe, null for the folder's own; undefined where nothing is asked for. */
export type AfterRun = { recipe: Recipe | null } | undefined;

/** Reads the recipe of `--curate`, before anything is paid for. Errors: E_CURATE. */
export async function afterRun(
  flags: Readonly<Record<string, unknown>>,
  settings: RunSettings,
  io: Io,
): Promise<AfterRun> {
  if (flags.curate === undefined) return undefined;
  const recipe = typeof flags.curate === 'string' ? await readRecipe(resolve(io.cwd, flags.curate)) : null;
  const isHeld = recipe?.steps.some(({ id }) => id === 'contamination') ?? false;
  if (isHeld && settings.benchmarks.length === 0 && flags.json !== true) io.err(UNSCREENED);
  return { recipe };
}

const UNSCREENED =
  'Seeds are not held against the benchmarks of the recipe, rows will be: give them to --benchmarks too, and nothing is paid for what they would drop.';
const UNCURATED =
  'The dataset is not curated now: "agentinstruct curate" does it again by the recipe that the folder has.';

/** The screen for seeds that the settings ask for. Errors: E_CURATE. */
export async function screenOf({ benchmarks }: RunSettings, io: Io): Promise<SeedScreen | null> {
  return benchmarks.length === 0 ? null : benchmarkScreen(benchmarks.map((path) => resolve(io.cwd, path)));
}

/** Curates what a run has come to, where that was asked for and the run has not ended before its end. */
export async function curateAfter(
  after: AfterRun,
  { state }: GenerateResult,
  settings: RunSettings,
  run: { stop: AbortSignal; abort: AbortSignal; wait: boolean; json: boolean },
  io: Io,
): Promise<CurateResult | null> {
  const { out: dir, state: stateDir } = settings;
  if (!after) {
    if (!run.json && existsSync(join(dir, CURATION.recipe))) io.err(UNCURATED);
    return null;
  }
  if (state !== 'done' && state !== 'exhausted') return null;
  const isNamed = settings.teacher.judge !== undefined;
  return curateFolder({ dir, state: stateDir, recipe: after.recipe, settings, isNamed, ...run }, io);
}
