import { readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { UserError } from '../errors.ts';
import { nearest } from '../text/nearest.ts';
import { loadSkill } from './load-skill.ts';
import type { Skill } from './skill.ts';

/** The folder of the skills that ship with the package; the same from `src` and from `dist`. */
export const SKILLS_DIR = join(import.meta.dirname, '..', '..', 'skills');

/** Skill folders by id; a later folder replaces an earlier one of the same name. Errors: E_SKILL for a missing folder. */
export async function findSkills(dirs: readonly string[] = []): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  for (const dir of [SKILLS_DIR, ...dirs]) {
    const entries = await readdir(dir, { withFileTypes: true }).catch((cause) => {
      throw new UserError('E_SKILL', `Cannot read skills from "${dir}": there is no such folder`, {
        hint: 'Give the folder that holds your skill folders to --skills-dir.',
        cause,
      });
    });
    for (const entry of entries.filter((each) => each.isDirectory() && !each.name.startsWith('.')).sort(byName)) {
      found.set(entry.name, join(dir, entry.name));
    }
  }
  return found;
}

/** Loads the skills of these ids, or all, in the order of their ids: draws go by it. Errors: E_SKILL_UNKNOWN with the nearest id, and those of {@link loadSkill}. */
export async function loadSkills(ids: readonly string[] | null, dirs: readonly string[] = []): Promise<Skill[]> {
  const found = await findSkills(dirs);
  const wanted = [...new Set(ids ?? found.keys())].sort();
  return Promise.all(
    wanted.map((id) => {
      const dir = found.get(id);
      if (dir !== undefined) return dir.startsWith(SKILLS_DIR) ? loadSkill(dir) : loadSkill(dir, dir);
      const near = nearest(id, [...found.keys()]);
      throw new UserError('E_SKILL_UNKNOWN', `Cannot find skill "${basename(id)}": there is no folder of that name`, {
        hint: near ? `Did you mean "${near}"?` : `There are: ${[...found.keys()].join(', ')}.`,
      });
    }),
  );
}

function byName(a: { name: string }, b: { name: string }): number {
  return a.name < b.name ? -1 : 1;
}
