import { z } from 'zod';
import { UserError } from '../../errors.ts';

/** What the format `tokenized` is told. */
const TokenFlags = z.looseObject({
  /** Path of a tokenizer.json. */
  tokenizer: z.string().optional(),
  /** A Jinja file or the name of one of ours; without it the tokenizer's own is used. */
  chatTemplate: z.string().optional(),
  /** The most tokens of a row. */
  maxLength: z.int().min(2).default(8192),
  packing: z.enum(['bfd', 'none']).default('bfd'),
  tooLong: z.enum(['leave-out', 'truncate']).default('leave-out'),
});
/** See the shape above; the tokenizer is there. */
export type TokenFlags = z.infer<typeof TokenFlags> & { tokenizer: string };

/** Parses the flags of `tokenized`. Errors: E_USAGE where no tokenizer is given. */
export function readTokenFlags(flags: Readonly<Record<string, unknown>>): TokenFlags {
  const { tokenizer, ...rest } = TokenFlags.parse(flags);
  if (tokenizer !== undefined) return { ...rest, tokenizer };
  throw new UserError('E_USAGE', 'Cannot tokenize: no --tokenizer is given', {
    hint: 'Give the path of a tokenizer.json, as it stands in the folder of a model.',
  });
}
