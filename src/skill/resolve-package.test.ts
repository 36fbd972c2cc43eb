import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cp, mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SKILLS_DIR } from './find-skills.ts';

const LOAD = `
import { z } from 'ZOD';
import { loadSkill } from 'LOADER';
const skill = await loadSkill(process.argv[2]);
console.log(JSON.stringify({ id: skill.id, checks: skill.checks.length, same: skill.content instanceof z.ZodObject }));
`;

/** A user's project: nothing is installed in it, and its package.json says what npm init writes. */
let project = '';
beforeAll(async () => {
  project = mkdtempSync(join(tmpdir(), 'agentinstruct-project-'));
  await mkdir(join(project, 'skills'));
  await cp(join(SKILLS_DIR, 'reading-comprehension'), join(project, 'skills', 'legal'), { recursive: true });
});
afterAll(() => rmSync(project, { recursive: true, force: true }));

/** Loads the project's skill in a process of its own, from a program that stands beside this file's sources. */
function loadAlone(conditions: string[]) {
  const program = join(project, 'load.mjs');
  const loader = join(import.meta.dirname, 'load-skill.ts');
  const zod = join(import.meta.dirname, '..', '..', 'node_modules', 'zod', 'index.js');
  writeFileSync(program, LOAD.replace('LOADER', loader).replace('ZOD', zod));
  const args = [...conditions, program, join(project, 'skills', 'legal')];
  const { stdout, stderr, status } = spawnSync(process.execPath, args, { encoding: 'utf8', cwd: project, env: {} });
  return { stdout: stdout.trim(), stderr, status };
}

const LOADED = JSON.stringify({ id: 'legal', checks: 7, same: true });

describe('resolvePackage()', () => {
  it.each([
    ['a project without a package.json', null],
    ['a project of CommonJS', '{ "type": "commonjs" }'],
    ['a project of ES modules', '{ "type": "module" }'],
  ])("loads a user's skill where agentinstruct and zod are not installed: %s", (_, manifest) => {
    rmSync(join(project, 'package.json'), { force: true });
    if (manifest !== null) writeFileSync(join(project, 'package.json'), manifest);
    expect(loadAlone(['--conditions=agentinstruct-source'])).toEqual({ stdout: LOADED, stderr: '', status: 0 });
  });

  it('takes the source where it runs from source, without being told', () => {
    expect(loadAlone([])).toEqual({ stdout: LOADED, stderr: '', status: 0 });
  });

  it('leaves what a package installed beside the skill imports to that package', async () => {
    const installed = join(project, 'node_modules', 'zod', 'index.mjs');
    const other = join(project, 'node_modules', 'other', 'index.mjs');
    for (const path of [installed, other]) await mkdir(dirname(path), { recursive: true });
    writeFileSync(installed, 'export const mine = true;');
    writeFileSync(join(dirname(installed), 'package.json'), '{ "name": "zod", "exports": "./index.mjs" }');
    writeFileSync(other, "import { mine } from 'zod';\nif (!mine) throw new Error('not its own zod');");
    writeFileSync(join(dirname(other), 'package.json'), '{ "name": "other", "exports": "./index.mjs" }');
    const skill = join(project, 'skills', 'legal', 'skill.ts');
    writeFileSync(skill, `import 'other';\n${readFileSync(skill, 'utf8')}`);
    expect(loadAlone(['--conditions=agentinstruct-source'])).toEqual({ stdout: LOADED, stderr: '', status: 0 });
  });
});
