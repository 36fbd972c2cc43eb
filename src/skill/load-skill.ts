import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import { UserError } from '../errors.ts';
import { sha256 } from '../text/hash.ts';
import { loadDeclaration } from './declaration.ts';
import { readGoal } from './goals.ts';
import { readAllWords, readWords, wholeProse } from './read-words.ts';
import type { Skill } from './skill.ts';
import { readTaxonomy } from './taxonomy.ts';
import { readTransform } from './transforms.ts';

/**
 * Loads a skill folder and checks it whole: every file is read, every type that a transform names exists, every type
 * can be drawn. Errors: E_SKILL, E_PROMPT naming file and line.
 */
export async function loadSkill(dir: string, shown = `skills/${basename(dir)}`): Promise<Skill> {
  const id = basename(dir);
  if (!/^[a-z0-9][a-z0-9-]*$/.test(id)) {
    throw new UserError('E_SKILL', `Cannot load "${shown}": the folder's name is the skill's id, and "${id}" is none`, {
      hint: 'Name the folder with small letters, digits and hyphens, such as legal-reading.',
    });
  }
  const { declaration, source } = await loadDeclaration(dir, shown);
  const taxonomy = await readWords(join(dir, 'taxonomy.md'), `${shown}/taxonomy.md`);
  const instruct = await readWords(join(dir, 'instruct.md'), `${shown}/instruct.md`);
  const respondPath = join(dir, 'respond.md');
  const respond = existsSync(respondPath) ? await readWords(respondPath, `${shown}/respond.md`) : null;
  const transformFiles = await readAllWords(join(dir, 'transform'), `${shown}/transform`);
  const goalFiles = await readAllWords(join(dir, 'refine'), `${shown}/refine`);

  const transformIds = transformFiles.map((file) => file.id);
  const types = readTaxonomy(taxonomy, declaration.options ?? [4, 5], transformIds);
  const files = [taxonomy, instruct, ...(respond ? [respond] : []), ...transformFiles, ...goalFiles];
  const skill: Skill = {
    ...declaration,
    id,
    types: types.map(({ for: _, ...type }) => type),
    transforms: transformFiles.map((file) =>
      readTransform(file, types, Object.hasOwn(declaration.programs ?? {}, file.id)),
    ),
    goals: goalFiles.map((file) => readGoal(file, types)),
    shared: wholeProse(instruct),
    respond: respond ? wholeProse(respond) : '',
    hash: sha256(source, ...files.flatMap((file) => [file.path.slice(shown.length), file.source])).slice(0, 16),
  };
  checkReach(skill, shown);
  checkNames(skill, shown);
  return skill;
}

function checkReach(skill: Skill, shown: string): void {
  const drawable = skill.transforms.filter((transform) => transform.weight > 0);
  if (drawable.length === 0) {
    throw new UserError('E_SKILL', `Cannot load "${shown}": the folder transform/ holds no agent that can be drawn`, {
      hint: 'Add at least one file, for example transform/identity.md with "verbatim: true" in its head.',
    });
  }
  const drawn = new Set(
    drawable.flatMap((transform) => {
      const narrowed = transform.variants.map((variant) => variant.types ?? transform.types);
      return narrowed.length === 0 ? transform.types : narrowed.flat();
    }),
  );
  const lost = skill.types.find((type) => !drawn.has(type.id));
  if (lost) {
    throw new UserError('E_SKILL', `Cannot load "${shown}": no transform draws the type "${lost.id}"`, {
      hint: 'Name the type, or its group, in the "types" line of a transform.',
    });
  }
}

/** What the words name must stand in skill.ts, and the other way round. */
function checkNames(skill: Skill, shown: string): void {
  const sets = Object.keys(skill.with ?? {});
  for (const { id, with: names } of skill.types) {
    const unknown = names.find((name) => !sets.includes(name));
    if (unknown === undefined) continue;
    throw new UserError('E_SKILL', `Cannot load "${shown}": the type "${id}" is to go with "${unknown}"`, {
      hint: `"with" in skill.ts declares: ${sets.join(', ') || 'nothing'}.`,
    });
  }
  const lost = Object.keys(skill.programs ?? {}).find((id) => !skill.transforms.some((each) => each.id === id));
  if (lost === undefined) return;
  throw new UserError('E_SKILL', `Cannot load "${shown}": "programs" names the transform "${lost}"`, {
    hint: `Write transform/${lost}.md, if only with a title in its head, so that it can be drawn.`,
  });
}
