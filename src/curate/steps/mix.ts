import { z } from 'zod';
import { mix } from '../../text/mix.ts';
import { candidateOfOther, readOther, rowOfOther } from '../mix/other-row.ts';
import { countRecords, filesOf, nameOf, OtherSet, recordsOf } from '../mix/other-set.ts';
import type { OpenStep, Standing, Step, StepTools } from '../step.ts';

const Options = z.strictObject({
  sets: z
    .array(OtherSet)
    .min(1)
    .refine((sets) => sets.reduce((sum, { share }) => sum + (share ?? 0), 0) < 1, {
      error: 'the shares come to the whole dataset or more',
    })
    .refine((sets) => new Set(sets.map(nameOf)).size === sets.length, { error: 'two sets have the same name' }),
});
type Options = z.infer<typeof Options>;

/**
 * Mixes in rows of other datasets, drawn by a seeded draw: so many of each, or such a share of the whole. They are held to
 * the rules of our own rows and go through the steps that look at rows one by one.
 */
export const step: Step<Options> = {
  id: 'mix',
  options: Options,
  says: ({ sets }) =>
    sets
      .map((set) => `${nameOf(set)} ${set.rows?.toLocaleString('en') ?? `${((set.share ?? 0) * 100).toFixed(0)}%`}`)
      .join(', '),
  moved: ({ sets }, move) => ({ sets: sets.map((set) => ({ ...set, name: nameOf(set), path: move(set.path) })) }),
  files: async ({ sets }) => (await Promise.all(sets.map(filesOf))).flat(),
  open: (options, tools) => open(options, tools),
};

/** The first try takes so many times the rows wanted, and a few more: some will not do. */
const SLACK = 1.2;
const FEW = 20;

/** A record that was admitted: its number in its set, its place among all rows, its draw. */
interface Admitted {
  number: number;
  at: number;
  drawn: number;
}

function open({ sets }: Options, { seed }: StepTools): OpenStep {
  const taken = new Map<OtherSet, Admitted[]>();
  const unfit = new Map<string, number>();
  return {
    async settle(rows) {
      for (const [at, wanted] of wantedOf(sets, rows.standing).entries()) {
        const set = sets[at];
        if (set) taken.set(set, await admit(set, wanted, seed, rows, unfit));
      }
    },
    added: () => Object.fromEntries([...taken].map(([set, own]) => [nameOf(set), own.length])),
    found: () => Object.fromEntries(unfit),
    async *more(columns) {
      for (const [set, own] of taken) {
        const places = new Map(own.map(({ number, at }) => [number, at]));
        for await (const { number, record } of recordsOf(await filesOf(set), (each) => places.has(each))) {
          const row = readOther(record, set, number);
          if (typeof row !== 'string') yield rowOfOther(row, set, columns(places.get(number) ?? -1));
        }
      }
    },
  };
}

/** Rows wanted of each set, beside so many of the run's own. */
function wantedOf(sets: readonly OtherSet[], own: number): number[] {
  const counted = sets.reduce((sum, { rows }) => sum + (rows ?? 0), 0);
  const shared = sets.reduce((sum, { share }) => sum + (share ?? 0), 0);
  const whole = (own + counted) / (1 - shared);
  return sets.map(({ rows, share }) => rows ?? Math.round((share ?? 0) * whole));
}

/**
 * Draws from a set: every record has a number between 0 and 1, and those with the lowest are taken that will do. More are
 * looked at, from the lowest up, until there are enough.
 */
async function admit(
  set: OtherSet,
  wanted: number,
  seed: string,
  rows: Standing,
  unfit: Map<string, number>,
): Promise<Admitted[]> {
  const files = await filesOf(set);
  const count = await countRecords(files);
  const drawOf = drawsOf(`${seed}/${nameOf(set)}`);
  const admitted: Admitted[] = [];
  let [from, looked] = [0, 0];
  while (admitted.length < wanted && from < 1) {
    const rate = looked === 0 ? 1 : Math.max(0.05, admitted.length / looked);
    const to = Math.min(1, from + (((wanted - admitted.length) / rate) * SLACK + FEW) / Math.max(1, count));
    const isDue = (number: number) => drawOf(number) >= from && drawOf(number) < to;
    for await (const { number, record } of recordsOf(files, isDue)) {
      looked++;
      const row = readOther(record, set, number);
      if (typeof row === 'string') unfit.set(row, (unfit.get(row) ?? 0) + 1);
      else {
        const at = await rows.admit((place) => candidateOfOther(row, set, place));
        if (at !== null) admitted.push({ number, at, drawn: drawOf(number) });
      }
    }
    from = to;
  }
  const lowest = admitted.sort((a, b) => a.drawn - b.drawn || a.number - b.number).slice(0, wanted);
  return lowest.sort((a, b) => a.number - b.number);
}

/** A draw (0-1) for each number. */
function drawsOf(name: string): (number: number) => number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < name.length; at++) hash = Math.imul(hash ^ name.charCodeAt(at), 0x01000193);
  return (number) => mix(mix(number + 1) ^ hash) / 2 ** 32;
}
