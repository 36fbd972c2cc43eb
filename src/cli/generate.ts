import { UserError } from '../errors.ts';
import { estimate } from '../run/estimate.ts';
import { type BeforeCalls, type GenerateResult, generate } from '../run/generate.ts';
import type { RunState } from '../run/run-state.ts';
import type { RunSettings } from '../run/settings.ts';
import { createTeacher, isPaid } from '../teacher/open-teacher.ts';
import { priceOf } from '../teacher/price.ts';
import { commandLine } from './command-line.ts';
import { interrupts } from './interrupts.ts';
import type { Io } from './io.ts';
import { createProgress } from './progress.ts';
import { resolveSettings } from './resolve-settings.ts';
import { statusLines } from './status.ts';
import { teacherSpec } from './teacher.ts';
import { VERSION } from './version.ts';

/** Runs `generate` from flags to exit code. */
export async function runGenerate(seeds: readonly string[], flags: Record<string, unknown>, io: Io): Promise<number> {
  const { settings } = await resolveSettings(seeds, flags, io);
  if (settings.seeds.length === 0) {
    throw new UserError('E_USAGE', 'Cannot generate: no seeds are given', {
      hint: 'Name files or folders: agentinstruct generate docs/ --out my-data',
    });
  }
  const json = flags.json === true;
  const spec = teacherSpec(settings, io);
  const teacher = createTeacher(spec);
  if (!json && settings.teacher === 'rehearsal') {
    io.err(
      'Teacher: rehearsal, an offline stand-in that follows rules; no model is asked. Give --teacher for real data.',
    );
  }
  const { stop, abort, release } = interrupts(() => {
    if (!json)
      io.err(
        'Stopping: calls under way come to their end. Ctrl-C again to stop at once; run the same command to go on.',
      );
  });
  const progress = createProgress(io, json);
  try {
    const result = await generate({
      settings,
      teacher,
      command: commandLine(seeds, flags),
      version: VERSION,
      now: () => new Date(),
      stop,
      abort,
      watch: (state: RunState) => progress.watch(state),
      beforeCalls: async (facts) => {
        if (isPaid(spec) && facts.left > 0) await printEstimate(settings, facts, json, io);
      },
    });
    progress.stop();
    return await report(result, settings, json, io);
  } finally {
    progress.stop();
    release();
    await teacher.close();
  }
}

async function printEstimate(settings: RunSettings, facts: BeforeCalls, json: boolean, io: Io) {
  const { calls, rows, prompt, completion, sampled } = await estimate(facts.words, settings, facts.ids, facts.seed);
  const price = await priceOf(facts.model, { prompt, completion });
  if (json)
    return io.out(
      JSON.stringify({ event: 'estimate', calls, rows, tokens: { prompt, completion }, cost: price, sampled }),
    );
  const n = (value: number) => value.toLocaleString('en');
  io.err(
    `Estimate for ${n(facts.left)} seeds, from ${sampled} rehearsed: about ${n(calls)} calls, ${n(prompt)} tokens in and ${n(completion)} out or more, ${n(rows)} rows; ` +
      (price === null
        ? `cost unknown (no price is known for "${facts.model}")`
        : `about $${price.toFixed(2)}, more where the model writes at length`),
  );
}

async function report(result: GenerateResult, settings: RunSettings, json: boolean, io: Io): Promise<number> {
  const { state, status, failure } = result;
  const code = state === 'done' ? 0 : 3;
  if (json) {
    io.out(
      JSON.stringify({
        event: 'done',
        ...status,
        ended: state,
        ...(failure && { error: { code: failure.code, message: failure.message } }),
      }),
    );
    return code;
  }
  for (const line of statusLines(status)) io.err(line);
  const files = result.summary.splits.map(
    (split) =>
      `${split.rows.toLocaleString('en')} rows in ${settings.out}/${split.files[0]}${split.files.length > 1 ? ' ...' : ''}`,
  );
  io.out(`Dataset: ${files.join(', ') || 'no rows'}; card: ${settings.out}/README.md`);
  const goOn = 'Run the same command to go on.';
  if (failure)
    io.err(`Paused: ${failure.message} (${failure.code}). ${failure.hint ?? ''} ${goOn}`.replaceAll(/ +/g, ' '));
  else if (state === 'stopped') io.err(`Stopped by Ctrl-C. ${goOn}`);
  else if (state === 'exhausted')
    io.err(
      `Ended short: the seeds gave fewer rows than the ${settings.pairs} of --pairs in ${settings.maxPasses} passes. Add seeds and ${goOn.charAt(0).toLowerCase()}${goOn.slice(1)}`,
    );
  return code;
}
