import { extname, join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Source } from './javascript.ts';
import { detailOf, type Limits, type Ran } from './program.ts';
import { createTurns } from './turns.ts';

/** Runs that a worker does before another takes its place. */
const RUNS = 500;
/** What of a run's time by the clock is the worker's own: its start, on a busy machine. */
const START_MS = 10_000;

interface Lane {
  worker: Worker;
  runs: number;
}

const idle: Lane[] = [];
const take = createTurns();

/**
 * Runs JavaScript in one of a few worker threads, one for each processor. A worker is used again only after a run that
 * ended by itself; one that has to be stopped is ended with all that it holds. Idle workers keep no process from ending.
 */
export function runInWorker(source: Source, limits: Limits): Promise<Ran> {
  return take(() => runOn(idle.pop() ?? { worker: start(), runs: 0 }, source, limits));
}

function start(): Worker {
  const file = join(import.meta.dirname, `javascript-worker${extname(import.meta.filename)}`);
  const worker = new Worker(file, {
    env: {},
    execArgv: ['--disable-warning=ExperimentalWarning'],
    stdout: true,
    stderr: true,
    resourceLimits: { maxOldGenerationSizeMb: 256, maxYoungGenerationSizeMb: 32 },
  });
  // One that fails while it is idle is found out at its next run.
  return worker.on('error', () => {});
}

function runOn(lane: Lane, source: Source, limits: Limits): Promise<Ran> {
  const { worker } = lane;
  return new Promise((resolve) => {
    const timer = setTimeout(() => end('timeout', 'It takes longer than it may'), limits.seconds * 3000 + START_MS);
    const end = (status: 'timeout' | 'error', detail: string) => {
      done();
      void worker.terminate();
      resolve({ status, stdout: '', detail: detailOf(detail) });
    };
    const failed = (error: unknown) => end('error', `The sandbox itself failed: ${error}`);
    const gone = () => failed('it came to an end');
    const ran = (result: Ran) => {
      done();
      lane.runs += 1;
      worker.unref();
      if (lane.runs < RUNS && (result.status === 'ok' || result.status === 'error')) idle.push(lane);
      else void worker.terminate();
      resolve(result);
    };
    const done = () => {
      clearTimeout(timer);
      worker.off('message', ran).off('error', failed).off('exit', gone);
    };
    worker.on('message', ran).on('error', failed).on('exit', gone);
    worker.ref();
    worker.postMessage({ source, limits });
  });
}
