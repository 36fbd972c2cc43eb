import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { createZstdDecompress } from 'node:zlib';
import { z } from 'zod';
import { Drop, Pair } from '../data.ts';
import { readObject } from '../store/objects.ts';
import type { ManifestEntry } from '../store/store.ts';
import { type Judgement, type JudgementsOf, judgedName } from './judgements.ts';

/** A pair as the dataset took it or left it out, and all drops, in plan order. */
export type Walked =
  | {
      pair: Pair;
      unit: string;
      leftOut: { reason: string; detail: string | null } | null;
      cutOff: boolean;
      judged: readonly Judgement[];
    }
  | { drop: Drop; unit: string };

const Line = z.looseObject({
  id: z.string(),
  reason: z.string(),
  unit: z.string().optional(),
  detail: z.string().nullish(),
});
const Call = z.looseObject({
  record: z.literal('call'),
  key: z.string(),
  outcome: z.looseObject({ reply: z.looseObject({ finish: z.string() }).optional() }),
});
const Kind = z.looseObject({ record: z.string() });

/** What finalisation and curation left out of the dataset, by unit and id. */
export type LeftOut = ReadonlyMap<string, { reason: string; detail: string | null }>;

/** Reads the lists of a run folder. A list that is not there is empty. */
export async function readLeftOut(dir: string): Promise<LeftOut> {
  const found = new Map<string, { reason: string; detail: string | null }>();
  for (const name of ['left-out.jsonl.zst', 'curation/left-out.jsonl.zst']) {
    const path = join(dir, name);
    if (!(await stat(path).catch(() => null))) continue;
    const input = createReadStream(path).pipe(createZstdDecompress());
    for await (const text of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
      const line = Line.safeParse(JSON.parse(text));
      if (!line.success) continue;
      const { id, reason, unit, detail } = line.data;
      found.set(placeOf(unit ?? '', id), { reason, detail: detail ?? null });
    }
  }
  return found;
}

function placeOf(unit: string, id: string): string {
  return `${unit} ${id}`;
}

/** All pairs and drops of committed units; a unit is in memory at a time. Errors: E_RUN_FOLDER for a damaged object. */
export async function* walkRun(
  dir: string,
  manifest: readonly ManifestEntry[],
  leftOut: LeftOut,
  judgements: JudgementsOf,
): AsyncGenerator<Walked[]> {
  for (const { unit, object } of manifest) {
    if (unit.kind !== 'generate') continue;
    const walked: Walked[] = [];
    const cut = new Set<string>();
    const judged = await judgements(unit.id);
    for await (const line of readObject(dir, object)) {
      const { record } = Kind.parse(line);
      if (record === 'drop') walked.push({ drop: Drop.parse(line), unit: unit.id });
      else if (record === 'pair') {
        const pair = Pair.parse(line);
        const left = leftOut.get(placeOf(unit.id, pair.id)) ?? leftOut.get(placeOf('', pair.id)) ?? null;
        walked.push({ pair, unit: unit.id, leftOut: left, cutOff: false, judged: judged.get(judgedName(pair)) ?? [] });
      } else if (isCut(line)) cut.add(line.key);
    }
    for (const each of walked) if ('pair' in each) each.cutOff = endsCut(each.pair, cut);
    yield walked;
  }
}

function isCut(line: unknown): line is z.infer<typeof Call> {
  const call = Call.safeParse(line);
  return call.success && call.data.outcome.reply?.finish === 'length';
}

/** Whether one of the replies that the row shows had run out of room. */
function endsCut({ lineage }: Pair, cut: ReadonlySet<string>): boolean {
  return cut.size > 0 && lineage.calls.some(({ stage, key }) => stage === 'respond' && cut.has(key));
}
