/** Small tokenizers of two styles, as tokenizer.json holds them, for tests of tokens. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Tokens of ChatML, behind whatever a vocabulary holds. */
export const CHATML = ['<|im_start|>', '<|im_end|>'];

/** GPT-2's letters for bytes, in the order of bytes. */
function letters(): string[] {
  const own = (byte: number) => (byte > 32 && byte < 127) || (byte > 160 && byte < 173) || byte > 173;
  let others = 0;
  return Array.from({ length: 256 }, (_, byte) => String.fromCharCode(own(byte) ? byte : 256 + others++));
}

function added(contents: readonly string[], from: number, rstrip = false): object[] {
  const flags = { single_word: false, lstrip: false, rstrip, normalized: false, special: true };
  return contents.map((content, at) => ({ id: from + at, content, ...flags }));
}

/** Byte-level BPE with a word or two: bytes are their own ids, then come the merges and the special tokens. */
export function byteLevel(special: readonly string[] = CHATML): object {
  const merges = [
    ['h', 'e'],
    ['l', 'l'],
    ['he', 'll'],
    ['hell', 'o'],
    ['Ġ', 't'],
    ['Ġt', 'o'],
  ].map(([a = '', b = '']) => [a, b] as const);
  const tokens = [...letters(), ...merges.map(([a, b]) => a + b)];
  const byte = { type: 'ByteLevel', add_prefix_space: false, trim_offsets: false, use_regex: true };
  return {
    version: '1.0',
    added_tokens: added(special, tokens.length),
    normalizer: { type: 'NFC' },
    pre_tokenizer: byte,
    post_processor: byte,
    decoder: byte,
    model: { type: 'BPE', vocab: Object.fromEntries(tokens.map((token, at) => [token, at])), merges },
  };
}

/** BPE with byte fallback that puts `▁` in front and for spaces, as Llama 2 has it; tokens of Phi 3, which take in the blanks behind them. */
export function sentencePiece({ rstrip = true } = {}): object {
  const special = ['<|user|>', '<|assistant|>', '<|end|>'];
  const bytes = Array.from({ length: 256 }, (_, byte) => `<0x${byte.toString(16).toUpperCase().padStart(2, '0')}>`);
  const tokens = ['<unk>', '<s>', '</s>', ...bytes, '▁', 'h', 'i', 't', 'o', '▁h', '▁hi', '\n'];
  const merges = [
    ['▁', 'h'],
    ['▁h', 'i'],
  ];
  const normalizers = [
    { type: 'Prepend', prepend: '▁' },
    { type: 'Replace', pattern: { String: ' ' }, content: '▁' },
  ];
  return {
    version: '1.0',
    added_tokens: [...added(['<unk>', '<s>', '</s>'], 0), ...added(special, tokens.length, rstrip)],
    normalizer: { type: 'Sequence', normalizers },
    pre_tokenizer: null,
    post_processor: null,
    decoder: null,
    model: {
      type: 'BPE',
      unk_token: '<unk>',
      fuse_unk: true,
      byte_fallback: true,
      vocab: Object.fromEntries(tokens.map((token, at) => [token, at])),
      merges,
    },
  };
}

/** Writes a tokenizer's files; gives the path of tokenizer.json. */
export function writeTokenizer(dir: string, tokenizer: object, config: object = {}): string {
  mkdirSync(dir, { recursive: true });
  writeFileSync(join(dir, 'tokenizer_config.json'), JSON.stringify(config));
  writeFileSync(join(dir, 'tokenizer.json'), JSON.stringify(tokenizer));
  return join(dir, 'tokenizer.json');
}
