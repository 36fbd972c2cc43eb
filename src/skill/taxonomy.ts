import { z } from 'zod';
import { AnswerForm } from '../data.ts';
import { UserError } from '../errors.ts';
import type { Section, Words } from '../prompt/words.ts';
import { shortHash } from '../text/hash.ts';
import { Names, parseAttributes } from './read-words.ts';
import type { InstructionType, Variant } from './skill.ts';

const Range = z
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
});

/** A type as the file gives it: `for` names the transforms that it is limited to; null for none. */
export type ReadType = InstructionType & { for: string[] | null };

/** The types of a taxonomy file, one a level-2 heading. Errors: E_PROMPT with path and line. */
export function readTaxonomy(file: Words, options: readonly [number, number]): ReadType[] {
  const types = file.sections.map((section) => readType(file.path, section, options));
  const seen = new Set<string>();
  for (const [index, type] of types.entries()) {
    if (seen.has(type.id)) {
      throw new UserError(
        'E_PROMPT',
        `Cannot read "${file.path}:${file.sections[index]?.line}": the type "${type.id}" stands twice`,
        {
          hint: 'Give one of them another heading or another "Id:" line.',
        },
      );
    }
    seen.add(type.id);
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
  return { id: name === undefined ? null : kebab(name), words, weight: 1, form, types: null, angles: [] };
}

/** A title as an id: "Complete the argument" is `complete-the-argument`. */
export function kebab(title: string): string {
  return title
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/['’]|\p{M}/gu, '')
    .replaceAll(/[^\p{L}\p{N}]+/gu, '-')
    .replaceAll(/^-|-$/g, '');
}
