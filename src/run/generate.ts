import type { Stage } from '../data.ts';
import { type Quotas, splitBySource } from '../dataset/select.ts';
import type { DatasetSummary } from '../dataset/write-dataset.ts';
import type { UserError } from '../errors.ts';
import type { HubOptions } from '../seed/remote/hub.ts';
import type { Skill } from '../skill/skill.ts';
import type { BatchTransport } from '../teacher/batch/transport.ts';
import { limitedTeacher } from '../teacher/gated/limited-teacher.ts';
import { REHEARSAL_MODEL } from '../teacher/rehearsal/rehearsal.ts';
import type { Teacher } from '../teacher/teacher.ts';
import { checkMix } from './assign.ts';
import { leaveWaves } from './batch/wave-books.ts';
import { notePlan } from './coverage.ts';
import { openEarlier } from './earlier.ts';
import { finalise } from './finalise.ts';
import { writeRunFile } from './folder.ts';
import { forkPlan } from './fork.ts';
import { checkSeeds, type Gathering, startGathering } from './gather-seeds.ts';
import { identityOf, modelsOf } from './identity.ts';
import { type OpenRun, openRun } from './open-run.ts';
import { createPlanner, type Planner } from './planner.ts';
import type { BodyOf } from './purse.ts';
import { checkHoldout, quotasOf, testShareOf, totalsOf } from './quotas.ts';
import { type Retried, retryDrops } from './retry-drops.ts';
import { newRunState, type RunState } from './run-state.ts';
import { type Searchable, searchedOf } from './search.ts';
import type { SeedBooks } from './seed-books.ts';
import type { SeedScreen } from './seed-screen.ts';
import type { RunSettings } from './settings.ts';
import { keepTariffs } from './spent.ts';
import { type RunStatus, statusOf } from './status.ts';
import { createTaken } from './taken.ts';
import { taughtSkills } from './taught.ts';
import { loadWords, type RunWords } from './words.ts';
import { type WorkParts, work } from './work.ts';

/** What a generate run is handed. `teacher` is not yet open; the caller closes it. */
export interface GenerateParts {
  settings: RunSettings;
  teacher: Teacher;
  /** The command as typed, for run.json and the card; without secrets. */
  command: string;
  version: string;
  now: () => Date;
  /** Whether a provider serves a stage's model, so that its prices hold; so by default. */
  hosted?: (stage: Stage) => boolean;
  /** The fields that go with every call of a stage, for limits; those of the settings by default. */
  bodyOf?: BodyOf;
  /** Aborted by the first Ctrl-C: calls under way come to their end, then the run stops. */
  stop: AbortSignal;
  /** Aborted by the second: everything ends now. */
  abort: AbortSignal;
  watch: (state: RunState) => void;
  /** How data sets of the Hugging Face Hub are asked for; never written down. */
  hub?: HubOptions;
  /** Seeds that it finds are rejected before any call. */
  screen?: SeedScreen | null;
  /** Has calls answered in batches, in place of asking `teacher`, which then only names the model. */
  batch?: { transport: BatchTransport; wait: boolean } | null;
  /** Tries drops of committed units again first: those of faults of a reply, or all of a stage. */
  retry?: { stage: Stage | null } | null;
  /** Told what is about to be asked, before the first call; all seeds are read by then. */
  beforeCalls?: (facts: BeforeCalls) => Promise<void>;
}

/** What is known before the first call. */
export interface BeforeCalls {
  words: RunWords;
  /** The model of each stage. */
  modelOf: (stage: Stage) => string;
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
  /** What reading the seeds came to. */
  seeds: SeedBooks;
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
  await checkSeeds(settings, given.hub);
  await teacher.open(stop);
  const identity = identityOf(settings, words.skills, words.hashes, modelsOf(teacher));
  const earlier = await openEarlier(reusedBy(settings), settings.out, identity);
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

/**
 * Whether work may begin before all seeds are read: not where the plan needs them all (rows that are counted, seeds taken
 * in turn from each file, batches), and not where what it will cost is told first.
 */
function worksWhileReading({ settings, batch, beforeCalls }: GenerateParts): boolean {
  return settings.pairs === null && settings.maxSeeds === null && batch == null && beforeCalls === undefined;
}

/** The folders whose replies are used again. */
function reusedBy({ fork, reuse }: RunSettings): string[] {
  return fork === null ? reuse : [fork, ...reuse];
}

async function workAndWrite(parts: WorkParts, run: OpenRun, words: RunWords): Promise<GenerateResult> {
  const { settings, stop } = parts;
  const { store } = run.folder;
  const state = newRunState();
  parts.watch(state);
  const note = (read: RunState['read']) => {
    state.read = read;
    if (state.phase === 'asking') state.total = Math.max(state.total, read.seeds);
  };
  if (!parts.batch) await leaveWaves(settings.out, store);
  if (settings.fork !== null) await forkPlan(settings.fork, settings.out, store, run.file);
  const retried = parts.retry ? await retryDrops(settings.out, store, parts.retry.stage) : null;
  if (retried) run.events.write('retried', { ...retried });
  const reading = await startGathering(settings.out, store, settings, note, stop, parts.hub, parts.screen);
  try {
    await (worksWhileReading(parts) ? reading.begun() : reading.done);
    state.reading = !reading.sealed;
    const sealed = () => {
      state.reading = false;
    };
    reading.done.then(sealed, sealed);
    const plan = await planOf(parts, run, words, reading);
    const failure = await work(parts, run, words, reading, plan.planner, state);
    await reading.stop();
    // What ended reading, if it was not to end.
    if (!reading.sealed && !stop.aborted && !failure) await reading.done;
    const skills = reading.sealed ? await plan.taught : words.skills;
    state.phase = 'writing';
    parts.watch(state);
    return { ...(await write(parts, run, reading, { ...plan, skills }, failure)), retried };
  } finally {
    await reading.stop();
  }
}

/** What the rows of a run are made by. */
interface Plan {
  planner: Planner;
  quotas: Quotas | null;
  testShare: number;
  /** The skills that are taught, once all seeds are read. */
  taught: Promise<Skill[]>;
}

async function planOf(
  { settings, batch, hosted }: WorkParts,
  { folder: { store } }: OpenRun,
  { skills }: RunWords,
  reading: Gathering,
): Promise<Plan> {
  const { shards, books, done } = reading;
  const taughtNow = () => taughtSkills(store, settings, skills, shards, books.kinds);
  // What one pass is planned by must not depend on how far reading is.
  const planned = settings.pairs === null ? skills : await taughtNow();
  const quotas = quotasOf(settings, planned);
  const totals = quotas && totalsOf(quotas);
  const testShare = await testShareOf(store, settings, quotas, shards);
  const splitOf = splitBySource(settings.runSeed, testShare);
  const planner = await createPlanner(store, shards, planned, {
    ...settings,
    quotas: totals,
    wide: batch != null,
    sealed: () => reading.sealed,
    taken: createTaken(settings.out, store, quotas ?? new Map(), splitOf),
  });
  const taught = done.then(async () => {
    await searchedOf(store, shards.ids);
    const own = await taughtNow();
    await notePlan(store, skills, own, totals);
    return own;
  });
  taught.catch(() => {});
  await store.set('complete', false);
  await keepTariffs(store, settings.prices, hosted ?? (() => true));
  return { planner, quotas, testShare, taught };
}

async function write(
  { settings, stop, teacher, command, version }: WorkParts,
  run: OpenRun,
  { shards, books }: Gathering,
  { planner, quotas, testShare, skills }: Omit<Plan, 'taught'> & { skills: Skill[] },
  failure: UserError | null,
): Promise<Omit<GenerateResult, 'retried'>> {
  const { store } = run.folder;
  const ended = failure ? 'paused' : stop.aborted ? 'stopped' : planner.exhausted ? 'exhausted' : 'done';
  const summary = await finalise(settings.out, store, {
    name: 'Instruction data',
    teacher: teacher.model,
    rehearsal: teacher.model === REHEARSAL_MODEL,
    skills,
    command,
    version,
    complete: ended === 'done',
    runSeed: settings.runSeed,
    seeds: { files: books.files, seeds: shards.ids.length },
    quotas,
    testShare,
  });
  await store.set('complete', ended === 'done');
  run.events.write(ended, { rows: summary.splits.reduce((sum, split) => sum + split.rows, 0) });
  const status = await statusOf(store, run.file, false);
  await writeRunFile(settings.out, { ...run.file, usage: status.usage });
  return { state: ended, failure, summary, status, seeds: books };
}
