import { z } from 'zod';
import { addUsage, Stage } from '../../data.ts';
import type { Database } from '../database.ts';
import type { Spent } from '../store.ts';

/** What was spent, summed by skill, stage and tariff. */
export interface Sums {
  add(spent: Spent): void;
  /** By skill, stage and tariff, in this order. */
  all(): Spent[];
}

/** Sums that begin with these. */
export function sums(begin: Iterable<Spent> = []): Sums {
  const known = new Map<string, Spent>();
  const add = (spent: Spent) => {
    const name = `${spent.skill} ${spent.stage} ${spent.batch ? 1 : 0}`;
    const sum = known.get(name);
    known.set(name, sum === undefined ? spent : { ...spent, usage: addUsage(sum.usage, spent.usage) });
  };
  for (const spent of begin) add(spent);
  return { add, all: () => [...known].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, spent]) => spent) };
}

/** The sums that the table `spent` holds: those of segments that are no more. */
export interface SpentTable {
  read(): Spent[];
  /** To be called within a transaction. */
  add(spent: readonly Spent[]): void;
}

const Rows = z.array(
  z.object({
    skill: z.string(),
    stage: Stage,
    batch: z.int().transform((flag) => flag !== 0),
    calls: z.int(),
    promptTokens: z.int(),
    cachedTokens: z.int(),
    completionTokens: z.int(),
    estimated: z.int().transform((flag) => flag !== 0),
  }),
);

/** The table in the books. */
export function spentTable(db: Database): SpentTable {
  const select = db.prepare(
    `SELECT skill, stage, batch, calls, prompt AS promptTokens, cached AS cachedTokens, completion AS completionTokens,
       estimated FROM spent`,
  );
  const spend = db.prepare(
    `INSERT INTO spent VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (skill, stage, batch) DO UPDATE SET
       calls = calls + excluded.calls, prompt = prompt + excluded.prompt, cached = cached + excluded.cached,
       completion = completion + excluded.completion, estimated = max(estimated, excluded.estimated)`,
  );
  return {
    read: () => Rows.parse(select.all()).map(({ skill, stage, batch, ...usage }) => ({ skill, stage, batch, usage })),
    add(spent) {
      for (const { skill, stage, batch, usage } of spent) {
        const { calls, promptTokens, cachedTokens, completionTokens, estimated } = usage;
        const numbers = [calls, promptTokens, cachedTokens, completionTokens, estimated ? 1 : 0];
        spend.run(skill, stage, batch ? 1 : 0, ...numbers);
      }
    },
  };
}
