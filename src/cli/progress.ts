import { STAGES } from '../data.ts';
import type { RunState } from '../run/run-state.ts';
import type { Io } from './io.ts';

/** Shows how a run goes on: live on a terminal, a line now and then without one, events with --json. */
export interface Progress {
  watch(state: RunState): void;
  stop(): void;
}

type Done = Pick<RunState['finished'], 'seeds' | 'pairs'>;

const LIVE_MS = 250;
const PLAIN_MS = 10_000;

/** A progress display, cut to the width of the terminal; without one a run has its first line after a while. Rates are of this process, counts of the whole run, so that both are true after a resume. */
export function createProgress(io: Io, json: boolean, now: () => number = () => performance.now()): Progress {
  let state: RunState | undefined;
  let began = now();
  let before = { seeds: 0, pairs: 0 };
  let asking = false;
  let last = '';
  const show = () => {
    if (!state) return;
    const seconds = (now() - began) / 1000;
    if (json) return io.out(JSON.stringify(eventOf(state)));
    if (io.terminal) return io.live(linesOf(state, seconds, before).map((line) => line.slice(0, io.columns)));
    const line = lineOf(state, seconds, before);
    if (line !== last) io.err(line);
    last = line;
  };
  const timer = setInterval(show, io.terminal && !json ? LIVE_MS : PLAIN_MS);
  timer.unref();
  return {
    watch(next) {
      state = next;
      if (next.phase === 'asking' && !asking) {
        asking = true;
        began = now();
        before = { seeds: next.finished.seeds, pairs: next.finished.pairs };
        if (json || io.terminal) show();
        else timer.refresh();
      }
    },
    stop() {
      clearInterval(timer);
      if (io.terminal && !json) io.live([]);
      state = undefined;
    },
  };
}

function eventOf(state: RunState): Record<string, unknown> {
  const { phase, finished, load, meter, read } = state;
  const stages = Object.fromEntries(
    [...(meter?.stages ?? [])].map(([stage, { usage, replayed }]) => [stage, { calls: usage.calls, replayed }]),
  );
  const { seeds, items, pairs, drops } = finished;
  return {
    event: 'progress',
    phase,
    seeds: { done: seeds, total: state.total, read: read.seeds },
    items,
    pairs,
    drops,
    inFlight: load?.inFlight ?? 0,
    stages,
  };
}

function lineOf(state: RunState, seconds: number, before: Done): string {
  if (state.phase === 'reading') return `reading seeds: ${state.read.seeds} from ${state.read.files} files`;
  if (state.phase === 'writing') return 'writing the dataset';
  const { seeds, pairs, drops } = state.finished;
  const { calls, tokens } = paid(state);
  const wanted = state.wanted === null ? '' : ` for the ${state.wanted} rows wanted`;
  const total = state.reading ? `${state.total} seeds so far` : `${state.total} seeds`;
  return `${seeds}/${total}, ${pairs} pairs${wanted}, ${drops} drops, ${calls} calls (${rate(calls, seconds)}/s), ${short(tokens)} tokens, ${eta(state, seconds, before)}`;
}

function linesOf(state: RunState, seconds: number, before: Done): string[] {
  const lines = [lineOf(state, seconds, before)];
  if (state.phase !== 'asking' || !state.meter) return lines;
  for (const stage of STAGES) {
    const entry = state.meter.stages.get(stage);
    if (!entry) continue;
    const replayed = entry.replayed > 0 ? `, ${entry.replayed} from the journal` : '';
    lines.push(
      `  ${stage.padEnd(9)} ${entry.usage.calls} calls, ${rate(entry.usage.calls, seconds)}/s, ${short(entry.usage.promptTokens + entry.usage.completionTokens)} tokens${replayed}`,
    );
  }
  return [...lines, `  in flight ${state.load?.inFlight ?? 0} of ${state.load?.capacity ?? 0}`];
}

function paid({ meter }: RunState): { calls: number; tokens: number } {
  let [calls, tokens] = [0, 0];
  for (const { usage } of meter?.stages.values() ?? []) {
    calls += usage.calls;
    tokens += usage.promptTokens + usage.completionTokens;
  }
  return { calls, tokens };
}

/** By the pairs wanted, else by the seeds: what this process has done in its time, and what is left. */
function eta({ finished, total, wanted, reading }: RunState, seconds: number, before: Done): string {
  if (reading) return 'time left unknown';
  const done = wanted === null ? finished.seeds - before.seeds : finished.pairs - before.pairs;
  const left = wanted === null ? total - finished.seeds : wanted - finished.pairs;
  if (left <= 0) return 'nearly done';
  if (done < 1 || seconds < 1) return 'time left unknown';
  const rest = Math.round((left * seconds) / done);
  if (rest < 60) return `${rest} s left`;
  const minutes = `${Math.floor((rest % 3600) / 60)} min left`;
  return rest >= 3600 ? `${Math.floor(rest / 3600)} h ${minutes}` : minutes;
}

function rate(count: number, seconds: number): string {
  const value = seconds > 0 ? count / seconds : 0;
  return value >= 10 ? value.toFixed(0) : value.toFixed(1);
}

function short(count: number): string {
  if (count >= 1e6) return `${(count / 1e6).toFixed(1)}M`;
  return count >= 1e3 ? `${(count / 1e3).toFixed(1)}k` : String(count);
}
