import { z } from 'zod';
import { findDataFiles, readRows } from '../dataset/read-rows.ts';
import { judgedUnit, judgePrefix } from '../run/judged-by.ts';
import { JUDGED_BY } from '../run/spent.ts';
import { readObject } from '../store/objects.ts';
import type { ManifestEntry } from '../store/store.ts';
import { under } from './figures/collector.ts';

const Scored = z.looseObject({ id: z.string(), judge_score: z.number().nullish() });
const Said = z.looseObject({
  record: z.literal('judged'),
  id: z.string(),
  contentHash: z.string(),
  score: z.int(),
  marks: z.record(z.string(), z.looseObject({ score: z.int() })),
});

/** What a judge said of a row: its marks by name, and the lowest of them. */
export interface Judgement {
  /** Model, words and temperature, as one hash. */
  judge: string;
  model: string;
  score: number;
  marks: Record<string, number>;
}

/** What judges said of the rows that one unit of the run made, by {@link judgedName}. */
export type JudgementsOf = (unit: string) => Promise<ReadonlyMap<string, Judgement[]>>;

/** By what a row and what was said of it are brought together. */
export function judgedName({ id, contentHash }: { id: string; contentHash: string }): string {
  return `${id} ${contentHash}`;
}

/**
 * What these judges said of rows that have a `judge_score` in the dataset: a judge may have read more of them before.
 * Keeps the ids of those rows; the rest is read as it is asked for. Errors: E_RUN_FOLDER for damaged data.
 */
export async function judgementsBy(
  judges: readonly string[],
  dir: string,
  manifest: readonly ManifestEntry[],
): Promise<JudgementsOf> {
  const scored = judges.length === 0 ? new Set<string>() : await scoredRows(dir);
  const entries = new Map<string, { object: ManifestEntry['object']; judge: string; model: string }[]>();
  for (const { unit, object } of manifest.filter((entry) => entry.unit.kind === 'judge')) {
    const judge = judges.find((each) => unit.id.startsWith(judgePrefix(each)));
    if (judge === undefined) continue;
    const model = unit.skill.slice(JUDGED_BY.length);
    under(entries, judgedUnit(unit, judge), () => []).push({ object, judge, model });
  }
  return async (unit) => {
    const found = new Map<string, Judgement[]>();
    for (const { object, ...by } of entries.get(unit) ?? []) {
      for await (const line of readObject(dir, object)) {
        const said = Said.safeParse(line);
        if (!said.success || !scored.has(said.data.id)) continue;
        under(found, judgedName(said.data), () => []).push({ ...by, ...marksOf(said.data) });
      }
    }
    return found;
  };
}

function marksOf({ score, marks }: z.infer<typeof Said>): Pick<Judgement, 'score' | 'marks'> {
  return { score, marks: Object.fromEntries(Object.entries(marks).map(([name, mark]) => [name, mark.score])) };
}

async function scoredRows(dir: string): Promise<Set<string>> {
  const ids = new Set<string>();
  for (const file of await findDataFiles(dir)) {
    for await (const rows of readRows(file, ['id', 'judge_score'])) {
      for (const row of rows) {
        const { id, judge_score: score } = Scored.parse(row);
        if (typeof score === 'number') ids.add(id);
      }
    }
  }
  return ids;
}
