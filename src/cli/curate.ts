import {
  type CurateParts,
  type CurateProgress,
  type CurateResult,
  curate,
  estimateJudges,
  uncurate,
} from '../curate/curate.ts';
import type { JudgeForecast } from '../curate/judge/forecast.ts';
import type { JudgeTeacher } from '../curate/judge/judging.ts';
import type { Recipe } from '../curate/recipe.ts';
import { UserError } from '../errors.ts';
import type { RunSettings } from '../run/settings.ts';
import type { RunStatus } from '../run/status.ts';
import { batchTeacher, createBatches, createTeacher, isPaid, type TeacherSpec } from '../teacher/open-teacher.ts';
import { printable } from '../text/printable.ts';
import { recipeFrom } from './curate-recipe.ts';
import { curationLines, forecastLines } from './curation-lines.ts';
import { interrupts } from './interrupts.ts';
import type { Io } from './io.ts';
import { resolveSettings } from './resolve-settings.ts';
import { judgeSpec } from './teacher.ts';

const STOPPING = 'Stopping: calls under way come to their end. Ctrl-C again to stop at once.';
const GO_ON = 'Run the same command to go on.';
const REHEARSAL =
  'Judge: rehearsal, an offline stand-in that gives marks by rules; no model is asked. Give --teacher for real ones.';

/** Runs `curate` from flags to exit code. */
export async function runCurate(dir: string, flags: Record<string, unknown>, io: Io): Promise<number> {
  const json = flags.json === true;
  // A run's mix is of skills, this one of datasets.
  const { mix: _, ...ofSettings } = flags;
  const { settings } = await resolveSettings([], ofSettings, io);
  const state = typeof flags.state === 'string' ? flags.state : null;
  const now = () => new Date();
  if (flags.off === true) {
    const result = await uncurate({ dir, state, now });
    return printCurated(result, dir, json, io);
  }
  const recipe = await recipeFrom(flags, settings, io);
  const isNamed = flags.teacher !== undefined || settings.teacher.judge !== undefined;
  const { stop, abort, release } = interrupts(() => {
    if (!json) io.err(STOPPING);
  });
  try {
    const given = { dir, state, recipe, settings, isNamed, wait: flags.wait !== false, stop, abort, json };
    if (flags.estimate === true) {
      await foreseeFolder(given, io);
      return 0;
    }
    return printCurated(await curateFolder(given, io), dir, json, io);
  } catch (error) {
    return endedShort(error, stop, json, io);
  } finally {
    release();
  }
}

/** What curating a folder takes. */
export interface FolderToCurate {
  dir: string;
  state: string | null;
  recipe: Recipe | null;
  settings: RunSettings;
  /** Whether the settings name the judge's teacher; else the recipe does. */
  isNamed: boolean;
  wait: boolean;
  stop: AbortSignal;
  abort: AbortSignal;
  json: boolean;
}

/** Curates a folder and shows how it goes on. */
export async function curateFolder(given: FolderToCurate, io: Io): Promise<CurateResult> {
  const progress = createProgress(given.json, io);
  try {
    const foresee = (forecast: JudgeForecast) => {
      if (forecast.rows > 0) tellForecast(forecast, given, io);
    };
    return await curate({ ...partsOf(given, io), watch: progress.watch, foresee });
  } finally {
    progress.stop();
  }
}

/** Tells what the judges of a folder's recipe would be asked. */
async function foreseeFolder(given: FolderToCurate, io: Io): Promise<void> {
  const progress = createProgress(given.json, io);
  try {
    const told: JudgeForecast[] = [];
    await estimateJudges({ ...partsOf(given, io), watch: progress.watch, foresee: (each) => void told.push(each) });
    progress.stop();
    for (const forecast of told) tellForecast(forecast, given, io);
  } finally {
    progress.stop();
  }
}

function partsOf(
  { dir, state, recipe, settings, isNamed, wait, stop, abort, json }: FolderToCurate,
  io: Io,
): Omit<CurateParts, 'watch'> {
  return {
    ...{ dir, state, recipe, stop, abort, now: () => new Date() },
    openJudge({ teacher, model }) {
      const spec = judgeSpec(isNamed ? settings : { ...settings, teacher: { default: teacher }, model }, io);
      if (spec.teacher === 'rehearsal' && !json) io.err(REHEARSAL);
      return judgeTeacher(spec, settings, wait);
    },
  };
}

function tellForecast(forecast: JudgeForecast, { json, settings: { maxCost } }: FolderToCurate, io: Io): void {
  if (json) io.out(JSON.stringify({ event: 'judge', ...forecast }));
  else for (const line of forecastLines(forecast, maxCost)) io.err(printable(line));
}

function judgeTeacher(spec: TeacherSpec, settings: RunSettings, wait: boolean): JudgeTeacher {
  const transport = createBatches(spec);
  const { maxCost, maxTokensTotal, prices } = settings;
  return {
    teacher: transport ? batchTeacher(transport) : createTeacher(spec),
    concurrency: spec.concurrency,
    hosted: isPaid(spec),
    prices,
    limits: { maxCost, maxTokensTotal },
    extraBody: spec.extraBody,
    batch: transport && { transport, wait },
  };
}

/** What is told when a judge's teacher, its money or Ctrl-C ends curation; other errors go on. */
export function endedShort(
  error: unknown,
  stop: AbortSignal,
  json: boolean,
  io: Io,
  status: RunStatus | null = null,
): number {
  const isPause = error instanceof UserError && /^E_(?:TEACHER|BUDGET|BATCH)/.test(error.code);
  if (!isPause && !(stop.aborted && error instanceof Error && error.name === 'AbortError')) throw error;
  if (json) {
    const told = isPause
      ? { ended: 'paused', error: { code: error.code, message: error.message } }
      : { ended: 'stopped' };
    io.out(JSON.stringify({ event: 'done', ...status, ...told }));
    return 3;
  }
  const why = isPause
    ? `Paused: ${error.message} (${error.code}). ${error.hint ?? GO_ON}`
    : `Stopped by Ctrl-C. ${GO_ON}`;
  io.err(printable(`${why} The dataset is as it was; marks that were paid for are kept.`));
  return 3;
}

const PLAIN_MS = 10_000;
const LIVE_MS = 250;

function createProgress(json: boolean, io: Io) {
  let next = 0;
  return {
    watch(progress: CurateProgress) {
      const now = performance.now();
      if (now < next) return;
      const isLive = io.terminal && !json;
      next = now + (isLive ? LIVE_MS : PLAIN_MS);
      const { meter, ...facts } = { meter: undefined, ...progress };
      if (json) return io.out(JSON.stringify({ event: 'progress', ...facts }));
      if (isLive) io.live([lineOf(progress)]);
      else if (progress.phase === 'judging' && progress.done > 0) io.err(lineOf(progress));
    },
    stop() {
      if (io.terminal && !json) io.live([]);
    },
  };
}

function lineOf(progress: CurateProgress): string {
  if (progress.phase !== 'judging') return `${progress.phase}: ${n(progress.rows)} rows`;
  const calls = [...progress.meter.stages.values()].reduce((sum, { usage }) => sum + usage.calls, 0);
  return `judging: ${n(progress.done)} of ${n(progress.rows)} rows, ${n(calls)} calls`;
}

/** Prints what curation came to; the exit code. */
function printCurated({ books, status, summary }: CurateResult, dir: string, json: boolean, io: Io): number {
  const rows = summary.splits.reduce((sum, split) => sum + split.rows, 0);
  if (json) {
    for (const step of books?.steps ?? []) io.out(JSON.stringify({ event: 'step', ...step }));
    io.out(JSON.stringify({ event: 'done', ...status, ended: 'done' }));
  } else {
    for (const line of books ? curationLines(books) : []) io.err(printable(line));
    const how = books ? 'curated' : 'as it was before curation';
    io.out(printable(`Dataset ${how}: ${n(rows)} rows in ${dir}/data; card: ${dir}/README.md`));
  }
  return rows > 0 ? 0 : 3;
}

const n = (count: number) => count.toLocaleString('en');
