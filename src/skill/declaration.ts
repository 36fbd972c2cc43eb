import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { z } from 'zod';
import type { Check } from '../check/check.ts';
import { SeedKind } from '../data.ts';
import { messageOf, UserError } from '../errors.ts';
import type { Converse } from './converse.ts';
import type { TransformProgram } from './program.ts';
import { resolvePackage } from './resolve-package.ts';
import type { SkillDeclaration } from './skill.ts';

const shape = () => z.custom<z.ZodObject>((value) => value instanceof z.ZodObject, 'must be a z.object');
const call = <F>() => z.custom<F>((value) => typeof value === 'function', 'must be a function');
const Count = z.int().positive();

const CheckShape = z.looseObject({ id: z.string(), at: z.enum(['item', 'response']), check: call<Check['check']>() });

const Declaration = z.strictObject({
  title: z.string(),
  summary: z.string(),
  accepts: z.strictObject({
    kinds: z.array(SeedKind).min(1),
    tokens: z.tuple([z.number(), z.number()]),
    refuse: z.exactOptional(call<NonNullable<SkillDeclaration['accepts']['refuse']>>()),
  }),
  content: shape(),
  instruction: shape(),
  fromSeed: call<SkillDeclaration['fromSeed']>(),
  show: call<SkillDeclaration['show']>(),
  pose: call<SkillDeclaration['pose']>(),
  with: z.exactOptional(z.record(z.string(), shape())),
  askers: z.exactOptional(z.boolean()),
  answerForms: z.exactOptional(z.enum(['own', 'drawn'])),
  draws: z.exactOptional(z.strictObject({ types: z.exactOptional(Count), items: z.exactOptional(Count) })),
  programs: z.exactOptional(
    z.record(
      z.string(),
      z.strictObject({
        asks: z.exactOptional(shape()),
        searches: z.exactOptional(z.literal(true)),
        make: call<TransformProgram['make']>(),
      }),
    ),
  ),
  converse: z.exactOptional(z.strictObject({ open: call<Converse['open']>(), next: call<Converse['next']>() })),
  options: z.exactOptional(z.tuple([Count, Count])),
  answers: z.exactOptional(Count),
  checks: z.array(CheckShape),
}) satisfies z.ZodType<SkillDeclaration>;

/** Imports a folder's `skill.ts` and holds what it declares against its shape. Errors: E_SKILL with file and line. */
export async function loadDeclaration(
  dir: string,
  shown: string,
): Promise<{ declaration: SkillDeclaration; source: string }> {
  const path = ['skill.ts', 'skill.js', 'skill.mjs'].map((name) => join(dir, name)).find((file) => existsSync(file));
  if (path === undefined) {
    throw new UserError('E_SKILL', `Cannot load "${shown}": it holds no skill.ts`, {
      hint: 'skill.ts default-exports defineSkill({ ... }); docs/skills.md shows a whole one.',
    });
  }
  resolvePackage();
  let module: { default?: unknown };
  try {
    module = await import(pathToFileURL(path).href);
  } catch (cause) {
    throw new UserError('E_SKILL', `Cannot load "${shown}/${placeOf(cause, path)}": ${messageOf(cause)}`, {
      hint: 'Skills may import zod and agentinstruct/skill, and TypeScript without enums or other syntax that needs a compiler.',
      cause,
    });
  }
  const checked = Declaration.safeParse(module.default);
  if (checked.success) return { declaration: checked.data, source: await readFile(path, 'utf8') };
  const issue = checked.error.issues[0];
  const field = issue?.path.join('.') || 'default export';
  throw new UserError('E_SKILL', `Cannot load "${shown}/${basename(path)}": "${field}": ${issue?.message}`, {
    hint: 'Default-export what defineSkill({ ... }) returns.',
  });
}

/** A file's name, with the line of it that what was thrown stands on, where its stack tells. */
function placeOf(cause: unknown, path: string): string {
  const name = basename(path);
  const stack = cause instanceof Error ? (cause.stack ?? '') : '';
  const line = stack.split(`${basename(join(path, '..'))}/${name}:`)[1]?.match(/^\d+/)?.[0];
  return line === undefined ? name : `${name}:${line}`;
}
