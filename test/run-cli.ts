import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import picocolors from 'picocolors';
import type { Io } from '../src/cli/io.ts';
import { runCommand } from '../src/cli/main.ts';
import type { Served } from '../src/teacher/serve/serve.ts';

/** What a command came to. */
export interface Ran {
  code: number;
  out: string;
  err: string;
}

/** Runs a command in this process. */
export async function cli(
  args: readonly string[],
  env: Record<string, string> = {},
  cwd = process.cwd(),
): Promise<Ran> {
  const [out, err]: [string[], string[]] = [[], []];
  const io: Io = {
    out: (line) => void out.push(line),
    err: (line) => void err.push(line),
    live: () => undefined,
    terminal: false,
    env,
    cwd,
    colors: picocolors.createColors(false),
  };
  const code = await runCommand(['node', 'agentinstruct', ...args], io);
  return { code, out: out.join('\n'), err: err.join('\n') };
}

/** A command in a process of its own. */
export interface Running {
  pid: number;
  kill(signal: NodeJS.Signals): void;
  ended: Promise<{ code: number | null; signal: NodeJS.Signals | null; out: string; err: string }>;
}

/** Starts a command in a process of its own, from the sources. */
export function startCli(args: readonly string[]): Running {
  const entry = join(import.meta.dirname, 'cli.ts');
  const child = spawn(process.execPath, ['--conditions=agentinstruct-source', '--no-warnings', entry, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH: process.env.PATH ?? '', HOME: process.env.HOME ?? '' },
  });
  const [out, err]: [string[], string[]] = [[], []];
  child.stdout.on('data', (chunk) => out.push(String(chunk)));
  child.stderr.on('data', (chunk) => err.push(String(chunk)));
  const ended = new Promise<Awaited<Running['ended']>>((resolve) =>
    child.on('close', (code, signal) => resolve({ code, signal, out: out.join(''), err: err.join('') })),
  );
  return { pid: child.pid ?? 0, kill: (signal) => child.kill(signal), ended };
}

/** A command in a process of its own that has sent so many requests to the teacher; fails when it ends before. */
export async function startedAndSent(args: readonly string[], requests: number, served: Served): Promise<Running> {
  const target = served.stats().requests + requests;
  const run = startCli(args);
  let ended: string | undefined;
  run.ended.then(({ err }) => {
    ended = err;
  });
  while (served.stats().requests < target) {
    if (ended !== undefined) throw new Error(`It ended before it had sent ${requests} requests: ${ended}`);
    await wait(2);
  }
  return run;
}
