import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { request } from 'undici';
import { expect, test } from 'vitest';

const MAIN = join(import.meta.dirname, 'main.ts');

test('prints where it serves, and ends cleanly when told to', async () => {
  const child = spawn(process.execPath, [MAIN, '--canned', '16', '--latency', '1'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  const url = line.toString('utf8').trim();
  expect((await request(`${url}/models`)).statusCode).toBe(200);
  child.kill('SIGTERM');
  expect(await once(child, 'exit')).toEqual([0, null]);
});

test('says with --help what it takes', async () => {
  const child = spawn(process.execPath, [MAIN, '--help'], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [words] = (await once(child.stdout, 'data')) as [Buffer];
  expect(words.toString('utf8')).toMatch(/--fault takes KIND=RATE.*--port N/);
  expect(await once(child, 'exit')).toEqual([0, null]);
});

test.each([['--fault', 'nonsense=1'], ['--latency', 'soon'], ['--nonsense']])('refuses %s', async (...args) => {
  const child = spawn(process.execPath, [MAIN, ...args], { stdio: ['ignore', 'ignore', 'pipe'] });
  const [words] = (await once(child.stderr, 'data')) as [Buffer];
  expect(words.toString('utf8')).toContain(args[0]);
  expect(await once(child, 'exit')).toEqual([2, null]);
});
