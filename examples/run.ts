/**
 * Runs every example in a temporary folder and fails when one fails: `node examples/run.ts`, after a build.
 * The gate calls it, so what the documentation shows keeps working.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const here = import.meta.dirname;
const scratch = mkdtempSync(join(tmpdir(), 'agentinstruct-examples-'));
const run = join(scratch, 'run');
const program = join(here, '..', 'bin', 'agentinstruct.js');
const cases = ['--skills-dir', join(here, 'skills'), '--skills', 'legal-reading'];

const examples: [name: string, args: string[]][] = [
  ['generate.ts', [join(here, 'generate.ts'), run]],
  ['read-run.ts', [join(here, 'read-run.ts'), run]],
  ['ask.ts', [join(here, 'ask.ts')]],
  ['seeds/', [program, 'generate', join(here, 'seeds'), '--max-seeds', '8', '--out', join(scratch, 'seeds')]],
  [
    'skills/legal-reading',
    [program, 'generate', join(here, 'seeds'), ...cases, '--max-seeds', '8', '--out', join(scratch, 'cases')],
  ],
];

const failed: string[] = [];
for (const [name, args] of examples) {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: scratch, encoding: 'utf8' });
  const ok = status === 0 && stdout.trim() !== '' && !stdout.includes('no rows');
  console.log(`${ok ? 'ok' : 'failed'}  examples/${name}`);
  if (!ok) {
    failed.push(name);
    console.log(`${stdout}${stderr}`.trim());
  }
}
rmSync(scratch, { recursive: true, force: true });
process.exitCode = failed.length > 0 ? 1 : 0;
