import type { StatementSync } from 'node:sqlite';
import { z } from 'zod';
import { addUsage, Stage } from '../data.ts';
import { type JournalRecord as RecordOf, usageOf } from '../teacher/journal.ts';
import type { Database } from './database.ts';
import { type CommitTimes, groupCommit } from './group-commit.ts';
import { JournalRecord, readBack } from './shapes.ts';
import type { Spent } from './store.ts';

/** The journal's part of the books; units are named by their place. */
export interface SqliteJournal {
  append(unit: number, skill: string, records: readonly RecordOf[]): Promise<void>;
  read(unit: number): RecordOf[];
  /** What all records ever appended cost; what was paid twice is counted twice, what was reused not at all. */
  spent(): Spent[];
  /** Puts records back that were paid for before. To be called within a transaction. */
  restore(unit: number, records: readonly RecordOf[]): void;
  /** Deletes a unit's journal. To be called within a transaction. */
  remove(unit: number): void;
  /** Writes what waits for company. */
  flush(): void;
  commitTimes(): CommitTimes;
}

interface Waiting {
  unit: number;
  skill: string;
  records: readonly RecordOf[];
}

const Totals = z.array(
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

/** The journal in the database `db`, which lies at `path`. */
export function sqliteJournal(db: Database, path: string): SqliteJournal {
  const select = db.prepare('SELECT body, text FROM call WHERE unit = ? ORDER BY seq');
  const removeCalls = db.prepare('DELETE FROM call WHERE unit = ?');
  const insert = db.prepare(INSERT);
  const sums = db.prepare(
    `SELECT skill, stage, batch, calls, prompt AS promptTokens, cached AS cachedTokens, completion AS completionTokens,
       estimated FROM spent ORDER BY skill, stage, batch`,
  );
  const queue = groupCommit(writer(db));
  return {
    append: (unit, skill, records) => queue.add({ unit, skill, records }),
    read: (unit) => lastOfEachKey(select.all(unit).map(({ body, text }) => unpack(body, text, path))),
    spent: () => Totals.parse(sums.all()).map(({ skill, stage, batch, ...usage }) => ({ skill, stage, batch, usage })),
    restore: (unit, records) => {
      for (const record of records) insertPacked(insert, unit, record);
    },
    remove: (unit) => void removeCalls.run(unit),
    flush: queue.flush,
    commitTimes: queue.times,
  };
}

const INSERT = 'INSERT INTO call (unit, body, text) VALUES (?, ?, ?)';

/**
 * Writes waiting records in one transaction. Of a unit that is done only what they cost is kept: they come from calls
 * of a stale attempt, and were paid for.
 */
function writer(db: Database): (batch: readonly Waiting[]) => void {
  const insert = db.prepare(INSERT);
  const finished = db.prepare(`SELECT 1 FROM unit WHERE place = ? AND status = 'done'`);
  const spend = db.prepare(
    `INSERT INTO spent VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (skill, stage, batch) DO UPDATE SET
       calls = calls + excluded.calls, prompt = prompt + excluded.prompt, cached = cached + excluded.cached,
       completion = completion + excluded.completion, estimated = max(estimated, excluded.estimated)`,
  );
  return (batch) =>
    db.write(() => {
      const done = new Map<number, boolean>();
      const sums = new Map<string, Spent>();
      for (const { unit, skill, records } of batch) {
        const over = done.get(unit) ?? finished.get(unit) !== undefined;
        done.set(unit, over);
        for (const record of records) {
          if (!over) insertPacked(insert, unit, record);
          if (!record.reused) addTo(sums, skill, record);
        }
      }
      for (const { skill, stage, batch: batched, usage } of sums.values()) {
        const { calls, promptTokens, cachedTokens, completionTokens, estimated } = usage;
        spend.run(
          skill,
          stage,
          batched ? 1 : 0,
          calls,
          promptTokens,
          cachedTokens,
          completionTokens,
          estimated ? 1 : 0,
        );
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

function addTo(sums: Map<string, Spent>, skill: string, { stage, outcome, batch: batched }: RecordOf): void {
  const batch = batched ?? false;
  const name = `${skill} ${stage} ${batch}`;
  const known = sums.get(name);
  const usage = usageOf(outcome);
  sums.set(name, { skill, stage, batch, usage: known === undefined ? usage : addUsage(known.usage, usage) });
}
