import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { cli } from '../../test/run-cli.ts';
import { scratch } from '../../test/scratch.ts';
import { rehearsalTeacher } from '../teacher/rehearsal/rehearsal.ts';
import { serveTeacher } from '../teacher/serve/serve.ts';

/** The exit code of a command whose stdout nobody reads, and what it wrote to stderr. */
function unread(args: readonly string[]): Promise<{ code: number | null; err: string }> {
  const entry = join(import.meta.dirname, '../../test/cli.ts');
  const child = spawn(process.execPath, ['--conditions=agentinstruct-source', '--no-warnings', entry, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  child.stdout.destroy();
  let err = '';
  child.stderr.on('data', (part) => {
    err += part;
  });
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, err })));
}

test('a closed pipe stops generate as Ctrl-C does, and ends other commands quietly', async () => {
  const out = join(scratch(), 'run');
  const served = await serveTeacher(rehearsalTeacher(), { latency: 30 });
  try {
    const args = [
      'generate',
      'examples/seeds',
      '--skills',
      'reading-comprehension',
      '--teacher',
      served.url,
      '--concurrency',
      '2',
      '--out',
      out,
    ];
    expect(await unread([...args, '--json'])).toEqual({ code: 3, err: '' });
    expect(JSON.parse((await cli(['status', out, '--json'])).out).state).toBe('stopped');
    expect(await unread(['config', 'print'])).toEqual({ code: 0, err: '' });
  } finally {
    await served.close();
  }
});
