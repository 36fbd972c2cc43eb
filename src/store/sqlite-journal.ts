import type { StatementSync } from 'node:sqlite';
import { z } from 'zod';
import { addUsage, type Stage, type Usage } from '../data.ts';
import { type JournalRecord as RecordOf, usageOf } from '../teacher/journal.ts';
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

/** What a batch holds of a unit: whether the unit is done, and what the calls cost. */
interface Sum {
  done: boolean;
  stages: Map<Stage, Usage>;
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
    read: (unit) => lastOfEachKey(select.all(unit).map(({ body, text }) => unpack(body, text, path))),
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
  const insert = db.prepare('INSERT INTO call (unit, body, text) VALUES (?, ?, ?)');
  const finished = db.prepare(`SELECT 1 FROM unit WHERE place = ? AND status = 'done'`);
  const spend = db.prepare(
    `INSERT INTO spent VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (unit, stage) DO UPDATE SET
       calls = calls + excluded.calls, prompt = prompt + excluded.prompt, cached = cached + excluded.cached,
       completion = completion + excluded.completion, estimated = max(estimated, excluded.estimated)`,
  );
  return (batch) =>
    db.write(() => {
      const sums = new Map<number, Sum>();
      for (const { unit, records } of batch) {
        const sum = sums.get(unit) ?? { done: finished.get(unit) !== undefined, stages: new Map() };
        sums.set(unit, sum);
        for (const record of records) {
          if (!sum.done) insertPacked(insert, unit, record);
          addTo(sum.stages, record);
        }
      }
      for (const [unit, { stages }] of sums) {
        for (const [stage, { calls, promptTokens, cachedTokens, completionTokens, estimated }] of stages) {
          spend.run(unit, stage, calls, promptTokens, cachedTokens, completionTokens, estimated ? 1 : 0);
        }
      }
    });
}

/** The text beside its record, where SQLite can hold it as it is (UTF-8 has no lone surrogates). */
function insertPacked(insert: StatementSync, unit: number, record: RecordOf): void {
  const { outcome } = record;
  if ('reply' in outcome && outcome.reply.text.isWellFormed()) {
    const { text, ...reply } = outcome.reply;
    insert.run(unit, JSON.stringify({ ...record, outcome: { reply: { text: '', ...reply } } }), text);
  } else insert.run(unit, JSON.stringify(record), null);
}

function unpack(body: unknown, text: unknown, path: string): RecordOf {
  const record = readBack(JournalRecord, body, path);
  if (typeof text === 'string' && 'reply' in record.outcome) record.outcome.reply.text = text;
  return record;
}

function lastOfEachKey(records: readonly RecordOf[]): RecordOf[] {
  return [...new Map(records.map((record) => [record.key, record])).values()];
}

function addTo(stages: Map<Stage, Usage>, record: RecordOf): void {
  const known = stages.get(record.stage);
  const usage = usageOf(record.outcome);
  stages.set(record.stage, known === undefined ? usage : addUsage(known, usage));
}
