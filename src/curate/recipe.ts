import { readFile } from 'node:fs/promises';
import { dirname, relative, resolve, sep } from 'node:path';
import { parse, stringify } from 'yaml';
import { z } from 'zod';
import { codeOf, messageOf, UserError } from '../errors.ts';
import { hashFile } from './hash-file.ts';
import { type BoundStep, bindStep } from './step.ts';

/** What a dataset is curated by: paths are absolute, and in a file relative to its folder. */
export interface Recipe {
  /** Seed of all draws. */
  seed: string;
  steps: BoundStep[];
  /** sha256 in hex of the files that the steps read, as they were; none for a recipe that was not used yet. */
  files: ReadonlyMap<string, string>;
}

const FileShape = z.strictObject({
  format: z.literal(1).default(1),
  seed: z.coerce.string().default('0'),
  steps: z.array(z.looseObject({ step: z.string() })).min(1),
  files: z.record(z.string(), z.string()).default({}),
});

/** A recipe of steps, each with its options. Errors: E_CURATE. */
export async function makeRecipe(
  seed: string,
  steps: readonly { step: string; [option: string]: unknown }[],
): Promise<Recipe> {
  const bound = await Promise.all(steps.map(({ step, ...options }) => bindStep(step, options)));
  const twice = bound.find(({ id }, at) => bound.findIndex((other) => other.id === id) !== at);
  if (twice) throw new UserError('E_CURATE', `Cannot use the recipe: it has the step "${twice.id}" twice`);
  if (bound.slice(0, -1).some(({ id }) => id === 'mix'))
    throw new UserError('E_CURATE', 'Cannot use the recipe: a step stands behind "mix"', { hint: 'Put "mix" last.' });
  return { seed, steps: bound, files: new Map() };
}

/** Reads a recipe. Errors: E_CURATE. */
export async function readRecipe(path: string): Promise<Recipe> {
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw illRecipe(path, codeOf(cause) === 'ENOENT' ? 'there is no such file' : messageOf(cause), cause);
  });
  let value: unknown;
  try {
    value = parse(text);
  } catch (cause) {
    throw illRecipe(path, messageOf(cause), cause);
  }
  const parsed = FileShape.safeParse(value);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw illRecipe(path, `${issue?.path.join('.') || 'the whole'}: ${issue?.message}`);
  }
  const folder = dirname(resolve(path));
  const recipe = await makeRecipe(parsed.data.seed, parsed.data.steps);
  const files = Object.entries(parsed.data.files).map(([name, hash]) => [resolve(folder, name), hash] as const);
  return {
    ...recipe,
    steps: recipe.steps.map((step) => step.moved((name) => resolve(folder, name))),
    files: new Map(files),
  };
}

const HEAD = `# What this dataset was curated by; "agentinstruct curate DIR" does it again. docs/curation.md has the steps.
`;

/** The text of a recipe for a file in `folder`. */
export async function recipeText(
  { seed, steps, files }: Recipe,
  options: readonly Record<string, unknown>[],
  folder: string,
): Promise<string> {
  const here = (path: string) => relative(folder, path).split(sep).join('/') || '.';
  const written = await Promise.all(
    steps.map(async (step, at) => {
      const bound = await bindStep(step.id, options[at] ?? step.options);
      return { step: step.id, ...bound.moved(here).options };
    }),
  );
  const hashes = Object.fromEntries([...files].map(([path, hash]) => [here(path), hash]));
  return HEAD + stringify({ format: 1, seed, steps: written, files: hashes }, { lineWidth: 0 });
}

/**
 * Hashes the files that a recipe's steps read, and holds them against those it was used with. Gives the recipe with its
 * hashes. Errors: E_CURATE for a file that is gone, or is not what it was.
 */
export async function withFiles(recipe: Recipe): Promise<Recipe> {
  const paths = (await Promise.all(recipe.steps.map((step) => step.files()))).flat();
  const files = new Map<string, string>();
  for (const path of [...new Set(paths.map((name) => resolve(name)))].sort()) files.set(path, await hashFile(path));
  if (recipe.files.size === 0) return { ...recipe, files };
  const changed = [...new Set([...recipe.files.keys(), ...files.keys()])].find(
    (path) => files.get(path) !== recipe.files.get(path),
  );
  if (changed === undefined) return { ...recipe, files };
  const found = !files.has(changed) ? 'is gone' : recipe.files.has(changed) ? 'is not what it was' : 'was not there';
  throw new UserError('E_CURATE', `Cannot curate by this recipe again: "${changed}" ${found}`, {
    hint: 'Put it back as it was, or take "files" out of the recipe to use what is there now.',
  });
}

function illRecipe(path: string, found: string, cause?: unknown): UserError {
  return new UserError('E_CURATE', `Cannot read recipe "${path}": ${found}`, {
    hint: 'docs/curation.md has an example.',
    ...(cause !== undefined && { cause }),
  });
}
