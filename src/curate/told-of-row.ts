import { join } from 'node:path';
import { z } from 'zod';
import { CURATION, LEFT_OUT, readRowList } from '../run/row-list.ts';
import { JUDGED_BY } from '../run/spent.ts';
import { readObject } from '../store/objects.ts';
import type { Store } from '../store/store.ts';
import { Judged } from './judge/rubric.ts';

const LeftOut = z.object({
  id: z.string(),
  unit: z.string(),
  /** Null for what the dataset does not take without curation. */
  step: z.string().nullable().default(null),
  reason: z.string(),
  detail: z.string().default(''),
});
const Flagged = z.object({ id: z.string(), flag: z.string(), detail: z.string() });

/** What was said of a row since it was made. */
export interface ToldOfRow {
  /** Why it is not in the dataset; null for a row that is. */
  leftOut: z.infer<typeof LeftOut> | null;
  flags: { flag: string; detail: string }[];
  /** What each judge said of it. */
  judged: { model: string; said: Judged }[];
}

/** Looks a row up in the lists of what was left out and of what was found, and in the units of judges. */
export async function toldOfRow(dir: string, store: Store, id: string, unit: string | null): Promise<ToldOfRow> {
  const flags: ToldOfRow['flags'] = [];
  for await (const line of readRowList(join(dir, CURATION.flagged))) {
    const found = Flagged.safeParse(line);
    if (found.data?.id === id) flags.push({ flag: found.data.flag, detail: found.data.detail });
  }
  const leftOut = (await lineOf(join(dir, LEFT_OUT), id)) ?? (await lineOf(join(dir, CURATION.leftOut), id));
  return { leftOut, flags, judged: unit === null ? [] : await judgedIn(dir, store, id, unit) };
}

async function lineOf(path: string, id: string): Promise<ToldOfRow['leftOut']> {
  for await (const line of readRowList(path)) {
    const found = LeftOut.safeParse(line);
    if (found.data?.id === id) return found.data;
  }
  return null;
}

async function judgedIn(dir: string, store: Store, id: string, unit: string): Promise<ToldOfRow['judged']> {
  const judged: ToldOfRow['judged'] = [];
  for (const entry of await store.manifest()) {
    if (entry.unit.kind !== 'judge' || !entry.unit.seeds.includes(id)) continue;
    if (!entry.unit.id.includes(`-${unit}-`)) continue;
    for await (const line of readObject(dir, entry.object)) {
      const said = Judged.safeParse(line);
      if (said.data?.id === id) judged.push({ model: entry.unit.skill.slice(JUDGED_BY.length), said: said.data });
    }
  }
  return judged;
}
