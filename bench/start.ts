/** Child processes of the benches. Each has an end: it is waited for, or stopped by its own handle. */
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { ServeOptions } from '../src/teacher/serve/serve.ts';

const LONGEST = 120_000;

/** Serves a teacher from a child process on the loopback. */
export async function startServer(options: ServeOptions): Promise<{ url: string; stop(): Promise<void> }> {
  const path = join(import.meta.dirname, 'server.ts');
  const child = spawn(process.execPath, [path, JSON.stringify(options)], { stdio: ['pipe', 'pipe', 'inherit'] });
  const ended = once(child, 'exit');
  const [url] = await Promise.race([once(child.stdout, 'data'), ended]);
  if (child.exitCode !== null) throw new Error('The server of the bench did not start');
  return {
    url: String(url).trim(),
    async stop() {
      child.kill();
      await ended;
    },
  };
}

/** Runs a file of this folder in a fresh process with `given` and gives the JSON that it prints; `longest` is in ms. */
export async function measureIn<T>(file: string, given: unknown, longest: number = LONGEST): Promise<T> {
  const path = join(import.meta.dirname, file);
  const args = ['--expose-gc', path, JSON.stringify(given)];
  const { stdout } = await promisify(execFile)(process.execPath, args, { timeout: longest });
  return JSON.parse(stdout);
}

/** Hands over a folder that is gone afterwards. */
export async function inFolder<T>(work: (dir: string) => Promise<T>): Promise<T> {
  const dir = await mkdtemp(join(tmpdir(), 'agentinstruct-bench-'));
  try {
    return await work(dir);
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}
