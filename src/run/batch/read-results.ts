import type { Store } from '../../store/store.ts';
import type { BatchTransport } from '../../teacher/batch/transport.ts';
import { usable, withUsage } from '../../teacher/call.ts';
import type { JournalRecord, Outcome } from '../../teacher/journal.ts';
import type { Awaited, ReadResults } from './wave.ts';

const TOGETHER = 200;
const MOST_WORDS = 50;

/**
 * Journals the results of a batch with the units that wait for them. Can be done again after a crash: what a unit has
 * already, with the room that was asked for, is not journaled twice.
 */
export async function readResults(
  store: Store,
  transport: BatchTransport,
  id: string,
  awaited: ReadonlyMap<string, readonly Awaited[]>,
  signal: AbortSignal,
): Promise<ReadResults> {
  const had = new Map<string, Map<string, JournalRecord>>();
  const waiting = new Map<string, JournalRecord[]>();
  const read: ReadResults = { answered: 0, words: [] };
  const recordsOf = async (unit: string) => {
    const records = had.get(unit) ?? new Map((await store.readJournal(unit)).map((record) => [record.key, record]));
    had.set(unit, records);
    return records;
  };
  const flush = async (unit: string) => {
    const records = waiting.get(unit) ?? [];
    waiting.delete(unit);
    await store.append(unit, records);
  };
  for await (const result of transport.results(id, signal)) {
    const who = awaited.get(result.key) ?? [];
    if (who.length > 0 && !('fault' in result)) read.answered++;
    if ('fault' in result) {
      if (read.words.length < MOST_WORDS) read.words.push(result.fault.words);
      continue;
    }
    const answered: Outcome =
      'reply' in result
        ? { reply: result.reply }
        : { failure: { reason: result.failure.reason, message: result.failure.message } };
    const outcome = withUsage(answered, () => who[0]?.promptTokens ?? 0);
    for (const [at, { unit, stage, agent, maxTokens }] of who.entries()) {
      const journaled = await recordsOf(unit);
      const known = journaled.get(result.key);
      if (known && usable(known, { maxTokens })) continue;
      const paid = at === 0 ? { batch: true as const } : { reused: true as const };
      const record: JournalRecord = { key: result.key, stage, agent, maxTokens, outcome, ...paid };
      journaled.set(result.key, record);
      const records = waiting.get(unit) ?? [];
      waiting.set(unit, records);
      records.push(record);
      if (records.length >= TOGETHER) await flush(unit);
    }
  }
  for (const unit of [...waiting.keys()]) await flush(unit);
  return read;
}
