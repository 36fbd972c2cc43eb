import { existsSync } from 'node:fs';
import { cp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { UserError } from '../errors.ts';
import { loadSkill } from '../skill/load-skill.ts';
import type { Io } from './io.ts';

const TEMPLATE = join(import.meta.dirname, '..', '..', 'templates', 'skill');

/**
 * Makes the folder of a new skill below `dir`: a small whole one that loads and runs, to be written over. Errors:
 * E_USAGE for a name that is no id or a folder that is there.
 */
export async function newSkill(name: string, dir: string, io: Io): Promise<void> {
  if (!/^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/.test(name)) {
    throw new UserError(
      'E_USAGE',
      `Cannot name a skill "${name}": its id must be of small letters, digits and hyphens`,
      {
        hint: 'For example: agentinstruct skills new legal-reading',
      },
    );
  }
  const folder = join(dir, name);
  if (existsSync(folder)) {
    throw new UserError('E_USAGE', `Cannot make "${folder}": it is there already`, {
      hint: 'Give another name, or another folder to --dir.',
    });
  }
  await cp(TEMPLATE, folder, { recursive: true });
  const file = join(folder, 'skill.ts');
  const title = name.replaceAll('-', ' ').replace(/^./, (letter) => letter.toUpperCase());
  await writeFile(file, (await readFile(file, 'utf8')).replace('TITLE', title));
  await loadSkill(folder, folder);
  io.out(
    `Made ${folder}: skill.ts (shapes, checks), taxonomy.md (types), instruct.md, respond.md, transform/, refine/.`,
  );
  io.out(`See its prompts:  agentinstruct preview DOCUMENTS --skills-dir ${dir} --skills ${name}`);
  io.out('What each file may say: docs/skills.md');
}
