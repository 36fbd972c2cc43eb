import { z } from 'zod';
import { addUsage, type Stage, type Usage } from '../data.ts';
import type { JournalRecord as RecordOf } from '../teacher/journal.ts';
import { usageOf } from './counts.ts';
import type { Database } from './database.ts';
import { type CommitTimes, groupCommit } from './group-commit.ts';
import { JournalRecord, readBack } from './shapes.ts';

/** The journal's part of the books; units are named by their place. */
export interface SqliteJournal {
  append(unit: number, records: readonly RecordOf[]): Promise<void>;
  read(unit: number): RecordOf[];
  /** What the records appended to open journals cost, by stage; what was paid twice is counted twice. */
  spent(): Record<string, Usage>;
  /** Deletes a unit's journal. To be called within a transaction. */
  remove(unit: number): void;
  /** Writes what waits for company. */
  flush(): void;
  commitTimes(): CommitTimes;
}

interface Waiting {
  unit: number;
  records: readonly RecordOf[];
}

const Totals = z.array(
  z.object({
    stage: z.string(),
    calls: z.int(),
    promptTokens: z.int(),
    cachedTokens: z.int(),
    completionTokens: z.int(),
    estimated: z.int().transform((flag) => flag !== 0),
  }),
);

/** The journal in the database `db`, which lies at `path`. */
export function sqliteJournal(db: Database, path: string): SqliteJournal {
  const select = db.prepare('SELECT body, text FROM call WHERE unit = ? ORDER BY seq');
  const removeCalls = db.prepare('DELETE FROM call WHERE unit = ?');
  const removeSpent = db.prepare('DELETE FROM spent WHERE unit = ?');
  const sums = db.prepare(
    `SELECT stage, sum(calls) AS calls, sum(prompt) AS promptTokens, sum(cached) AS cachedTokens,
       sum(completion) AS completionTokens, max(estimated) AS estimated FROM spent GROUP BY stage`,
  );
  const queue = groupCommit(writer(db));
  return {
    append: (unit, records) => queue.add({ unit, records }),
    read: (unit) => firstOfEachKey(select.all(unit).map(({ body, text }) => unpack(body, text, path))),
    spent: () => Object.fromEntries(Totals.parse(sums.all()).map(({ stage, ...usage }) => [stage, usage])),
    remove: (unit) => {
      removeCalls.run(unit);
      removeSpent.run(unit);
    },
    flush: queue.flush,
    commitTimes: queue.times,
  };
}

/**
 * Writes waiting records in one transaction. Of a unit that is done only what they cost is kept: they come from calls
 * of a stale attempt, and were paid for.
 */
function writer(db: Database): (batch: readonly Waiting[]) => void {
  const insert = db.prepare(
    `INSERT INTO call (unit, body, text) SELECT ?1, ?2, ?3 WHERE (SELECT status FROM unit WHERE place = ?1) <> 'done'`,
  );
  const spend = db.prepare(
    `INSERT INTO spent VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (unit, stage) DO UPDATE SET
       calls = calls + excluded.calls, prompt = prompt + excluded.prompt, cached = cached + excluded.cached,
       completion = completion + excluded.completion, estimated = max(estimated, excluded.estimated)`,
  );
  return (batch) =>
    db.write(() => {
      const sums = new Map<number, Map<Stage, Usage>>();
      for (const { unit, records } of batch) {
        for (const record of records) {
          const { body, text } = pack(record);
          insert.run(unit, body, text);
          addTo(sums, unit, record);
        }
      }
      for (const [unit, stages] of sums) {
        for (const [stage, { calls, promptTokens, cachedTokens, completionTokens, estimated }] of stages) {
          spend.run(unit, stage, calls, promptTokens, cachedTokens, completionTokens, estimated ? 1 : 0);
        }
      }
    });
}

/** The text beside its record, where SQLite can hold it as it is (UTF-8 has no lone surrogates). */
function pack(record: RecordOf): { body: string; text: string | null } {
  const { outcome } = record;
  if (!('reply' in outcome && outcome.reply.text.isWellFormed())) return { body: JSON.stringify(record), text: null };
  const { text, ...reply } = outcome.reply;
  return { body: JSON.stringify({ ...record, outcome: { reply: { text: '', ...reply } } }), text };
}

function unpack(body: unknown, text: unknown, path: string): RecordOf {
  const record = readBack(JournalRecord, body, path);
  if (typeof text === 'string' && 'reply' in record.outcome) record.outcome.reply.text = text;
  return record;
}

function firstOfEachKey(records: readonly RecordOf[]): RecordOf[] {
  const first = new Map<string, RecordOf>();
  for (const record of records) {
    if (!first.has(record.key)) first.set(record.key, record);
  }
  return [...first.values()];
}

function addTo(sums: Map<number, Map<Stage, Usage>>, unit: number, record: RecordOf): void {
  let stages = sums.get(unit);
  if (stages === undefined) {
    stages = new Map();
    sums.set(unit, stages);
  }
  const known = stages.get(record.stage);
  const usage = usageOf(record);
  stages.set(record.stage, known === undefined ? usage : addUsage(known, usage));
}
