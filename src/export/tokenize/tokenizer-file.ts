import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { codeOf, messageOf, UserError } from '../../errors.ts';

/** A part of a tokenizer's pipeline: its type, the parts of a sequence, and settings that are the library's matter. */
export interface Part {
  type: string;
  [setting: string]: unknown;
}
const Part: z.ZodType<Part> = z.looseObject({ type: z.string() });

/** A token of `added_tokens`. */
export const AddedToken = z.looseObject({
  id: z.int(),
  content: z.string().min(1),
  lstrip: z.boolean().default(false),
  rstrip: z.boolean().default(false),
  normalized: z.boolean().default(false),
  special: z.boolean().default(false),
});
export type AddedToken = z.infer<typeof AddedToken>;

/** What is read here of a tokenizer.json (huggingface/tokenizers); all else is passed on as it is. */
export const TokenizerFile = z.looseObject({
  added_tokens: z.array(AddedToken).default([]),
  normalizer: Part.nullish(),
  pre_tokenizer: Part.nullish(),
  post_processor: Part.nullish(),
  model: z.looseObject({
    type: z.string().optional(),
    unk_token: z.string().nullish(),
    byte_fallback: z.boolean().nullish(),
    continuing_subword_prefix: z.string().nullish(),
    end_of_word_suffix: z.string().nullish(),
  }),
});
export type TokenizerFile = z.infer<typeof TokenizerFile>;

const Token = z.union([z.string(), z.looseObject({ content: z.string() }).transform(({ content }) => content)]);
const NamedTemplate = z.looseObject({ name: z.string(), template: z.string() });

/** What is read of a tokenizer_config.json: its tokens by name (`bos_token`, ...), and its chat template. */
export const TokenizerConfig = z.looseObject({
  chat_template: z.union([z.string(), z.array(NamedTemplate)]).nullish(),
});
export type TokenizerConfig = z.infer<typeof TokenizerConfig>;

/** The tokens that a configuration names, as chat templates see them. */
export function namedTokens(config: TokenizerConfig): Record<string, string> {
  const entries = Object.entries(config).flatMap(([name, value]) => {
    const token = name.endsWith('_token') ? Token.safeParse(value) : undefined;
    return token?.success ? [[name, token.data] as const] : [];
  });
  return Object.fromEntries(entries);
}

/** The parts of a pipeline, those of sequences one by one. */
export function partsOf(part: Part | null | undefined): Part[] {
  if (!part) return [];
  const inner = z.array(Part).safeParse(part.normalizers ?? part.pretokenizers ?? part.processors);
  return part.type === 'Sequence' && inner.success ? inner.data.flatMap(partsOf) : [part];
}

/** Reads a JSON file of a tokenizer by a shape; undefined where it is `optional` and absent. Errors: E_TOKENIZER. */
export async function readTokenizerPart<T>(
  path: string,
  shape: z.ZodType<T>,
  optional: boolean,
): Promise<T | undefined> {
  try {
    return shape.parse(JSON.parse(await readFile(path, 'utf8')));
  } catch (cause) {
    if (optional && codeOf(cause) === 'ENOENT') return undefined;
    const found = cause instanceof z.ZodError ? z.prettifyError(cause).split('\n')[0] : messageOf(cause);
    throw new UserError('E_TOKENIZER', `Cannot read tokenizer "${path}": ${found}`, {
      hint: 'Give --tokenizer the tokenizer.json of a model with a fast tokenizer; tokenizer_config.json stands beside it.',
      cause,
    });
  }
}
