/** Builds dist/: compiled sources and skills, with the words copied beside them. */
import { execFileSync } from 'node:child_process';
import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc');

rmSync(join(root, 'dist'), { recursive: true, force: true });
execFileSync(process.execPath, [tsc, '-p', join(root, 'tsconfig.build.json')], { stdio: 'inherit' });
cpSync(join(root, 'prompts'), join(root, 'dist', 'prompts'), { recursive: true });
cpSync(join(root, 'templates'), join(root, 'dist', 'templates'), { recursive: true });
cpSync(join(root, 'skills'), join(root, 'dist', 'skills'), {
  recursive: true,
  filter: (path) => !path.endsWith('.ts'),
});
