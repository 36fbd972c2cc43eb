/** A run folder with many synthetic pairs, as a run would have left it, without a teacher. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Pair } from '../src/data.ts';
import { keepFacts } from '../src/run/finalise-facts.ts';
import { openRunFolder, RUN_FORMAT, writeRunFile } from '../src/run/folder.ts';
import { noCounts } from '../src/store/counts.ts';
import { writeObject } from '../src/store/objects.ts';
import { mix } from '../src/text/mix.ts';
import { unitOf } from './units.ts';

/** How many pairs, and how many of them are planted: questions asked again, answers given again, items of a benchmark. */
export interface Planted {
  pairs: number;
  asked: number;
  answered: number;
  contaminated: number;
}

const WORDS = 50_000;
const OF_A_UNIT = 128;
const OF_A_CONTENT = 8;
/** Items of the benchmark. */
const ITEMS = 5000;

let state = 1;
const next = () => {
  state = (state + 0x9e3779b9) >>> 0;
  return mix(state) / 2 ** 32;
};
const word = (at: number) => (mix(at + 1) % 9e5).toString(36) + (at % 36 ** 2).toString(36);
const vocabulary = Array.from({ length: WORDS }, (_, at) => word(at));
/** Words by Zipf's law, in sentences of ten. */
function words(count: number): string {
  const drawn = Array.from({ length: count }, () => vocabulary[Math.floor(WORDS ** next()) - 1] ?? '');
  return drawn.map((each, at) => (at % 10 === 9 ? `${each}.` : each)).join(' ');
}

/** Makes a run folder in `dir` and a benchmark beside it; gives the benchmark's path. */
export async function makeFolder(dir: string, planted: Planted): Promise<string> {
  const items = Array.from({ length: ITEMS }, () => words(30));
  const benchmark = join(dir, 'benchmark.jsonl');
  await mkdir(dir, { recursive: true });
  await writeFile(benchmark, items.map((question) => JSON.stringify({ question })).join('\n'));
  const run = join(dir, 'run');
  const folder = await openRunFolder(run, null);
  const { store } = folder;
  const begun = new Date(0).toISOString();
  const facts = { version: '0', begun, command: 'bench', teacher: 'bench', models: {}, identity: {}, usage: [] };
  await writeRunFile(run, { format: RUN_FORMAT, skills: ['bench'], ...facts });
  await store.set('begun', begun);
  const pairs = pairsFor(planted, items);
  const units = Math.ceil(planted.pairs / OF_A_UNIT);
  await store.plan(Array.from({ length: units }, (_, at) => unitOf(at)));
  for (let at = 0; at < units; at++) {
    const lease = await store.lease('bench', 60_000);
    if (!lease) throw new Error('the units are not planned');
    const own: Pair[] = [];
    for (let count = 0; count < OF_A_UNIT; count++) {
      const { value } = pairs.next();
      if (value) own.push(value);
    }
    const object = await writeObject(run, lease.unit, lease.attempt, own);
    await store.commit(lease, object, { ...noCounts(), pairs: own.length, items: own.length });
  }
  await keepFacts(store, {
    ...{ name: 'Bench', teacher: 'bench', rehearsal: false, skills: [], command: 'bench', version: '0' },
    ...{ complete: true, runSeed: '0', seeds: { files: 1, seeds: 1 }, quotas: null, testShare: 0.02 },
  });
  await folder.close();
  return benchmark;
}

/** Pairs, with what is planted spread evenly over those from the second tenth on. */
function* pairsFor(
  { pairs, asked, answered, contaminated }: Planted,
  items: readonly string[],
): Generator<Pair, undefined> {
  const kinds = [
    ...Array(asked).fill('asked'),
    ...Array(answered).fill('answered'),
    ...Array(contaminated).fill('item'),
  ];
  const every = Math.max(1, Math.floor((pairs * 0.9) / Math.max(1, kinds.length)));
  const earlier: Pair[] = [];
  let passage = '';
  let plantedSoFar = 0;
  for (let at = 0; at < pairs; at++) {
    if (at % OF_A_CONTENT === 0) passage = words(200);
    const own = pairOf(at, passage, words(14), words(40));
    const isDue = at > pairs / 10 && at % every === 0 && plantedSoFar < kinds.length;
    const like = earlier[at % Math.max(1, earlier.length)];
    if (at % 97 === 0 && earlier.length < 5000) earlier.push(own);
    yield isDue && like ? plant(kinds[(plantedSoFar++ * 7919) % kinds.length], own, like, items) : own;
  }
  return undefined;
}

function plant(kind: string, own: Pair, like: Pair, items: readonly string[]): Pair {
  const [asks, answers] = [questionOf(like), like.messages[1]?.content ?? ''];
  const at = Number.parseInt(own.id, 16);
  const more = words(3).replaceAll(/\d/g, 'q');
  if (kind === 'asked') return pairOf(at, `${passageOf(like)} ${more}`, asks, words(40));
  if (kind === 'answered') return pairOf(at, passageOf(own), questionOf(own), answers);
  return pairOf(at, passageOf(own), `${items[at % items.length]} ${questionOf(own)}`, words(40));
}

function passageOf({ lineage }: Pair): string {
  return String(lineage.item?.content.value.passage);
}

function questionOf({ lineage }: Pair): string {
  return String(lineage.item?.instruction.question);
}

function pairOf(at: number, passage: string, question: string, answer: string): Pair {
  const hex = (number: number) => number.toString(16).padStart(16, '0');
  const seed = { id: hex(Math.floor(at / OF_A_CONTENT)), source: `doc-${Math.floor(at / 400)}.txt`, title: null };
  const type = `type-${at % 20}`;
  return {
    record: 'pair',
    id: hex(at),
    contentHash: hex(at),
    messages: [
      { role: 'user', content: `${passage}\n\n${question}?` },
      { role: 'assistant', content: answer },
    ],
    ...{ tools: null, layout: 'plain', answerForm: 'none', systemKind: 'none', agreement: null },
    answers: [{ text: answer, agrees: null }],
    ...{ unkeptSystem: null, teacher: 'bench' },
    usage: { calls: 1, promptTokens: 1, cachedTokens: 0, completionTokens: 1, estimated: false },
    lineage: {
      seed: { ...seed, span: [0, 9], language: 'en', license: null },
      ...{ skill: 'bench', pass: 0, calls: [] },
      item: {
        ...{ id: hex(at + 1e9), type, variant: null, asker: [], form: 'free', refinements: [] },
        content: { transform: 'identity', variant: null, angle: null, value: { passage } },
        instruction: { question },
      },
    },
  };
}
