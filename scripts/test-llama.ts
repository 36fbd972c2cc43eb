/** `npm run test:llama`: installs node-llama-cpp below the temporary folder and holds the teacher `llama:FILE` to its contract. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const VERSION = '3.22.1';
const root = join(import.meta.dirname, '..');
const folder = join(tmpdir(), `agentinstruct-llama-${VERSION}`);

mkdirSync(folder, { recursive: true });
writeFileSync(join(folder, 'package.json'), '{ "private": true }\n');
const install = ['install', '--ignore-scripts', '--no-audit', '--no-fund', `node-llama-cpp@${VERSION}`];
const { status } = spawnSync('npm', install, { cwd: folder, stdio: 'inherit' });
if (status === 0) {
  const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs');
  const env = { ...process.env, LLAMA_FOLDER: folder };
  const tested = spawnSync(process.execPath, [vitest, 'run', 'test/llama', '--testTimeout=180000'], {
    cwd: root,
    stdio: 'inherit',
    env,
  });
  process.exitCode = tested.status ?? 1;
} else {
  console.error(`Cannot test llama:FILE: node-llama-cpp@${VERSION} is not to be had from this registry`);
  process.exitCode = 1;
}
