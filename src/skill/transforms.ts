import { z } from 'zod';
import { UserError } from '../errors.ts';
import type { Section } from '../prompt/words.ts';
import { shortHash } from '../text/hash.ts';
import { Names, parseAttributes, type readAllWords } from './read-words.ts';
import type { Transform, Variant } from './skill.ts';
import { kebab, type ReadType } from './taxonomy.ts';

type File = Awaited<ReturnType<typeof readAllWords>>[number];

const Head = z.strictObject({
  title: z.string(),
  weight: z.number().nonnegative().default(1),
  types: Names.optional(),
  length: z.string().optional(),
  verbatim: z.boolean().default(false),
});

const VariantAttributes = z.strictObject({
  types: Names.optional(),
  weight: z.coerce.number().positive().default(1),
});

/** A transform from its file; names of groups in `types` stand for all types of the group. Errors: E_PROMPT. */
export function readTransform(file: File, types: ReadType[]): Transform {
  const head = parseAttributes(Head, file.head, `${file.path}:1`);
  if (!head.verbatim && file.lead.prose === '' && file.sections.length === 0) {
    throw new UserError('E_PROMPT', `Cannot read "${file.path}": it has no words`, {
      hint: 'Say what to make of the material, or write "verbatim: true" if the seed is to be taken as it is.',
    });
  }
  const here = types.filter((type) => type.for === null || type.for.includes(file.id)).map((type) => type.id);
  const suiting = expand(head.types ?? null, types, `${file.path}:1`)?.filter((id) => here.includes(id)) ?? here;
  return {
    id: file.id,
    title: head.title,
    weight: head.weight,
    verbatim: head.verbatim,
    words: file.lead.prose,
    angles: file.lead.angles,
    variants: file.sections.map((section) => readVariant(file.path, section, types)),
    types: suiting,
    lengths: readLengths(head.length ?? '', `${file.path}:1`),
    hash: shortHash(file.source),
  };
}

function readVariant(path: string, section: Section, types: ReadType[]): Variant {
  const where = `${path}:${section.line}`;
  const given = parseAttributes(VariantAttributes, section.attributes, where);
  return {
    id: kebab(section.title),
    words: section.prose,
    weight: given.weight,
    form: null,
    types: expand(given.types ?? null, types, where),
    angles: section.angles,
  };
}

function expand(names: string[] | null, types: ReadType[], where: string): string[] | null {
  if (names === null) return null;
  return names.flatMap((name) => {
    const found = types.filter((type) => type.id === name || kebab(type.group ?? '') === kebab(name));
    if (found.length > 0) return found.map((type) => type.id);
    throw new UserError('E_PROMPT', `Cannot read "${where}": there is no type or group "${name}" in taxonomy.md`, {
      hint: `Groups: ${[...new Set(types.map((type) => kebab(type.group ?? '')))].join(', ')}.`,
    });
  });
}

/** "50-100 50%, 150-300 30%": ranges of words and how often each is drawn. */
function readLengths(text: string, where: string): { range: string; weight: number }[] {
  const parts = text.split(',').map((part) => part.trim());
  return parts.filter(Boolean).map((part) => {
    const match = /^(\d+)-(\d+)(?:\s+(\d+)%)?$/.exec(part);
    if (match) return { range: `${match[1]} to ${match[2]}`, weight: Number(match[3] ?? 1) };
    throw new UserError('E_PROMPT', `Cannot read "${where}": "${part}" is not a length`, {
      hint: 'Write ranges of words with their shares: length: 50-100 50%, 150-300 50%.',
    });
  });
}
