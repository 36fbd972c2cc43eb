/**
 * The one gate: format, lint, types, build, generated docs, dead code, packaging, tests. Prints what failed, and as its
 * last line how many tests passed and failed.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const bin = (...path: string[]) => join(root, 'node_modules', ...path);
const scratch = mkdtempSync(join(tmpdir(), 'agentinstruct-ok-'));
const report = join(scratch, 'tests.json');

const steps: [string, string[]][] = [
  ['build', [join(root, 'scripts', 'build.ts')]],
  ['format and lint', [bin('@biomejs', 'biome', 'bin', 'biome'), 'check', '--error-on-warnings', root]],
  ['types', [bin('typescript', 'bin', 'tsc'), '-p', join(root, 'tsconfig.json')]],
  ['docs', [join(root, 'scripts', 'docs.ts'), '--check']],
  ['dead code', [bin('knip', 'bin', 'knip.js')]],
  ['packaging', [bin('publint', 'src', 'cli.js'), root, '--strict']],
  ['examples', [join(root, 'examples', 'run.ts')]],
  [
    'tests',
    [bin('vitest', 'vitest.mjs'), 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`],
  ],
];

const failed: string[] = [];
for (const [name, args] of steps) {
  console.log(`\n── ${name}`);
  const { status } = spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' });
  if (status !== 0) failed.push(name);
}

let [passed, broken] = [0, 0];
try {
  const tests: { numPassedTests?: number; numFailedTests?: number } = JSON.parse(readFileSync(report, 'utf8'));
  [passed, broken] = [tests.numPassedTests ?? 0, tests.numFailedTests ?? 0];
} catch {
  failed.push('no test report');
}
rmSync(scratch, { recursive: true, force: true });

console.log(failed.length > 0 ? `\nNot ok: ${failed.join(', ')}` : '\nOk');
console.log(`${passed} passed, ${broken + (failed.length > 0 && broken === 0 ? 1 : 0)} failed`);
process.exitCode = failed.length > 0 || passed === 0 ? 1 : 0;
