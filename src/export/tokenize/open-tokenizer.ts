import { dirname, join } from 'node:path';
import { messageOf, UserError } from '../../errors.ts';
import { type Align, createAlign } from './align.ts';
import { differenceOf } from './differences.ts';
import { namedTokens, partsOf, readTokenizerPart, TokenizerConfig, TokenizerFile } from './tokenizer-file.ts';

/** A tokenizer that is ready. */
export interface OpenTokenizer {
  /** Ids of a text that a template rendered, without tokens put around it, and the tokens themselves. */
  encode(text: string): { ids: number[]; tokens: string[] };
  align: Align;
  /** Texts of its special tokens. */
  special: readonly string[];
  /** Tokens by name, for templates: `bos_token`, `eos_token`, ... */
  named: Readonly<Record<string, string>>;
  config: TokenizerConfig;
  /** The tokenizer.json. */
  path: string;
}

/** Parts of a normalizer that put something in front of a text, or strip its ends. */
const AT_ENDS = ['Prepend', 'Strip'];

/** Opens a tokenizer.json, with the tokenizer_config.json beside it where there is one. Errors: E_TOKENIZER. */
export async function openTokenizer(path: string): Promise<OpenTokenizer> {
  const file = await readTokenizerPart(path, TokenizerFile, false);
  const config = (await readTokenizerPart(join(dirname(path), 'tokenizer_config.json'), TokenizerConfig, true)) ?? {};
  if (file === undefined) throw new Error('a file that is not optional is there');
  refuseDifferences(file, path);
  const { Tokenizer } = await import('@huggingface/tokenizers');
  try {
    const named = namedTokens(config);
    const filled = { normalizer: null, pre_tokenizer: null, post_processor: null, decoder: null, ...file };
    const tokenizer = new Tokenizer(filled, { ...config, unk_token: file.model.unk_token ?? named.unk_token });
    const inner = partsOf(file.normalizer).filter(({ type }) => !AT_ENDS.includes(type));
    const normalizer = inner.length === 0 ? null : { type: 'Sequence', normalizers: inner };
    const bare = new Tokenizer(
      { ...filled, normalizer, added_tokens: [], model: { type: 'BPE', vocab: {}, merges: [] } },
      {},
    );
    return {
      encode: (text) => tokenizer.encode(text, { add_special_tokens: false }),
      align: createAlign(file, {
        normalize: (text) => (tokenizer.normalizer === null ? text : tokenizer.normalizer.normalize(text)),
        core: (text) => (bare.normalizer === null ? text : bare.normalizer.normalize(text)),
      }),
      special: file.added_tokens.filter((token) => token.special).map((token) => token.content),
      named,
      config,
      path,
    };
  } catch (cause) {
    throw new UserError('E_TOKENIZER', `Cannot use tokenizer "${path}": ${messageOf(cause)}`, {
      hint: 'It has a part that @huggingface/tokenizers does not know; tokenize in Python, from --format messages.',
      cause,
    });
  }
}

function refuseDifferences(file: TokenizerFile, path: string): void {
  const found = differenceOf(file);
  if (found === undefined) return;
  throw new UserError(
    'E_TOKENIZER',
    `Cannot use tokenizer "${path}": ${found}, which gives other ids here than in transformers`,
    {
      hint: 'Tokenize in Python, from --format messages.',
    },
  );
}
