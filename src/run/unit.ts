import type { Asker } from '../ask/complete.ts';
import type { Drop, Pair, Seed } from '../data.ts';
import type { FlowContext } from '../flow/context.ts';
import { flow } from '../flow/flow.ts';
import type { FlowResult } from '../flow/result.ts';
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

/** What working on a unit needs beside the unit. */
export interface UnitTools {
  runDir: string;
  store: Store;
  teacher: Teacher;
  meter: Meter;
  purse: Purse | null;
  /** Puts calls off to a batch, in a run by batches; the unit then rejects with Suspended. */
  defer?: ((put: Deferred) => never) | null;
  /** Replies of earlier runs, where there are any to use again. */
  earlier: Earlier | null;
  seed(id: string): Promise<Seed>;
  /** The flow's context for a unit, but for how it asks. */
  context(lease: Lease): Promise<Omit<FlowContext, 'asker'>>;
  asker: Omit<Asker, 'caller' | 'order'>;
  /** Told of each seed that is through, for progress. */
  finished?(result: FlowResult): void;
}

/**
 * Works on a leased unit: reads its journal once, replays its flows with what is there, pays for the rest, writes the
 * object, commits. Resolves with the counts, or null when the lease had been lost. Rejects as the teacher does, when
 * the unit's other flows have ended too; with Suspended where it waits for a batch. Calls `begun` when the first calls of all flows wait for their turn.
 */
export async function workUnit(
  lease: Lease,
  tools: UnitTools,
  ending: AbortSignal,
  begun: () => void = () => {},
): Promise<Counts | null> {
  const { store, runDir } = tools;
  const { unit } = lease;
  const records = new Map((await store.readJournal(unit.id)).map((record) => [record.key, record]));
  const failed = new AbortController();
  const signal = AbortSignal.any([ending, failed.signal]);
  const earlier = (await tools.earlier?.records(unit)) ?? new Map<string, JournalRecord>();
  const journal = unitJournal(store, unit.id, records, earlier);
  const caller = failingAtOnce(createCaller({ ...tools, journal, signal }), failed);
  const asker: Asker = { ...tools.asker, caller, order: unit.order };
  const context: FlowContext = { ...(await tools.context(lease)), asker };
  const seeds = await Promise.all(unit.seeds.map((id) => tools.seed(id)));
  const flows = seeds.map(async (seed) => {
    const result = await flow(context, seed);
    tools.finished?.(result);
    return result;
  });
  setImmediate(begun);
  const results = await allEnded(flows.map((one) => one.catch(failing(failed)))).catch(async (error: unknown) => {
    await journal.adopted();
    failed.signal.throwIfAborted();
    throw error;
  });
  await journal.adopted();
  signal.throwIfAborted();
  const counts = countsOf(results, records.values());
  const object = await writeObject(runDir, unit, lease.attempt, linesOf(results, records.values()));
  return (await store.commit(lease, object, counts)) ? counts : null;
}

/** Ends the unit's other flows with the first failure; a flow that only waits for a batch is none. */
function failing(failed: AbortController): (error: unknown) => never {
  return (error) => {
    if (!(error instanceof Suspended)) failed.abort(error);
    throw error;
  };
}

/** A caller whose failures end the unit at once: a flow ends only when all its branches have. */
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

/** A unit's object: pairs and drops in the order of its seeds, then the calls they stand on, by key. */
function* linesOf(
  results: readonly FlowResult[],
  records: Iterable<JournalRecord>,
): Iterable<Pair | Drop | (JournalRecord & { record: 'call' })> {
  for (const result of results) {
    yield* result.pairs;
    yield* result.drops;
  }
  for (const record of [...records].sort((a, b) => (a.key < b.key ? -1 : 1))) yield { record: 'call', ...record };
}

function countsOf(results: readonly FlowResult[], records: Iterable<JournalRecord>): Counts {
  const seeds = results.map(({ items, pairs, drops }): Counts => {
    const types = tally(pairs.map(({ lineage }) => lineage.item?.type ?? ''));
    const goals = tally(pairs.flatMap(({ lineage }) => lineage.item?.refinements.at(-1)?.goal ?? []));
    const [ended, dropped] = [drops.filter((drop) => !drop.lineage.item), drops.filter((drop) => drop.lineage.item)];
    const counts = { seeds: 1, items, pairs: pairs.length, types, goals };
    return { ...noCounts(), ...counts, drops: byReason(dropped), endings: byReason(ended) };
  });
  const paid = [...records].filter(({ reused }) => !reused);
  const calls = paid.map((record) => ({ ...noCounts(), usage: { [record.stage]: usageOf(record.outcome) } }));
  return [...seeds, ...calls].reduce(addCounts, noCounts());
}

function byReason(drops: readonly Drop[]): Record<string, Record<string, number>> {
  const stages = Map.groupBy(drops, (drop) => drop.stage);
  return Object.fromEntries([...stages].map(([stage, list]) => [stage, tally(list.map((drop) => drop.reason))]));
}

function tally(names: readonly string[]): Record<string, number> {
  return Object.fromEntries([...Map.groupBy(names, (name) => name)].map(([name, list]) => [name, list.length]));
}
