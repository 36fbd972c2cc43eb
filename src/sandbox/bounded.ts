import { spawn } from 'node:child_process';
import type { Writable } from 'node:stream';
import { createTurns } from './turns.ts';

/** A process to be run within bounds. `extra`: what it reads from file descriptors 3, 4, ... */
export interface Command {
  file: string;
  args: string[];
  stdin: string;
  extra?: Buffer[];
  /** By the clock; then it is killed. */
  milliseconds: number;
  /** Characters of output; one more and it is killed. */
  printed: number;
}

/** How a process ended. `cut`: it was killed for its time or its output. */
export interface Ended {
  code: number | null;
  signal: string | null;
  stdout: string;
  stderr: string;
  cut: 'time' | 'flood' | null;
}

const take = createTurns();

/**
 * Runs a process with an empty environment and kills it when it passes its bounds; as many at a time as there are
 * processors. It never rejects: a file that cannot be started ends with code null.
 */
export function runBounded(command: Command): Promise<Ended> {
  return take(() => start(command));
}

function start(command: Command): Promise<Ended> {
  const { file, args, milliseconds, printed } = command;
  const extra = command.extra ?? [];
  return new Promise((resolve) => {
    const child = spawn(file, args, {
      env: {},
      cwd: '/',
      stdio: ['pipe', 'pipe', 'pipe', ...extra.map(() => 'pipe' as const)],
    });
    const out = { stdout: '', stderr: '' };
    let cut: Ended['cut'] = null;
    const kill = (why: 'time' | 'flood') => {
      cut ??= why;
      child.kill('SIGKILL');
    };
    const timer = setTimeout(() => kill('time'), milliseconds);
    for (const name of ['stdout', 'stderr'] as const) {
      child[name]?.setEncoding('utf8').on('data', (text: string) => {
        out[name] = (out[name] + text).slice(0, printed + 1);
        if (out[name].length > printed) kill('flood');
      });
    }
    const end = (code: number | null, signal: string | null, stderr = out.stderr) => {
      clearTimeout(timer);
      resolve({ code, signal, stdout: out.stdout.slice(0, printed), stderr, cut });
    };
    child.on('error', (error) => end(null, null, error.message));
    child.on('close', (code, signal) => end(code, signal));
    for (const [at, data] of [command.stdin, undefined, undefined, ...extra].entries()) {
      const stream = child.stdio[at];
      // A child that does not read its input closes it; that is no fault of ours.
      if (data !== undefined && isWritable(stream)) stream.on('error', () => {}).end(data);
    }
  });
}

function isWritable(stream: unknown): stream is Writable {
  return typeof stream === 'object' && stream !== null && 'end' in stream;
}
