import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { CurationBooks } from '../dataset/curation.ts';
import { chooseRows, type LeftOut, splitBySource } from '../dataset/select.ts';
import type { DatasetSummary, PlacedPair } from '../dataset/write-dataset.ts';
import { UserError } from '../errors.ts';
import { loadFrame } from '../prompt/load-frames.ts';
import { openEvents } from '../run/events.ts';
import { finalise } from '../run/finalise.ts';
import { readFacts } from '../run/finalise-facts.ts';
import { openRunFolder, type RunFile, readRunFile, writeRunFile, writeWhole } from '../run/folder.ts';
import { keepJudges } from '../run/judged-by.ts';
import { CURATION, openRowList } from '../run/row-list.ts';
import { type RunStatus, statusOf } from '../run/status.ts';
import { pairsOf } from '../run/taken.ts';
import type { Store } from '../store/store.ts';
import { type Decided, decide } from './decide.ts';
import { createJudging, type JudgeProgress, type JudgingParts } from './judge/judging.ts';
import { makeRecipe, type Recipe, readRecipe, recipeText, withFiles } from './recipe.ts';

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

/** Steps of a dataset that nobody has said anything about. */
const USUAL = [{ step: 'duplicates' }, { step: 'flags' }];

/**
 * Curates the dataset of a run folder: takes its rows through the steps of a recipe, and writes `data/` and the card anew,
 * with `curation/` beside them. Nothing is deleted: every row is in the unit that made it, and the list of what was left out
 * says why. The same recipe over the same rows gives the same bytes. Errors: E_RUN_UNKNOWN, E_RUN_IN_USE, E_CURATE, and
 * those of the judge's teacher; until all is decided the dataset stays as it is.
 */
export async function curate(parts: CurateParts): Promise<CurateResult> {
  return inFolder(parts, async (store, file) => {
    const recipe = await withFiles(await recipeOf(parts));
    const facts = await readFacts(store, parts.dir);
    const manifest = await store.manifest();
    const pairs = () => pairsOf(parts.dir, manifest);
    parts.watch({ phase: 'reading', rows: 0 });
    const chosen = await chooseRows(pairs, facts.quotas, splitBySource(facts.runSeed, facts.testShare));
    const lists = await openLists(parts.dir);
    try {
      const decided = await decideAll(parts, store, file, recipe, takenOf(pairs(), chosen), lists);
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
  const file = await readRunFile(dir);
  if (!file || !existsSync(join(state ?? dir, 'state.db'))) throw noRun(dir);
  const folder = await openRunFolder(dir, state);
  const events = openEvents(dir, now);
  try {
    const done = await work(folder.store, file);
    const rows = done.summary.splits.reduce((sum, split) => sum + split.rows, 0);
    events.write(done.books ? 'curated' : 'uncurated', { rows });
    const status = await statusOf(folder.store, file, false);
    await writeRunFile(dir, { ...file, usage: status.usage });
    return { ...done, status };
  } finally {
    await events.close();
    await folder.close();
  }
}

function noRun(dir: string): UserError {
  return new UserError('E_RUN_UNKNOWN', `Cannot curate "${dir}": it holds no run, or not its state.db`, {
    hint: 'Give the folder that was given to generate --out, and the folder of its state to --state.',
  });
}

async function recipeOf({ dir, recipe }: CurateParts): Promise<Recipe> {
  if (recipe) return recipe;
  const saved = join(dir, CURATION.recipe);
  return existsSync(saved) ? readRecipe(saved) : makeRecipe('0', USUAL);
}

/** The rows that the dataset takes without curation. */
async function* takenOf(pairs: AsyncIterable<PlacedPair>, chosen: readonly (LeftOut | null)[]) {
  let at = 0;
  for await (const placed of pairs) if (chosen[at++] === null) yield placed;
}

async function openLists(dir: string) {
  await mkdir(join(dir, CURATION.folder), { recursive: true });
  return { leftOut: openRowList(join(dir, CURATION.leftOut)), flagged: openRowList(join(dir, CURATION.flagged)) };
}

async function decideAll(
  { dir, openJudge, stop, abort, watch }: CurateParts,
  store: Store,
  file: RunFile,
  { steps, seed }: Recipe,
  rows: AsyncIterable<PlacedPair>,
  { leftOut, flagged }: Awaited<ReturnType<typeof openLists>>,
): Promise<Decided & { judges: string[] }> {
  const judges: string[] = [];
  const used = (judge: string) => void judges.push(judge);
  const words = await loadFrame('judge');
  const note: JudgingParts['note'] = (progress) => watch({ phase: 'judging', ...progress });
  const judge = createJudging({ dir, store, file, words, open: openJudge, stop, abort, note, used });
  const decided = await decide(
    rows,
    steps,
    { seed, judge },
    {
      leftOut: (line) => leftOut.add({ record: 'left-out', ...line }),
      flagged: (line) => flagged.add({ record: 'flagged', ...line }),
      looked(count) {
        stop.throwIfAborted();
        watch({ phase: 'looking', rows: count });
      },
    },
  );
  return { ...decided, judges };
}
