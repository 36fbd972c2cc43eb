import type { Seed } from '../data.ts';
import type { DatasetSummary } from '../dataset/write-dataset.ts';
import { UserError } from '../errors.ts';
import type { SeedShards } from '../store/seed-shards.ts';
import { createLimiter } from '../teacher/limiter.ts';
import { createMeter } from '../teacher/meter.ts';
import type { Teacher } from '../teacher/teacher.ts';
import { drainOn } from './drain.ts';
import { finalise } from './finalise.ts';
import { gatherSeeds } from './gather-seeds.ts';
import { type OpenRun, openRun } from './open-run.ts';
import { createPlanner, type Planner } from './planner.ts';
import { quotasOf } from './quotas.ts';
import { countCommitted, countFinished, newRunState, type RunState } from './run-state.ts';
import { type RunSettings, samplingOf } from './settings.ts';
import { type RunStatus, statusOf } from './status.ts';
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
  /** Ids of the seeds, how to get one, and how many of them are not done. */
  ids: readonly string[];
  seed: (id: string) => Promise<Seed>;
  left: number;
}

/** How a run ended. `failure` is there when it was paused because the teacher failed for good. */
export interface GenerateResult {
  state: 'done' | 'stopped' | 'exhausted' | 'paused';
  failure: UserError | null;
  summary: DatasetSummary;
  status: RunStatus;
}

/**
 * Makes a dataset in a run folder, or goes on with one. Rejects with the UserErrors of its parts before the first call;
 * when the teacher fails for good after that, the run is `paused`: what is committed is in the dataset, nothing durable
 * is lost, and the same command goes on.
 */
export async function generate(parts: GenerateParts): Promise<GenerateResult> {
  const { settings, teacher, stop } = parts;
  const words = await loadWords(settings);
  await teacher.open(stop);
  const run = await openRun(settings, words, { ...parts, model: teacher.model });
  const { store } = run.folder;
  const state = newRunState();
  parts.watch(state);
  try {
    const { shards, books } = await gatherSeeds(settings.out, store, settings, (read) => {
      state.read = read;
    });
    const quotas = quotasOf(settings, words.skills);
    const planner = await createPlanner(store, shards, words.skills, { ...settings, quotas });
    const failure = await work(parts, run, words, shards, planner, state);

    state.phase = 'writing';
    parts.watch(state);
    const ended = failure ? 'paused' : stop.aborted ? 'stopped' : planner.exhausted ? 'exhausted' : 'done';
    await store.set('complete', ended === 'done');
    const { command, version } = parts;
    const summary = await finalise(settings.out, store, settings, {
      name: 'Instruction data',
      teacher: teacher.model,
      rehearsal: settings.teacher === 'rehearsal',
      skills: words.skills,
      command,
      version,
      complete: ended === 'done',
      seeds: { files: books.files, seeds: shards.ids.length },
      quotas,
    });
    run.events.write(ended, { rows: summary.splits.reduce((sum, split) => sum + split.rows, 0) });
    return { state: ended, failure, summary, status: await statusOf(store, run.file, false) };
  } finally {
    await run.close();
  }
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
  const limiter = createLimiter(settings.concurrency ?? finite(teacher.capacity));
  const meter = createMeter();
  const { counts } = await store.stats();
  const seed = (id: string) => shards.get(id);
  const left = Math.max(0, shards.ids.length - counts.seeds);
  await parts.beforeCalls?.({ words, model: teacher.model, ids: shards.ids, seed, left });
  countCommitted(state, counts);
  Object.assign(state, { phase: 'asking', limiter, meter, total: Math.max(shards.ids.length, counts.seeds) });
  parts.watch(state);
  const tools: UnitTools = {
    runDir: settings.out,
    store,
    teacher,
    limiter,
    meter,
    seed,
    asker: { sampling: (stage) => samplingOf(settings, stage), maxTokens: () => settings.maxTokens },
    context: async ({ unit }) => {
      const skill = words.skills.find((each) => each.id === unit.skill);
      if (!skill) throw new Error(`unit "${unit.id}" is of a skill that is not loaded`);
      const { frames, layouts, verify } = words;
      const { draws, runSeed } = settings;
      const weights = await planner.weights(unit.round);
      return {
        skill,
        frames,
        layouts,
        verify,
        weights,
        settings: draws,
        runSeed,
        pass: unit.pass,
        teacher: teacher.model,
      };
    },
    finished: (result) => countFinished(state, result),
  };
  try {
    await runUnits({
      store,
      limiter,
      name: String(process.pid),
      plan: () => planner.advance(),
      work: (lease, signal) => workUnit(lease, tools, signal),
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
    if (stop.aborted) return null;
    if (error instanceof UserError && error.code.startsWith('E_TEACHER')) return error;
    throw error;
  }
}

/** A limit for teachers that bear any number: what one process works through at once. */
const NO_LIMIT = 64;

function finite(capacity: number): number {
  return Number.isFinite(capacity) ? capacity : NO_LIMIT;
}
