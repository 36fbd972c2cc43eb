import { join } from 'node:path';
import type { CurationBooks } from '../dataset/curation.ts';
import type { DatasetSummary } from '../dataset/write-dataset.ts';
import { UserError } from '../errors.ts';
import { openEvents } from '../run/events.ts';
import { finalise } from '../run/finalise.ts';
import { readFacts } from '../run/finalise-facts.ts';
import { type RunFile, writeRunFile, writeWhole } from '../run/folder.ts';
import { keepJudges } from '../run/judged-by.ts';
import { CURATION } from '../run/row-list.ts';
import { type RunStatus, statusOf } from '../run/status.ts';
import type { Store } from '../store/store.ts';
import type { JudgeForecast } from './judge/forecast.ts';
import type { JudgeProgress, JudgingParts } from './judge/judging.ts';
import { type Recipe, recipeText } from './recipe.ts';
import { decideAll, type Lists, openLists, recipeOf, takenRows, withFolder } from './work-in-folder.ts';

/** What curation is handed. */
export interface CurateParts {
  dir: string;
  /** Where state.db and the lock live; null for the run folder. */
  state: string | null;
  /** Null for the recipe that the folder has, or else the usual one. */
  recipe: Recipe | null;
  /** Opens the teacher that a recipe names as its judge. */
  openJudge: JudgingParts['open'];
  now: () => Date;
  /** Aborted by the first Ctrl-C, and by the second. */
  stop: AbortSignal;
  abort: AbortSignal;
  watch: (progress: CurateProgress) => void;
  /** Told what a judge is to be asked, before it is asked and paid. */
  foresee?: (forecast: JudgeForecast) => void;
}

/** How far curation is. */
export type CurateProgress =
  | { phase: 'reading' | 'looking' | 'writing'; rows: number }
  | ({ phase: 'judging' } & JudgeProgress);

/** What curation came to; `books` is null where it was taken back. */
export interface CurateResult {
  books: CurationBooks | null;
  summary: DatasetSummary;
  status: RunStatus;
}

/**
 * Curates the dataset of a run folder: takes its rows through the steps of a recipe, and writes `data/` and the card anew,
 * with `curation/` beside them. Nothing is deleted: every row is in the unit that made it, and the list of what was left out
 * says why. The same recipe over the same rows gives the same bytes. Errors: E_RUN_UNKNOWN, E_RUN_IN_USE, E_CURATE, and
 * those of the judge's teacher; until all is decided the dataset stays as it is.
 */
export async function curate(parts: CurateParts): Promise<CurateResult> {
  return inFolder(parts, async (store, file) => {
    const recipe = await recipeOf(parts);
    const { facts, chosen, rows } = await takenRows(parts, store);
    const lists = await openLists(parts.dir);
    try {
      const decided = await decideAll(parts, store, file, recipe, rows, { lists, isAsked: true });
      parts.stop.throwIfAborted();
      parts.watch({ phase: 'writing', rows: decided.curated.books.rows.after });
      const folder = join(parts.dir, CURATION.folder);
      await writeWhole(join(parts.dir, CURATION.recipe), await recipeText(recipe, decided.options, folder));
      const summary = await finalise(parts.dir, store, facts, { chosen, curated: decided.curated });
      await keepJudges(store, decided.judges);
      for (const list of Object.values(lists)) await list.finish();
      return { summary, books: decided.curated.books };
    } catch (error) {
      for (const list of Object.values(lists)) await list.abandon();
      throw error;
    }
  });
}

/**
 * Tells `foresee` what each judge of a recipe would be asked, and asks none: rows have no mark then, so that those behind
 * another judge, or a sample behind one, are estimated as if none were left out for its marks. Nothing is written. Errors:
 * as {@link curate}; E_CURATE for a recipe without a judge.
 */
export async function estimateJudges(parts: CurateParts): Promise<void> {
  await withFolder(parts, async (store, file) => {
    const recipe = await recipeOf(parts);
    if (!recipe.steps.some(({ id }) => id === 'judge')) throw noJudge();
    const { rows } = await takenRows(parts, store);
    await decideAll(parts, store, file, recipe, rows, { lists: NO_LISTS, isAsked: false });
  });
}

const NO_LISTS: Lists = { leftOut: { add: async () => {} }, flagged: { add: async () => {} } };

function noJudge(): UserError {
  return new UserError('E_CURATE', 'Cannot estimate what a judge costs: the recipe has none', {
    hint: 'Give --judge, or a recipe with a step "judge".',
  });
}

/** Puts the dataset back as it was before it was curated; the recipe stays. Errors: E_RUN_UNKNOWN, E_RUN_IN_USE. */
export async function uncurate(parts: Pick<CurateParts, 'dir' | 'state' | 'now'>): Promise<CurateResult> {
  return inFolder(parts, async (store) => ({
    summary: await finalise(parts.dir, store, await readFacts(store, parts.dir)),
    books: null,
  }));
}

async function inFolder(
  { dir, state, now }: Pick<CurateParts, 'dir' | 'state' | 'now'>,
  work: (store: Store, file: RunFile) => Promise<Omit<CurateResult, 'status'>>,
): Promise<CurateResult> {
  return withFolder({ dir, state }, async (store, file) => {
    const events = openEvents(dir, now);
    try {
      const done = await work(store, file);
      const rows = done.summary.splits.reduce((sum, split) => sum + split.rows, 0);
      events.write(done.books ? 'curated' : 'uncurated', { rows });
      const status = await statusOf(store, file, false);
      await writeRunFile(dir, { ...file, usage: status.usage });
      return { ...done, status };
    } finally {
      await events.close();
    }
  });
}
