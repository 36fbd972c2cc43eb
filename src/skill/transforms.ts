import { z } from 'zod';
import { SeedKind } from '../data.ts';
import { UserError } from '../errors.ts';
import type { Section } from '../prompt/words.ts';
import { shortHash } from '../text/hash.ts';
import { kebab } from '../text/kebab.ts';
import { Names, parseAttributes, type readAllWords } from './read-words.ts';
import type { Length, Transform, Variant } from './skill.ts';
import { type ReadType, typesNamed } from './taxonomy.ts';

type File = Awaited<ReturnType<typeof readAllWords>>[number];

const Head = z.strictObject({
  title: z.string(),
  weight: z.number().nonnegative().default(1),
  types: Names.optional(),
  kinds: z.array(SeedKind).min(1).nullable().default(null),
  length: z.string().optional(),
  verbatim: z.boolean().default(false),
});

const VariantAttributes = z.strictObject({
  types: Names.optional(),
  weight: z.coerce.number().positive().default(1),
  length: z.string().optional(),
});

/** A transform from its file, `byProgram` where skill.ts has a program for it; names of groups in `types` stand for all types of the group. Errors: E_PROMPT. */
export function readTransform(file: File, types: ReadType[], byProgram = false): Transform {
  const head = parseAttributes(Head, file.head, `${file.path}:1`);
  const silent = file.sections.length === 0 || file.sections.some((section) => section.prose === '');
  if (!head.verbatim && !byProgram && file.lead.prose === '' && silent) {
    throw new UserError('E_PROMPT', `Cannot read "${file.path}": it has no words`, {
      hint: 'Say what to make of the material, or write "verbatim: true" if the seed is to be taken as it is.',
    });
  }
  const here = types.filter((type) => type.for === null || type.for.includes(file.id)).map((type) => type.id);
  const suiting = (names: string[] | undefined, where: string) =>
    names === undefined ? null : typesNamed(names, types, where).filter((id) => here.includes(id));
  return {
    id: file.id,
    title: head.title,
    weight: head.weight,
    verbatim: head.verbatim,
    kinds: head.kinds,
    words: file.lead.prose,
    angles: file.lead.angles,
    variants: file.sections.map((section) => readVariant(`${file.path}:${section.line}`, section, suiting)),
    types: suiting(head.types, `${file.path}:1`) ?? here,
    lengths: readLengths(head.length ?? '', `${file.path}:1`),
    hash: shortHash(file.source),
  };
}

function readVariant(
  where: string,
  section: Section,
  suiting: (names: string[] | undefined, where: string) => string[] | null,
): Variant {
  const given = parseAttributes(VariantAttributes, section.attributes, where);
  return {
    id: kebab(section.title),
    words: section.prose,
    weight: given.weight,
    form: null,
    types: suiting(given.types, where),
    angles: section.angles,
    lengths: readLengths(given.length ?? '', where),
  };
}

/** "50-100 50%, 150-300 30%": ranges of words and how often each is drawn. */
function readLengths(text: string, where: string): Length[] {
  const parts = text.split(',').map((part) => part.trim());
  return parts.filter(Boolean).map((part) => {
    const match = /^(\d+)-(\d+)(?:\s+(\d+)%)?$/.exec(part);
    if (match) return { range: `${match[1]} to ${match[2]}`, weight: Number(match[3] ?? 1) };
    throw new UserError('E_PROMPT', `Cannot read "${where}": "${part}" is not a length`, {
      hint: 'Write ranges of words with their shares: length: 50-100 50%, 150-300 50%.',
    });
  });
}
