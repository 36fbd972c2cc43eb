import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { chooseRows, type LeftOut, splitBySource } from '../dataset/select.ts';
import type { PlacedPair } from '../dataset/write-dataset.ts';
import { UserError } from '../errors.ts';
import { loadFrame } from '../prompt/load-frames.ts';
import { readFacts } from '../run/finalise-facts.ts';
import { openRunFolder, type RunFile, readRunFile } from '../run/folder.ts';
import { CURATION, openRowList, type RowList } from '../run/row-list.ts';
import { pairsOf } from '../run/taken.ts';
import type { Store } from '../store/store.ts';
import type { CurateParts } from './curate.ts';
import { type Decided, decide } from './decide.ts';
import { createJudging, type JudgingParts } from './judge/judging.ts';
import { makeRecipe, type Recipe, readRecipe, withFiles } from './recipe.ts';

/** Steps of a dataset that nobody has said anything about. */
const USUAL = [{ step: 'duplicates' }, { step: 'flags' }];

/** Does work in a run folder that this process holds. Errors: E_RUN_UNKNOWN, E_RUN_IN_USE. */
export async function withFolder<T>(
  { dir, state }: Pick<CurateParts, 'dir' | 'state'>,
  work: (store: Store, file: RunFile) => Promise<T>,
): Promise<T> {
  const file = await readRunFile(dir);
  if (!file || !existsSync(join(state ?? dir, 'state.db'))) throw noRun(dir);
  const folder = await openRunFolder(dir, state);
  try {
    return await work(folder.store, file);
  } finally {
    await folder.close();
  }
}

function noRun(dir: string): UserError {
  return new UserError('E_RUN_UNKNOWN', `Cannot curate "${dir}": it holds no run, or not its state.db`, {
    hint: 'Give the folder that was given to generate --out, and the folder of its state to --state.',
  });
}

/** The recipe that is given, else the one that the folder has, else the usual one; its files as they are. Errors: E_CURATE. */
export async function recipeOf({ dir, recipe }: CurateParts): Promise<Recipe> {
  if (recipe) return withFiles(recipe);
  const saved = join(dir, CURATION.recipe);
  return withFiles(existsSync(saved) ? await readRecipe(saved) : await makeRecipe('0', USUAL));
}

/** The rows that the dataset takes without curation, and why it does not take the others. */
export async function takenRows({ dir, watch }: CurateParts, store: Store) {
  const facts = await readFacts(store, dir);
  const manifest = await store.manifest();
  const pairs = () => pairsOf(dir, manifest);
  watch({ phase: 'reading', rows: 0 });
  const chosen = await chooseRows(pairs, facts.quotas, splitBySource(facts.runSeed, facts.testShare));
  return { facts, chosen, rows: takenOf(pairs(), chosen) };
}

async function* takenOf(pairs: AsyncIterable<PlacedPair>, chosen: readonly (LeftOut | null)[]) {
  let at = 0;
  for await (const placed of pairs) if (chosen[at++] === null) yield placed;
}

/** Where what was left out and what was found is written to. */
export interface Lists {
  leftOut: Pick<RowList, 'add'>;
  flagged: Pick<RowList, 'add'>;
}

/** Opens the lists of a curation, under temporary names. */
export async function openLists(dir: string) {
  await mkdir(join(dir, CURATION.folder), { recursive: true });
  return { leftOut: openRowList(join(dir, CURATION.leftOut)), flagged: openRowList(join(dir, CURATION.flagged)) };
}

/** Takes rows through the steps of a recipe, with the judges that it names; says which have said something. */
export async function decideAll(
  { dir, openJudge, stop, abort, watch, foresee = () => {} }: CurateParts,
  store: Store,
  file: RunFile,
  { steps, seed }: Recipe,
  rows: AsyncIterable<PlacedPair>,
  { lists: { leftOut, flagged }, isAsked }: { lists: Lists; isAsked: boolean },
): Promise<Decided & { judges: string[] }> {
  const judges: string[] = [];
  const used = (judge: string) => void judges.push(judge);
  const words = await loadFrame('judge');
  const note: JudgingParts['note'] = (progress) => watch({ phase: 'judging', ...progress });
  const opening = { open: openJudge, stop, abort, note, used, foresee, isAsked };
  const judge = createJudging({ dir, store, file, words, ...opening });
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
