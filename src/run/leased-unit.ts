import { addCounts, noCounts } from '../store/counts.ts';
import { writeObject } from '../store/objects.ts';
import type { Counts, Lease, Store } from '../store/store.ts';
import { type Caller, createCaller, type Deferred } from '../teacher/call.ts';
import { type Journal, type JournalRecord, usageOf } from '../teacher/journal.ts';
import type { Meter } from '../teacher/meter.ts';
import type { Purse } from '../teacher/purse.ts';
import { Suspended } from '../teacher/suspended.ts';
import type { Teacher } from '../teacher/teacher.ts';
import { allEnded } from '../text/all-ended.ts';
import type { Earlier } from './earlier.ts';

/** What work on a unit of any kind stands on. */
export interface UnitParts {
  runDir: string;
  store: Store;
  teacher: Teacher;
  meter: Meter;
  purse: Purse | null;
  /** Puts calls off to a batch, in a run by batches; the unit then rejects with Suspended. */
  defer?: ((put: Deferred) => never) | null;
  /** Replies of earlier runs, where there are any to use again. */
  earlier: Earlier | null;
}

/** The work of one kind of unit. */
export interface UnitWork<T> {
  /** Begins all that the unit has to do, with the one way to the teacher. */
  begin(caller: Caller): Promise<readonly Promise<T>[]>;
  /** What it came to: the lines of its object before the calls, and what they count, calls aside. */
  result(done: readonly T[]): { lines: Iterable<unknown>; counts: Counts };
}

/**
 * Works on a leased unit: reads its journal once, replays what is there, pays for the rest, writes the object, commits.
 * Resolves with the counts, or null when the lease had been lost. Rejects as the teacher does, when all that was begun has
 * ended too; with Suspended where it waits for a batch. Calls `begun` when the first calls of all wait for their turn.
 */
export async function workThrough<T>(
  lease: Lease,
  parts: UnitParts,
  work: UnitWork<T>,
  ending: AbortSignal,
  begun: () => void = () => {},
): Promise<Counts | null> {
  const { store, runDir } = parts;
  const { unit } = lease;
  const records = new Map((await store.readJournal(unit.id)).map((record) => [record.key, record]));
  const failed = new AbortController();
  const signal = AbortSignal.any([ending, failed.signal]);
  const earlier = (await parts.earlier?.records(unit)) ?? new Map<string, JournalRecord>();
  const journal = unitJournal(store, unit.id, records, earlier);
  const caller = failingAtOnce(createCaller({ ...parts, journal, signal }), failed);
  const tasks = await work.begin(caller);
  setImmediate(begun);
  const done = await allEnded(tasks.map((task) => task.catch(failing(failed)))).catch(async (error: unknown) => {
    await journal.adopted();
    failed.signal.throwIfAborted();
    throw error;
  });
  await journal.adopted();
  signal.throwIfAborted();
  const { lines, counts } = work.result(done);
  const whole = addCounts(counts, paidFor(records.values()));
  const object = await writeObject(runDir, unit, lease.attempt, withCalls(lines, records.values()));
  return (await store.commit(lease, object, whole)) ? whole : null;
}

/** Ends the unit's other tasks with the first failure; one that only waits for a batch is none. */
function failing(failed: AbortController): (error: unknown) => never {
  return (error) => {
    if (!(error instanceof Suspended)) failed.abort(error);
    throw error;
  };
}

/** A caller whose failures end the unit at once: a task ends only when all its branches have. */
function failingAtOnce(caller: Caller, failed: AbortController): Caller {
  const fail = failing(failed);
  return { call: (request, agent) => caller.call(request, agent).catch(fail) };
}

/** The unit's journal; what it lacks and an earlier run has becomes its own, free of charge. */
function unitJournal(
  store: Store,
  unit: string,
  records: Map<string, JournalRecord>,
  earlier: ReadonlyMap<string, JournalRecord>,
): Journal & { adopted(): Promise<unknown> } {
  const adoptions: Promise<void>[] = [];
  const adopt = (key: string): JournalRecord | undefined => {
    const found = earlier.get(key);
    if (!found) return undefined;
    const record: JournalRecord = { ...found, reused: true };
    records.set(key, record);
    const adoption = store.append(unit, [record]);
    adoption.catch(() => undefined);
    adoptions.push(adoption);
    return record;
  };
  return {
    adopted: () => Promise.all(adoptions),
    get: (key) => records.get(key) ?? adopt(key),
    async append(record) {
      await store.append(unit, [record]);
      records.set(record.key, record);
    },
  };
}

/** The lines of a unit's object, then the calls that they stand on, by key. */
function* withCalls(lines: Iterable<unknown>, records: Iterable<JournalRecord>): Iterable<unknown> {
  yield* lines;
  for (const record of [...records].sort((a, b) => (a.key < b.key ? -1 : 1))) yield { record: 'call', ...record };
}

/** What calls cost, by stage; those reused from an earlier run cost nothing. */
function paidFor(records: Iterable<JournalRecord>): Counts {
  const paid = [...records].filter(({ reused }) => !reused);
  const calls = paid.map((record) => ({ ...noCounts(), usage: { [record.stage]: usageOf(record.outcome) } }));
  return calls.reduce(addCounts, noCounts());
}
