import { type Part, partsOf, type TokenizerFile } from './tokenizer-file.ts';

/**
 * A part of a tokenizer that @huggingface/tokenizers 0.2.0 carries out otherwise than the library in Rust, or undefined.
 * Found by comparing ids (test/interop/tokens.py) and by reading: of two divisions that are equally likely a
 * Unigram model takes another; `Whitespace` knows ASCII letters only; a `Split` or
 * `Punctuation` that merges pieces splits them; added tokens are found inside words where they are for whole words.
 */
export function differenceOf({ pre_tokenizer, normalizer, added_tokens, model }: TokenizerFile): string | undefined {
  const replaced = partsOf(normalizer).flatMap(({ type, pattern }) =>
    type === 'Replace' ? [JSON.stringify(pattern)] : [],
  );
  const idle = ({ pattern }: Part) => replaced.includes(JSON.stringify(pattern));
  if (model.type === 'Unigram') return 'its model is Unigram';
  for (const part of partsOf(pre_tokenizer)) {
    const merges = typeof part.behavior === 'string' && /^(merged|contiguous)/i.test(part.behavior);
    if (part.type === 'Whitespace') return 'it has the pre-tokenizer Whitespace';
    if (merges && !idle(part)) return `its pre-tokenizer ${part.type} merges pieces (${String(part.behavior)})`;
  }
  const whole = added_tokens.find((token) => token.single_word === true);
  return whole && `its added token "${whole.content}" is for whole words only`;
}
