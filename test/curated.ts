import { decide } from '../src/curate/decide.ts';
import type { Judging } from '../src/curate/judge/judging.ts';
import { bindStep } from '../src/curate/step.ts';
import type { Pair } from '../src/data.ts';
import type { CurationBooks } from '../src/dataset/curation.ts';
import type { Row } from '../src/dataset/row.ts';
import { toRow } from '../src/dataset/row.ts';
import { shortHash } from '../src/text/hash.ts';
import { pairOf } from './pairs.ts';

/** What a row of a test is made of. */
export interface Told {
  name: string;
  question: string;
  answer: string;
  passage?: string;
  seed?: string;
  /** Names of the rows that it was refined from. */
  from?: string[];
  instruction?: Record<string, unknown>;
  skill?: string;
  type?: string;
  source?: string;
  /** All turns, in place of passage, question and answer. */
  messages?: Pair['messages'];
  tools?: Pair['tools'];
}

/** The id of the row with this name. */
export function idOf(name: string): string {
  return shortHash('row', name);
}

/** A pair that asks a question, below its passage if it has one. */
export function told({ name, question, answer, passage, seed = name, from = [], ...more }: Told): Pair {
  const { instruction = {}, skill = 'small', type = 'tell', source = `${seed}.txt`, messages, tools = null } = more;
  const refinement = (parent: string) => ({
    goal: 'harder',
    angle: null,
    suggestion: '',
    round: 1,
    parent: idOf(parent),
  });
  const pair = pairOf(idOf(name), shortHash('seed', seed), {
    contentHash: shortHash(name, question, answer),
    messages: messages ?? [
      { role: 'user', content: passage === undefined ? question : `${passage}\n\n${question}` },
      { role: 'assistant', content: answer },
    ],
    tools,
  });
  pair.lineage.skill = skill;
  pair.lineage.seed.source = source;
  pair.lineage.item = {
    ...{ id: idOf(name), type, variant: null, asker: [], form: 'free', refinements: from.map(refinement) },
    content: { transform: 'identity', variant: null, angle: null, value: passage === undefined ? {} : { passage } },
    instruction: { question, ...instruction },
  };
  return pair;
}

/** What steps decided of rows. */
export interface DecidedRows {
  /** Rows that are in, by name. */
  in: string[];
  /** Rows that are left out: name (or id, for one of another dataset), step, reason, detail. */
  out: { name: string; step: string; reason: string; detail: string }[];
  flagged: { name: string; flag: string; detail: string }[];
  books: CurationBooks;
  /** All rows as they stand in the dataset. */
  rows: Row[];
}

const NO_JUDGE: Judging = { judge: () => Promise.reject(new Error('there is no judge here')) };

/** Takes rows through steps. */
export async function decideRows(
  rows: readonly Told[],
  steps: readonly { step: string; [option: string]: unknown }[],
  judge: Judging = NO_JUDGE,
): Promise<DecidedRows> {
  const names = new Map(rows.map(({ name }) => [idOf(name), name]));
  const nameOf = (id: string) => names.get(id) ?? id;
  const bound = await Promise.all(steps.map(({ step, ...options }) => bindStep(step, options)));
  const [out, flagged]: [DecidedRows['out'], DecidedRows['flagged']] = [[], []];
  const pairs = rows.map(told);
  async function* placed() {
    for (const pair of pairs) yield { pair, unit: 'small-000000' };
  }
  const { curated } = await decide(
    placed(),
    bound,
    { seed: '0', judge },
    {
      leftOut: async ({ id, step, reason, detail }) => void out.push({ name: nameOf(id), step, reason, detail }),
      flagged: async ({ id, flag, detail }) => void flagged.push({ name: nameOf(id), flag, detail }),
      looked: () => {},
    },
  );
  const made: Row[] = [];
  for (const [at, pair] of pairs.entries()) {
    const curation = curated.at(at);
    if (curation) made.push(toRow(pair, 'small-000000', curation));
  }
  for await (const row of curated.more()) made.push(row);
  return { in: made.map(({ id }) => nameOf(id)), out, flagged, books: curated.books, rows: made };
}
