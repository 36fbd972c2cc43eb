import { STAGES, type Stage } from '../data.ts';
import { UserError } from '../errors.ts';
import { UNIT_SEEDS } from '../run/cut-round.ts';
import { estimate, shareOf } from '../run/estimate.ts';
import { type BeforeCalls, type GenerateResult, generate } from '../run/generate.ts';
import type { RunState } from '../run/run-state.ts';
import type { RunSettings } from '../run/settings.ts';
import {
  batchTeacher,
  createBatches,
  createTeacher,
  endpointFor,
  isPaid,
  isPaidAt,
  type TeacherSpec,
} from '../teacher/open-teacher.ts';
import { printable } from '../text/printable.ts';
import { commandLine } from './command-line.ts';
import { forecast } from './cost.ts';
import { endedShort } from './curate.ts';
import { type AfterRun, afterRun, curateAfter, screenOf } from './curate-after.ts';
import { interrupts } from './interrupts.ts';
import type { Io } from './io.ts';
import { createProgress } from './progress.ts';
import { resolveSettings } from './resolve-settings.ts';
import { hubOf, seedArguments } from './seed-arguments.ts';
import { seedLines } from './seed-lines.ts';
import { statusLines } from './status.ts';
import { isRehearsed, teacherSpec } from './teacher.ts';
import { VERSION } from './version.ts';
import { capYoungSpace } from './young-space.ts';

const STOPPING =
  'Stopping: calls under way come to their end. Ctrl-C again to stop at once; run the same command to go on.';
const REHEARSAL =
  'Teacher: rehearsal, an offline stand-in that follows rules; no model is asked. Give --teacher for real data.';
const GO_ON = 'Run the same command to go on.';

/** Runs `generate` from flags to exit code. */
export async function runGenerate(seeds: readonly string[], flags: Record<string, unknown>, io: Io): Promise<number> {
  const { settings } = await resolveSettings(seeds, flags, io);
  settings.seeds = await seedArguments(settings.seeds, flags.stdinName, io);
  if (settings.seeds.length === 0) throw noSeeds();
  const [json, spec, retry] = [flags.json === true, teacherSpec(settings, io), retryOf(flags)];
  const [after, screen] = [await afterRun(flags, settings, io), await screenOf(settings, io)];
  const transport = createBatches(spec);
  const teacher = transport ? batchTeacher(transport) : createTeacher(spec);
  const batch = transport && { transport, wait: flags.wait !== false };
  if (!json && isRehearsed(settings)) io.err(REHEARSAL);
  const { stop, abort, askToStop, release } = interrupts(() => {
    if (!json) io.err(STOPPING);
  });
  const unhear = io.whenClosed?.(askToStop);
  const uncap = capYoungSpace(settings.concurrency ?? 0);
  const progress = createProgress(io, json);
  const beforeCalls = async (facts: BeforeCalls) => {
    if (facts.left > 0) await printEstimate(settings, spec, facts, json, io);
  };
  const watch = (state: RunState) => progress.watch(state);
  const command = commandLine(seeds, flags);
  const now = () => new Date();
  try {
    const result = await generate({
      settings,
      teacher,
      command,
      version: VERSION,
      now,
      stop,
      abort,
      hosted: (stage) => isPaidAt(spec, stage),
      bodyOf: (stage) => endpointFor(spec, stage).extraBody,
      hub: hubOf(io),
      retry,
      batch,
      watch,
      screen,
      ...(isPaid(spec) && { beforeCalls }),
    });
    progress.stop();
    return await curateAndReport(after, result, settings, { stop, abort, wait: flags.wait !== false, json }, io);
  } catch (error) {
    if (!stop.aborted || !isAbort(error)) throw error;
    progress.stop();
    return reportUnbegun(json, io);
  } finally {
    progress.stop();
    release();
    uncap();
    await teacher.close();
    unhear?.();
  }
}

/** Curates where that is asked for, and reports; when curation ends short, the dataset is the one before it. */
async function curateAndReport(
  after: AfterRun,
  result: GenerateResult,
  settings: RunSettings,
  run: { stop: AbortSignal; abort: AbortSignal; wait: boolean; json: boolean },
  io: Io,
): Promise<number> {
  try {
    const curated = await curateAfter(after, result, settings, run, io);
    return report(
      { ...result, ...(curated && { summary: curated.summary, status: curated.status }) },
      settings,
      run.json,
      io,
    );
  } catch (error) {
    if (!run.json) report(result, settings, false, io);
    return endedShort(error, run.stop, run.json, io, result.status);
  }
}

/** What --retry-drops and --stage ask for. Errors: E_USAGE. */
function retryOf({ retryDrops, stage }: Record<string, unknown>): { stage: Stage | null } | null {
  if (stage === undefined) return retryDrops === true ? { stage: null } : null;
  const named = STAGES.find((each) => each === stage);
  if (retryDrops === true && named) return { stage: named };
  const found = retryDrops === true ? `there is no stage "${String(stage)}"` : '--stage goes with --retry-drops';
  throw new UserError('E_USAGE', `Cannot try drops again: ${found}`, { hint: `The stages are ${STAGES.join(', ')}.` });
}

function noSeeds(): UserError {
  const hint = 'Name files, folders or addresses: agentinstruct generate docs/ --out my-data';
  return new UserError('E_USAGE', 'Cannot generate: no seeds are given', { hint });
}

function reportUnbegun(json: boolean, io: Io): number {
  if (json) io.out(JSON.stringify({ event: 'done', ended: 'stopped' }));
  else io.err(`Stopped by Ctrl-C before the first call. ${GO_ON}`);
  return 3;
}

function isAbort(error: unknown): boolean {
  return error instanceof Error && error.name === 'AbortError';
}

async function printEstimate(
  settings: RunSettings,
  spec: TeacherSpec,
  facts: BeforeCalls,
  json: boolean,
  io: Io,
): Promise<void> {
  const { price, unpriced } = await forecast(settings, spec, facts.modelOf);
  const whole = await estimate(facts.words, settings, facts.seeds, price);
  const { calls, rows, prompt, completion, cost, sampled } = shareOf(whole, shareLeft(settings, facts, whole.rows));
  if (json)
    return io.out(JSON.stringify({ event: 'estimate', calls, rows, tokens: { prompt, completion }, cost, sampled }));
  const n = (value: number) => value.toLocaleString('en');
  const what = settings.pairs === null ? `${n(facts.left)} seeds` : `${n(rows)} rows`;
  io.err(
    `Estimate for ${what}, from ${sampled} rehearsed seeds: about ${n(calls)} calls, ${n(prompt)} tokens in and ${n(completion)} out or more, ${n(rows)} rows; ` +
      (cost === null
        ? `cost unknown (no price is known for ${[...unpriced].map((model) => `"${printable(model)}"`).join(', ')})`
        : `about $${cost.toFixed(2)}, more where the model writes at length`),
  );
}

/** How much of one pass over all seeds is still to be paid for: by the seeds left, or by the rows left of --pairs, a unit at least. */
function shareLeft({ pairs, maxPasses }: RunSettings, facts: BeforeCalls, rows: number): number {
  if (pairs === null) return facts.left / Math.max(1, facts.seeds.ids.length);
  const left = Math.max(0, pairs - facts.pairs);
  const least = left > 0 ? UNIT_SEEDS / Math.max(1, facts.seeds.ids.length) : 0;
  return Math.min(maxPasses, Math.max(least, left / Math.max(1, rows)));
}

function report(result: GenerateResult, settings: RunSettings, json: boolean, io: Io): number {
  const { state, status, failure } = result;
  const code = state === 'done' && (status.rows ?? 0) > 0 ? 0 : 3;
  if (json) {
    const error = failure && { error: { code: failure.code, message: failure.message } };
    io.out(
      JSON.stringify({
        event: 'done',
        ...status,
        ended: state,
        ...(result.retried && { retried: result.retried }),
        ...error,
      }),
    );
    return code;
  }
  if (result.retried) io.err(`retried   ${result.retried.drops} drops of ${result.retried.units} units`);
  for (const line of statusLines(status)) io.err(line);
  for (const line of seedLines(result.seeds, settings)) io.err(line);
  const files = result.summary.splits.map(
    (split) =>
      `${split.rows.toLocaleString('en')} rows in ${settings.out}/${split.files[0]}${split.files.length > 1 ? ' ...' : ''}`,
  );
  io.out(`Dataset: ${files.join(', ') || 'no rows'}; card: ${settings.out}/README.md`);
  const last = lastLine(result, settings);
  if (last !== null) io.err(printable(last));
  return code;
}

const NO_ROWS =
  'No row came out: the drops above say at which stage and why. "agentinstruct preview" shows what a seed leads to.';

/** Why a run ended short and how it goes on; null when it is done. */
function lastLine({ state, failure, status }: GenerateResult, { pairs, maxPasses }: RunSettings): string | null {
  if (failure) return `Paused: ${failure.message} (${failure.code}). ${failure.hint ?? GO_ON}`;
  if (state === 'stopped') return `Stopped by Ctrl-C: ${status.calls.toLocaleString('en')} replies are kept. ${GO_ON}`;
  if (state === 'done' && (status.rows ?? 0) === 0) return NO_ROWS;
  if (state !== 'exhausted') return null;
  return `Ended short: the seeds gave fewer rows than the ${pairs} of --pairs in ${maxPasses} passes${whichRanOut(status)}. Add seeds and run the same command to go on.`;
}

/** The skills that lack rows, each with what it has and what mostly came of its seeds instead. */
function whichRanOut({ skills }: GenerateResult['status']): string {
  const short = Object.entries(skills).filter(([, { pairs, wanted }]) => pairs < (wanted ?? 0));
  const told = short.map(([id, { seeds, pairs, wanted, mostly }]) => {
    const why = seeds === 0 ? 'no seed suits it' : mostly ? `mostly ${mostly.reason}` : 'no more seeds';
    return `${id} ${pairs} of ${wanted} (${why})`;
  });
  return told.length === 0 ? ': too many of them are alike' : `: ${told.join(', ')}`;
}
