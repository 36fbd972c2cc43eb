import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { z } from 'zod';
import { messageOf, UserError } from '../errors.ts';
import { sha256 } from '../text/hash.ts';
import { readGoal } from './goals.ts';
import { readAllWords, readWords } from './read-words.ts';
import type { Skill, SkillDeclaration } from './skill.ts';
import { readTaxonomy } from './taxonomy.ts';
import { readTransform } from './transforms.ts';

/**
 * Loads a skill folder and checks it whole: every file is read, every type that a transform names exists, every type
 * can be drawn. Errors: E_SKILL, E_PROMPT naming file and line.
 */
export async function loadSkill(dir: string): Promise<Skill> {
  const id = basename(dir);
  const shown = `skills/${id}`;
  const { declaration, source } = await loadDeclaration(dir, shown);
  const taxonomy = await readWords(join(dir, 'taxonomy.md'), `${shown}/taxonomy.md`);
  const instruct = await readWords(join(dir, 'instruct.md'), `${shown}/instruct.md`);
  const respondPath = join(dir, 'respond.md');
  const respond = existsSync(respondPath) ? await readWords(respondPath, `${shown}/respond.md`) : null;
  const transformFiles = await readAllWords(join(dir, 'transform'), `${shown}/transform`);
  const goalFiles = await readAllWords(join(dir, 'refine'), `${shown}/refine`);

  const types = readTaxonomy(taxonomy, declaration.options ?? [4, 5]);
  const transforms = transformFiles.map((file) => readTransform(file, types));
  const skill: Skill = {
    ...declaration,
    id,
    types: types.map(({ for: _, ...type }) => type),
    transforms,
    goals: goalFiles.map(readGoal),
    shared: whole(instruct.lead),
    respond: respond ? whole(respond.lead) : '',
    hash: sha256(
      source,
      ...[taxonomy, instruct, ...(respond ? [respond] : []), ...transformFiles, ...goalFiles].flatMap((file) => [
        file.path,
        file.source,
      ]),
    ).slice(0, 16),
  };
  checkReach(skill, shown);
  return skill;
}

function whole({ prose, angles }: { prose: string; angles: string[] }): string {
  return [prose, angles.map((angle) => `- ${angle}`).join('\n')].filter(Boolean).join('\n\n');
}

function checkReach(skill: Skill, shown: string): void {
  if (skill.transforms.length === 0) {
    throw new UserError('E_SKILL', `Cannot load "${shown}": the folder transform/ holds no agent`, {
      hint: 'Add at least one file, for example transform/identity.md with "verbatim: true" in its head.',
    });
  }
  const drawn = new Set(
    skill.transforms.flatMap((transform) => {
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

const Declaration = z.looseObject({
  title: z.string(),
  summary: z.string(),
  accepts: z.looseObject({ kinds: z.array(z.string()), tokens: z.tuple([z.number(), z.number()]) }),
  content: z.custom((value) => value instanceof z.ZodObject, 'must be a z.object'),
  instruction: z.custom((value) => value instanceof z.ZodObject, 'must be a z.object'),
  fromSeed: z.custom((value) => typeof value === 'function', 'must be a function'),
  show: z.custom((value) => typeof value === 'function', 'must be a function'),
  pose: z.custom((value) => typeof value === 'function', 'must be a function'),
  checks: z.array(z.looseObject({ id: z.string(), at: z.enum(['item', 'response']) })),
});

async function loadDeclaration(dir: string, shown: string): Promise<{ declaration: SkillDeclaration; source: string }> {
  const path = ['skill.ts', 'skill.js', 'skill.mjs'].map((name) => join(dir, name)).find((file) => existsSync(file));
  if (path === undefined) {
    throw new UserError('E_SKILL', `Cannot load "${shown}": it holds no skill.ts`, {
      hint: 'skill.ts default-exports defineSkill({ ... }); docs/skills.md shows a whole one.',
    });
  }
  let module: { default?: unknown };
  try {
    module = await import(pathToFileURL(path).href);
  } catch (cause) {
    throw new UserError('E_SKILL', `Cannot load "${shown}/${basename(path)}": ${messageOf(cause)}`, {
      hint: 'Skills may import zod and agentinstruct/skill, and TypeScript without enums or other syntax that needs a compiler.',
      cause,
    });
  }
  const checked = Declaration.safeParse(module.default);
  if (!checked.success) {
    const issue = checked.error.issues[0];
    throw new UserError(
      'E_SKILL',
      `Cannot load "${shown}/${basename(path)}": "${issue?.path.join('.')}": ${issue?.message}`,
      {
        hint: 'Default-export what defineSkill({ ... }) returns.',
      },
    );
  }
  return { declaration: module.default as SkillDeclaration, source: await readFile(path, 'utf8') };
}
