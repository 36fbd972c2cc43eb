import { writeFileSync } from 'node:fs';
import { draw } from '../../src/text/draw.ts';

const WIDTH = 32;
const HIDDEN = 64;
const CONTEXT = 4096;
/** Kinds of values and of arrays in GGUF, version 3 (github.com/ggml-org/ggml, docs/gguf.md). */
const [U32, F32, I32, TEXT, LIST] = [4, 6, 5, 8, 9];
const ALIGNMENT = 32;
/** Kinds of tokens of a SentencePiece vocabulary. */
const [NORMAL, UNKNOWN, CONTROL, BYTE] = [1, 2, 3, 6];

/**
 * Writes a language model of one layer with random weights as GGUF: enough for a runtime to load, and of no use. Its
 * favourite word is the quotation mark, so that whatever a grammar lets it begin it also ends.
 */
export function writeTinyModel(path: string): void {
  const vocabulary = tokens();
  const values: [string, Buffer][] = [
    ['general.architecture', text('llama')],
    ['general.name', text('tiny')],
    ['llama.context_length', u32(CONTEXT)],
    ['llama.embedding_length', u32(WIDTH)],
    ['llama.block_count', u32(1)],
    ['llama.feed_forward_length', u32(HIDDEN)],
    ['llama.attention.head_count', u32(2)],
    ['llama.attention.head_count_kv', u32(2)],
    ['llama.rope.dimension_count', u32(WIDTH / 2)],
    ['llama.attention.layer_norm_rms_epsilon', f32(1e-5)],
    ['tokenizer.ggml.model', text('llama')],
    [
      'tokenizer.ggml.tokens',
      list(
        TEXT,
        vocabulary.map(({ piece }) => string(piece)),
      ),
    ],
    [
      'tokenizer.ggml.scores',
      list(
        F32,
        vocabulary.map((_, at) => number('f', -at)),
      ),
    ],
    [
      'tokenizer.ggml.token_type',
      list(
        I32,
        vocabulary.map(({ kind }) => number('i', kind)),
      ),
    ],
    ['tokenizer.ggml.bos_token_id', u32(1)],
    ['tokenizer.ggml.eos_token_id', u32(2)],
    ['tokenizer.ggml.unknown_token_id', u32(0)],
  ];
  const tensors = weights(
    vocabulary.length,
    vocabulary.findIndex(({ piece }) => piece === '"'),
  );
  let offset = 0;
  const infos = tensors.map(({ name, shape, data }) => {
    const info = [string(name), number('i', shape.length), ...shape.map(u64), number('i', 0), u64(offset)];
    offset += padded(Buffer.from(data.buffer)).length;
    return Buffer.concat(info);
  });
  const head = [Buffer.from('GGUF'), number('i', 3), u64(tensors.length), u64(values.length)];
  const body = values.map(([key, value]) => Buffer.concat([string(key), value]));
  const front = padded(Buffer.concat([...head, ...body, ...infos]));
  writeFileSync(path, Buffer.concat([front, ...tensors.map(({ data }) => padded(Buffer.from(data.buffer)))]));
}

function tokens(): { piece: string; kind: number }[] {
  const special = [
    { piece: '<unk>', kind: UNKNOWN },
    { piece: '<s>', kind: CONTROL },
    { piece: '</s>', kind: CONTROL },
  ];
  const bytes = Array.from({ length: 256 }, (_, byte) => ({
    piece: `<0x${byte.toString(16).toUpperCase().padStart(2, '0')}>`,
    kind: BYTE,
  }));
  const letters = Array.from({ length: 94 }, (_, at) => ({ piece: String.fromCharCode(33 + at), kind: NORMAL }));
  return [...special, ...bytes, { piece: '▁', kind: NORMAL }, ...letters];
}

interface Tensor {
  name: string;
  /** Innermost first. */
  shape: number[];
  data: Float32Array;
}

function weights(words: number, favourite: number): Tensor[] {
  const { next } = draw('tiny model');
  const random = (name: string, ...shape: number[]): Tensor => {
    const length = shape.reduce((product, each) => product * each, 1);
    return { name, shape, data: Float32Array.from({ length }, () => (next() - 0.5) / 8) };
  };
  const ones = (name: string): Tensor => ({ name, shape: [WIDTH], data: new Float32Array(WIDTH).fill(1) });
  const embedding = random('token_embd.weight', WIDTH, words);
  const output = random('output.weight', WIDTH, words);
  for (let word = 0; word < words; word++) embedding.data[word * WIDTH] = 1;
  output.data[favourite * WIDTH] = 4;
  const layer = (name: string) => `blk.0.${name}.weight`;
  return [
    embedding,
    ones(layer('attn_norm')),
    ...['attn_q', 'attn_k', 'attn_v', 'attn_output'].map((name) => random(layer(name), WIDTH, WIDTH)),
    ones(layer('ffn_norm')),
    random(layer('ffn_gate'), WIDTH, HIDDEN),
    random(layer('ffn_up'), WIDTH, HIDDEN),
    random(layer('ffn_down'), HIDDEN, WIDTH),
    ones('output_norm.weight'),
    output,
  ];
}

function number(kind: 'i' | 'f', value: number): Buffer {
  const bytes = Buffer.alloc(4);
  if (kind === 'f') bytes.writeFloatLE(value);
  else bytes.writeInt32LE(value);
  return bytes;
}

function u64(value: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(BigInt(value));
  return bytes;
}

const u32 = (value: number) => Buffer.concat([number('i', U32), number('i', value)]);
const f32 = (value: number) => Buffer.concat([number('i', F32), number('f', value)]);

function string(value: string): Buffer {
  const bytes = Buffer.from(value);
  return Buffer.concat([u64(bytes.length), bytes]);
}

const text = (value: string) => Buffer.concat([number('i', TEXT), string(value)]);

function list(kind: number, items: readonly Buffer[]): Buffer {
  return Buffer.concat([number('i', LIST), number('i', kind), u64(items.length), ...items]);
}

function padded(bytes: Buffer): Buffer {
  return Buffer.concat([bytes, Buffer.alloc((ALIGNMENT - (bytes.length % ALIGNMENT)) % ALIGNMENT)]);
}
