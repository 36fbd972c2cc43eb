import { splitBySource } from '../dataset/select.ts';
import type { DatasetSummary } from '../dataset/write-dataset.ts';
import { UserError } from '../errors.ts';
import type { SeedShards } from '../store/seed-shards.ts';
import { createLimiter } from '../teacher/limiter.ts';
import { createMeter } from '../teacher/meter.ts';
import { REHEARSAL_MODEL } from '../teacher/rehearsal/rehearsal.ts';
import type { Teacher } from '../teacher/teacher.ts';
import { checkMix } from './assign.ts';
import { notePlan } from './coverage.ts';
import { drainOn } from './drain.ts';
import { finalise } from './finalise.ts';
import { checkSeeds, gatherSeeds, type SeedBooks } from './gather-seeds.ts';
import { type OpenRun, openRun } from './open-run.ts';
import { createPlanner, type Planner } from './planner.ts';
import { checkHoldout, quotasOf, testShareOf, totalsOf } from './quotas.ts';
import { countCommitted, countFinished, newRunState, type RunState } from './run-state.ts';
import { createSearch, type Search, type Searchable, searchedOf } from './search.ts';
import { type RunSettings, samplingOf } from './settings.ts';
import { type RunStatus, statusOf } from './status.ts';
import { createTaken } from './taken.ts';
import { taughtSkills } from './taught.ts';
import { type UnitTools, workUnit } from './unit.ts';
import { loadWords, type RunWords } from './words.ts';
import { runUnits } from './worker.ts';

/** What a generate run is handed. `teacher` is not yet open; the caller closes it. */
export interface GenerateParts {
  settings: RunSettings;
  teacher: Teacher;
  /** The command as typed, for run.json and the card; without secrets. */
  command: string;
  version: string;
  now: () => Date;
  /** Aborted by the first Ctrl-C: calls under way come to their end, then the run stops. */
  stop: AbortSignal;
  /** Aborted by the second: everything ends now. */
  abort: AbortSignal;
  watch: (state: RunState) => void;
  /** Told what is about to be asked, before the first call. */
  beforeCalls?: (facts: BeforeCalls) => Promise<void>;
}

/** What is known before the first call. */
export interface BeforeCalls {
  words: RunWords;
  model: string;
  /** The seeds, and how many of them are not done. */
  seeds: Searchable;
  left: number;
  /** Pairs that are committed. */
  pairs: number;
}

/** How a run ended. `failure` is there when it was paused because the teacher failed for good. */
export interface GenerateResult {
  state: 'done' | 'stopped' | 'exhausted' | 'paused';
  failure: UserError | null;
  summary: DatasetSummary;
  status: RunStatus;
  /** Seed files that could not be used, and why. */
  rejected: SeedBooks['rejected'];
}

/**
 * Makes a dataset in a run folder, or goes on with one. Rejects with the UserErrors of its parts before the first call;
 * when the teacher fails for good after that, the run is `paused`: what is committed is in the dataset, nothing durable
 * is lost, and the same command goes on. Rejects with the reason of `stop` when that is aborted before the first call.
 */
export async function generate(parts: GenerateParts): Promise<GenerateResult> {
  const { settings, teacher, stop } = parts;
  const words = await loadWords(settings);
  checkMix(settings.mix, words.skills);
  checkHoldout(settings);
  await checkSeeds(settings);
  await teacher.open(stop);
  const run = await openRun(settings, words, { ...parts, model: teacher.model });
  try {
    return await workAndWrite(parts, run, words);
  } finally {
    await run.close();
  }
}

async function workAndWrite(parts: GenerateParts, run: OpenRun, words: RunWords): Promise<GenerateResult> {
  const { settings, stop } = parts;
  const { store } = run.folder;
  const state = newRunState();
  parts.watch(state);
  const note = (read: RunState['read']) => {
    state.read = read;
  };
  const { shards, books } = await gatherSeeds(settings.out, store, settings, note, stop);
  const skills = await taughtSkills(store, settings, words.skills, shards);
  const quotas = quotasOf(settings, skills);
  const testShare = await testShareOf(store, settings, quotas, shards);
  const splitOf = splitBySource(settings.runSeed, testShare);
  const planner = await createPlanner(store, shards, skills, {
    ...settings,
    quotas: quotas && totalsOf(quotas),
    taken: createTaken(settings.out, store, quotas ?? new Map(), splitOf),
  });
  await notePlan(store, words.skills, skills, quotas && totalsOf(quotas));
  await store.set('complete', false);
  const failure = await work(parts, run, words, shards, planner, state);

  state.phase = 'writing';
  parts.watch(state);
  const ended = failure ? 'paused' : stop.aborted ? 'stopped' : planner.exhausted ? 'exhausted' : 'done';
  const { teacher, command, version } = parts;
  const summary = await finalise(settings.out, store, settings, {
    name: 'Instruction data',
    teacher: teacher.model,
    rehearsal: teacher.model === REHEARSAL_MODEL,
    skills,
    command,
    version,
    complete: ended === 'done',
    seeds: { files: books.files, seeds: shards.ids.length },
    quotas,
    testShare,
  });
  await store.set('complete', ended === 'done');
  run.events.write(ended, { rows: summary.splits.reduce((sum, split) => sum + split.rows, 0) });
  const status = await statusOf(store, run.file, false);
  return { state: ended, failure, summary, status, rejected: books.rejected };
}

/** Works all units that can be planned. Gives the teacher's lasting failure, if that ended it. */
async function work(
  parts: GenerateParts,
  { folder: { store }, events }: OpenRun,
  words: RunWords,
  shards: SeedShards,
  planner: Planner,
  state: RunState,
): Promise<UserError | null> {
  const { settings, teacher, stop } = parts;
  const [limiter, meter] = [createLimiter(settings.concurrency ?? finite(teacher.capacity)), createMeter()];
  const { counts } = await store.stats();
  const seed = (id: string) => shards.get(id);
  const { ids } = shards;
  const [left, total] = [Math.max(0, ids.length - counts.seeds), Math.max(ids.length, counts.seeds)];
  await parts.beforeCalls?.({ words, model: teacher.model, seeds: shards, left, pairs: counts.pairs });
  countCommitted(state, counts);
  Object.assign(state, { phase: 'asking', limiter, meter, total, wanted: settings.pairs } satisfies Partial<RunState>);
  parts.watch(state);
  const finished: UnitTools['finished'] = (result) => countFinished(state, result);
  const search = createSearch(shards, await searchedOf(store, ids));
  const tools = { ...toolsOf(parts, words, planner, search), store, limiter, meter, seed, finished };
  try {
    await runUnits({
      store,
      limiter,
      name: String(process.pid),
      plan: () => planner.advance(),
      work: (lease, signal, begun) => workUnit(lease, tools, signal, begun),
      committed: ({ unit }, done) => {
        planner.committed(unit, done);
        state.total = Math.max(state.total, state.finished.seeds);
        events.write('unit', { unit: unit.id, seeds: done.seeds, items: done.items, pairs: done.pairs });
      },
      stop,
      abort: drainOn(stop, parts.abort, limiter),
    });
    return null;
  } catch (error) {
    if (!(error instanceof UserError && error.code.startsWith('E_TEACHER'))) throw error;
    return stop.aborted ? null : error;
  }
}

/** What all units of a run share. */
function toolsOf(
  { settings, teacher }: GenerateParts,
  words: RunWords,
  planner: Planner,
  search: Search,
): Pick<UnitTools, 'runDir' | 'teacher' | 'asker' | 'context'> {
  const { draws, runSeed } = settings;
  return {
    runDir: settings.out,
    teacher,
    asker: { sampling: (stage) => samplingOf(settings, stage), maxTokens: () => settings.maxTokens },
    async context({ unit }) {
      const skill = words.skills.find((each) => each.id === unit.skill);
      if (!skill) throw new Error(`unit "${unit.id}" is of a skill that is not loaded`);
      const weights = await planner.weights(unit.round);
      const { pass } = unit;
      const { model } = teacher;
      return { ...words.shared, search, skill, weights, settings: draws, runSeed, pass, teacher: model };
    },
  };
}

/** A limit for teachers that bear any number: what one process works through at once. */
const NO_LIMIT = 64;

function finite(capacity: number): number {
  return Number.isFinite(capacity) ? capacity : NO_LIMIT;
}
