import { deflateSync } from 'node:zlib';
import type { Message } from '../../data.ts';
import { type Draw, draw } from '../../text/draw.ts';
import { type Signature, sign, similarityOf } from '../../text/minhash.ts';
import { mix } from '../../text/mix.ts';
import { wordHashes } from '../../text/word-hashes.ts';
import type { Collector } from './collector.ts';

/** How varied texts are. */
export interface Diversity {
  /** Different n-grams of words in all n-grams (distinct-n: Li et al. 2016), of a sample. */
  distinct: Record<'1' | '2' | '3', number>;
  /** Bytes of the sample to its bytes after deflate (Shaib et al. 2024); lower is more varied. */
  compression: number;
  /** Of each text of a sample the estimated Jaccard index with the one most like it: mean, and shares by tenths. */
  nearest: { mean: number; bins: Record<string, number> };
  sampled: number;
}

/** Diversity of what users ask and of what the assistant answers. */
export interface RowDiversity {
  prompts: Diversity;
  responses: Diversity;
}

const SAMPLE = 2000;
const MOST_TEXT = 4000;

/** Gathers a sample of rows (2,000, drawn by their order: reservoir sampling, Vitter 1985, algorithm R), whatever their number. */
export function createDiversity(): Collector<RowDiversity> {
  const [prompts, responses] = [createSample('prompts'), createSample('responses')];
  const textOf = (messages: readonly Message[], role: Message['role']) =>
    messages
      .flatMap((each) => (each.role === role ? [each.content] : []))
      .join('\n')
      .slice(0, MOST_TEXT);
  return {
    row({ messages }) {
      prompts.offer(textOf(messages, 'user'));
      responses.offer(textOf(messages, 'assistant'));
    },
    result: () => ({ prompts: diversityOf(prompts.texts), responses: diversityOf(responses.texts) }),
  };
}

function createSample(name: string) {
  const { index }: Draw = draw('report', name);
  const texts: string[] = [];
  let seen = 0;
  return {
    texts,
    offer(text: string) {
      const at = seen++ < SAMPLE ? texts.length : index(seen);
      if (at < SAMPLE) texts[at] = text;
    },
  };
}

function diversityOf(texts: readonly string[]): Diversity {
  const whole = texts.join('\n');
  const bytes = Buffer.byteLength(whole);
  return {
    distinct: distinctOf(texts),
    compression: bytes === 0 ? 1 : rounded(bytes / deflateSync(whole).length),
    nearest: nearestOf(texts.flatMap((text) => sign(text) ?? [])),
    sampled: texts.length,
  };
}

function distinctOf(texts: readonly string[]): Diversity['distinct'] {
  const share = (n: number) => {
    const seen = new Set<number>();
    let all = 0;
    for (const text of texts) {
      const words = wordHashes(text.toLowerCase());
      for (let at = 0; at + n <= words.length; at++, all++) {
        let hash = n;
        for (let next = at; next < at + n; next++) hash = mix(Math.imul(hash, 0x9e3779b1) + (words[next] ?? 0));
        seen.add(hash);
      }
    }
    return all === 0 ? 0 : rounded(seen.size / all);
  };
  return { 1: share(1), 2: share(2), 3: share(3) };
}

function nearestOf(signatures: readonly Signature[]): Diversity['nearest'] {
  const best = new Float64Array(signatures.length);
  for (const [a, one] of signatures.entries()) {
    for (let b = a + 1; b < signatures.length; b++) {
      const other = signatures[b];
      const like = other ? similarityOf(one, other) : 0;
      if (like > (best[a] ?? 0)) best[a] = like;
      if (like > (best[b] ?? 0)) best[b] = like;
    }
  }
  const bins: Record<string, number> = Object.fromEntries(
    Array.from({ length: 10 }, (_, at) => [(at / 10).toFixed(1), 0]),
  );
  for (const like of best) {
    const bin = (Math.min(9, Math.floor(like * 10)) / 10).toFixed(1);
    bins[bin] = (bins[bin] ?? 0) + 1;
  }
  const sum = best.reduce((total, like) => total + like, 0);
  return { mean: rounded(sum / Math.max(1, best.length)), bins };
}

function rounded(value: number): number {
  return Math.round(value * 1000) / 1000;
}
