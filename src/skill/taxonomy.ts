import { z } from 'zod';
import { AnswerForm } from '../data.ts';
import { UserError } from '../errors.ts';
import type { Section, Words } from '../prompt/words.ts';
import { shortHash } from '../text/hash.ts';
import { kebab } from '../text/kebab.ts';
import { Needs } from './needs.ts';
import { Names, parseAttributes } from './read-words.ts';
import type { InstructionType, Variant } from './skill.ts';

/** A count or a range of counts: "4", "4-5". */
export const Range = z
  .string()
  .regex(/^\d+(-\d+)?$/, 'write a count or a range, such as 4 or 4-5')
  .transform((text): readonly [number, number] => {
    const [least, most] = text.split('-').map(Number);
    return [least ?? 0, most ?? least ?? 0];
  });

const Attributes = z.strictObject({
  id: z.string().optional(),
  answer: AnswerForm,
  options: Range.optional(),
  weight: z.coerce.number().positive().optional(),
  for: Names.optional(),
  items: z.coerce.number().int().positive().optional(),
  needs: Needs.optional(),
  with: Names.optional(),
  answers: z.coerce.number().int().positive().optional(),
  order: z.literal('fixed').optional(),
});

/** A type as the file gives it: `for` names the transforms that it is limited to; null for none. */
export type ReadType = InstructionType & { for: string[] | null };

/** The types of a taxonomy file, one a level-2 heading. Errors: E_PROMPT with path and line. */
export function readTaxonomy(
  file: Words,
  options: readonly [number, number],
  transforms: readonly string[],
): ReadType[] {
  const types = file.sections.map((section) => readType(file.path, section, options));
  if (types.length === 0) {
    throw new UserError('E_PROMPT', `Cannot read "${file.path}": it holds no type`, {
      hint: 'Begin each type with a heading of its own: "## Main idea".',
    });
  }
  const seen = new Set<string>();
  for (const [index, type] of types.entries()) {
    const where = `${file.path}:${file.sections[index]?.line}`;
    if (seen.has(type.id)) {
      throw new UserError('E_PROMPT', `Cannot read "${where}": the type "${type.id}" stands twice`, {
        hint: 'Give one of them another heading or another "Id:" line.',
      });
    }
    seen.add(type.id);
    const unknown = type.for?.find((id) => !transforms.includes(id));
    if (unknown !== undefined) {
      throw new UserError('E_PROMPT', `Cannot read "${where}": "for": there is no transform/${unknown}.md`, {
        hint: `There are: ${transforms.join(', ')}.`,
      });
    }
  }
  return types;
}

function readType(path: string, section: Section, options: readonly [number, number]): ReadType {
  const where = `${path}:${section.line}`;
  const given = parseAttributes(Attributes, section.attributes, where);
  if (section.prose === '') {
    throw new UserError('E_PROMPT', `Cannot read "${where}": the type "${section.title}" has no words`, {
      hint: 'Say below the heading what to ask for, what makes it good and how it fails.',
    });
  }
  return {
    id: given.id ?? kebab(section.title),
    title: section.title,
    group: section.group,
    weight: given.weight ?? 1,
    form: given.answer,
    options: given.options ?? options,
    items: given.items ?? null,
    needs: given.needs ?? [],
    with: given.with ?? [],
    answers: given.answers ?? null,
    fixedOrder: given.order === 'fixed',
    words: section.prose,
    variants: section.angles.map((text) => readVariant(text, where)),
    for: given.for ?? null,
    hash: shortHash(section.title, section.prose, ...section.angles),
  };
}

/** `[list] Sort: ask ...`: a form in brackets where the variant has its own; what stands before a colon names it. */
function readVariant(text: string, where: string): Variant {
  const bracket = /^\[([\w-]+)\]\s*/.exec(text);
  const form = bracket ? parseAttributes(AnswerForm, bracket[1], where) : null;
  const words = text.slice(bracket?.[0].length ?? 0);
  const name = /^([\p{L}][\p{L} -]{1,30}):\s/u.exec(words)?.[1];
  return { id: name === undefined ? null : kebab(name), words, weight: 1, form, types: null, angles: [], lengths: [] };
}

/** Ids of the types that names stand for, those of a group for its name. Errors: E_PROMPT for a name that nothing has. */
export function typesNamed(names: string[], types: readonly ReadType[], where: string): string[] {
  return names.flatMap((name) => {
    const found = types.filter((type) => type.id === name || kebab(type.group ?? '') === kebab(name));
    if (found.length > 0) return found.map((type) => type.id);
    throw new UserError('E_PROMPT', `Cannot read "${where}": there is no type or group "${name}" in taxonomy.md`, {
      hint: `Groups: ${[...new Set(types.map((type) => kebab(type.group ?? '')))].join(', ')}.`,
    });
  });
}
