/** Measures near duplicates among synthetic chunks in this process, and prints it as JSON. Needs `--expose-gc`. */
import { sign } from '../src/text/minhash.ts';
import { mix } from '../src/text/mix.ts';
import { NearDuplicates } from '../src/text/near-duplicates.ts';
import { shinglesOf } from '../src/text/shingles.ts';
import { estimateTokens } from '../src/text/tokens.ts';
import { LIKENESSES, type NearCase, type NearFound } from './near-duplicates.ts';

const { chunks, planted }: NearCase = JSON.parse(process.argv[2] ?? '');
const WORDS = 50_000;
/** Words of a chunk: about 600 tokens. */
const LEAST = 320;
const MOST = 480;

let state = 1;
const next = () => {
  state = (state + 0x9e3779b9) >>> 0;
  return mix(state) / 2 ** 32;
};
const word = (at: number) => (mix(at + 1) % 9e5).toString(36) + (at % 36 ** 2).toString(36);
const vocabulary = Array.from({ length: WORDS }, (_, at) => word(at));
/** By Zipf's law: the logarithm of the rank is even. */
const draw = () => vocabulary[Math.floor(WORDS ** next()) - 1] ?? '';

/** A copy that shares so much with its original: each changed word takes five shingles from both. */
function copyOf(words: readonly string[], likeness: number): string[] {
  const shingles = words.length - 4;
  const changes = (shingles * (1 - likeness)) / (5 * (1 + likeness));
  const whole = Math.floor(changes) + (next() < changes % 1 ? 1 : 0);
  const copy = [...words];
  const step = words.length / Math.max(1, whole);
  for (let at = 0; at < whole; at++) copy[Math.floor((at + 0.2 + next() * 0.6) * step)] = `changed${at}`;
  return copy;
}

function jaccard(a: string, b: string): number {
  const [x, y] = [new Set(shinglesOf(a)), new Set(shinglesOf(b))];
  const shared = [...x].filter((each) => y.has(each)).length;
  return shared / (x.size + y.size - shared);
}

const index = new NearDuplicates<number>();
const found: NearFound = {
  ...{ sign: 0, add: 0, idle: 0, peak: 0, falseAlarms: 0, tokens: 0 },
  planted: LIKENESSES.map((likeness) => ({ likeness, count: 0, found: 0, jaccard: 0 })),
};
globalThis.gc?.();
found.idle = process.memoryUsage.rss();
const every = Math.floor(chunks / (planted * LIKENESSES.length));
/** Copies wait here until some thousand chunks have come between. */
const waiting: { original: number; kind: number; text: string; jaccard: number }[] = [];

function take(id: number, text: string) {
  const start = performance.now();
  const signature = sign(text);
  const signed = performance.now();
  const near = signature && index.add(id, signature);
  found.sign += (signed - start) / 1000;
  found.add += (performance.now() - signed) / 1000;
  found.tokens += estimateTokens(text) / chunks;
  if (id % 4096 === 0) found.peak = Math.max(found.peak, process.memoryUsage.rss());
  return near;
}

for (let id = 0; id < chunks; id++) {
  const copy = id % every === every - 1 && waiting.length > 100 ? waiting.shift() : undefined;
  const tally = copy && found.planted[copy.kind];
  if (copy && tally) {
    const near = take(id, copy.text);
    tally.count++;
    tally.jaccard += copy.jaccard;
    if (near?.of === copy.original) tally.found++;
    else if (near) found.falseAlarms++;
    continue;
  }
  const words = Array.from({ length: LEAST + Math.floor(next() * (MOST - LEAST)) }, draw);
  const text = words.join(' ');
  if (take(id, text)) found.falseAlarms++;
  if (id % every !== 0) continue;
  const kind = (id / every) % LIKENESSES.length;
  const own = copyOf(words, LIKENESSES[kind] ?? 1).join(' ');
  waiting.push({ original: id, kind, text: own, jaccard: jaccard(text, own) });
}
for (const tally of found.planted) tally.jaccard /= tally.count;
found.peak = Math.max(found.peak, process.memoryUsage.rss());
found.tokens = Math.round(found.tokens);
process.stdout.write(JSON.stringify(found));
