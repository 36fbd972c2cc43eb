import type { Stage } from '../data.ts';
import { splitBySource } from '../dataset/select.ts';
import type { DatasetSummary } from '../dataset/write-dataset.ts';
import { UserError } from '../errors.ts';
import type { SeedShards } from '../store/seed-shards.ts';
import { limitedTeacher } from '../teacher/gated/limited-teacher.ts';
import { createMeter } from '../teacher/meter.ts';
import { REHEARSAL_MODEL } from '../teacher/rehearsal/rehearsal.ts';
import type { Teacher } from '../teacher/teacher.ts';
import { checkMix } from './assign.ts';
import { notePlan } from './coverage.ts';
import { drainOn } from './drain.ts';
import { type Earlier, openEarlier } from './earlier.ts';
import { finalise } from './finalise.ts';
import { writeRunFile } from './folder.ts';
import { forkPlan } from './fork.ts';
import { checkSeeds, gatherSeeds, type SeedBooks } from './gather-seeds.ts';
import { modelsOf } from './identity.ts';
import { type OpenRun, openRun } from './open-run.ts';
import { createPlanner, type Planner } from './planner.ts';
import { openPurse } from './purse.ts';
import { checkHoldout, quotasOf, testShareOf, totalsOf } from './quotas.ts';
import { type Retried, retryDrops } from './retry-drops.ts';
import { countCommitted, countFinished, newRunState, type RunState } from './run-state.ts';
import { createSearch, type Search, type Searchable, searchedOf } from './search.ts';
import { type RunSettings, samplingOf } from './settings.ts';
import { keepTariffs } from './spent.ts';
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
  /** Whether a provider serves the models, so that its prices hold; so by default. */
  hosted?: boolean;
  /** Aborted by the first Ctrl-C: calls under way come to their end, then the run stops. */
  stop: AbortSignal;
  /** Aborted by the second: everything ends now. */
  abort: AbortSignal;
  watch: (state: RunState) => void;
  /** Tries drops of committed units again first: those of faults of a reply, or all of a stage. */
  retry?: { stage: Stage | null } | null;
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
  /** What was set going again; null where nobody asked. */
  retried: Retried | null;
  /** Seed files that could not be used, and why. */
  rejected: SeedBooks['rejected'];
}

/**
 * Makes a dataset in a run folder, or goes on with one. Rejects with the UserErrors of its parts before the first call;
 * when the teacher fails for good after that, the run is `paused`: what is committed is in the dataset, nothing durable
 * is lost, and the same command goes on. Rejects with the reason of `stop` when that is aborted before the first call.
 */
export async function generate(given: GenerateParts): Promise<GenerateResult> {
  const { settings, stop } = given;
  const teacher = limitedTeacher(given.teacher, settings.concurrency ?? undefined);
  const words = await loadWords(settings);
  checkMix(settings.mix, words.skills);
  checkHoldout(settings);
  await checkSeeds(settings);
  await teacher.open(stop);
  const earlier = await openEarlier(reusedBy(settings), settings.out);
  try {
    const run = await openRun(settings, words, { ...given, models: modelsOf(teacher) });
    try {
      return await workAndWrite({ ...given, teacher, earlier }, run, words);
    } finally {
      await run.close();
    }
  } finally {
    await earlier?.close();
  }
}

/** The folders whose replies are used again. */
function reusedBy({ fork, reuse }: RunSettings): string[] {
  return fork === null ? reuse : [fork, ...reuse];
}

type LimitedParts = GenerateParts & { teacher: ReturnType<typeof limitedTeacher>; earlier: Earlier | null };

async function workAndWrite(parts: LimitedParts, run: OpenRun, words: RunWords): Promise<GenerateResult> {
  const { settings, stop } = parts;
  const { store } = run.folder;
  const state = newRunState();
  parts.watch(state);
  const note = (read: RunState['read']) => {
    state.read = read;
  };
  if (settings.fork !== null) await forkPlan(settings.fork, settings.out, store, run.file);
  const retried = parts.retry ? await retryDrops(settings.out, store, parts.retry.stage) : null;
  if (retried) run.events.write('retried', { ...retried });
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
  await keepTariffs(store, settings.prices, parts.hosted ?? true);
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
  await writeRunFile(settings.out, { ...run.file, usage: status.usage });
  return { state: ended, failure, summary, status, retried, rejected: books.rejected };
}

/** Works all units that can be planned. Gives the teacher's lasting failure, if that ended it. */
async function work(
  parts: LimitedParts,
  { folder: { store }, events }: OpenRun,
  words: RunWords,
  shards: SeedShards,
  planner: Planner,
  state: RunState,
): Promise<UserError | null> {
  const { settings, teacher, stop } = parts;
  const { load } = teacher;
  const meter = createMeter();
  const { counts } = await store.stats();
  const seed = (id: string) => shards.get(id);
  const { ids } = shards;
  const [left, total] = [Math.max(0, ids.length - counts.seeds), Math.max(ids.length, counts.seeds)];
  await parts.beforeCalls?.({ words, model: teacher.model, seeds: shards, left, pairs: counts.pairs });
  countCommitted(state, counts);
  Object.assign(state, { phase: 'asking', load, meter, total, wanted: settings.pairs } satisfies Partial<RunState>);
  parts.watch(state);
  const finished: UnitTools['finished'] = (result) => countFinished(state, result);
  const search = createSearch(shards, await searchedOf(store, ids));
  const tools = {
    ...toolsOf(parts, words, planner, search),
    store,
    meter,
    purse: await openPurse(settings, teacher, store),
    earlier: parts.earlier,
    seed,
    finished,
  };
  try {
    await runUnits({
      store,
      load,
      name: String(process.pid),
      plan: () => planner.advance(),
      work: (lease, signal, begun) => workUnit(lease, tools, signal, begun),
      committed: ({ unit }, done) => {
        planner.committed(unit, done);
        state.total = Math.max(state.total, state.finished.seeds);
        events.write('unit', { unit: unit.id, seeds: done.seeds, items: done.items, pairs: done.pairs });
      },
      stop,
      abort: drainOn(stop, parts.abort, load),
    });
    return null;
  } catch (error) {
    if (!(error instanceof UserError && /^E_(TEACHER|BUDGET)/.test(error.code))) throw error;
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
  const { draws, runSeed, keepReasoning } = settings;
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
      return { ...words.shared, search, skill, weights, settings: draws, runSeed, pass, teacher: model, keepReasoning };
    },
  };
}
