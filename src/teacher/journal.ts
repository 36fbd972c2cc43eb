import { NO_USAGE, type Stage, type Usage } from '../data.ts';
import type { CallFailure, Reply } from './teacher.ts';

/** What a request came to: a reply, or a failure that would come again. Both were paid for. */
export type Outcome = { reply: Reply } | { failure: { reason: CallFailure['reason']; message: string } };

/** One line of the journal. `maxTokens` tells whether a cut-off reply could be longer today. */
export interface JournalRecord {
  key: string;
  stage: Stage;
  agent: string;
  maxTokens: number;
  outcome: Outcome;
  /** It came from an earlier run: nothing was paid for it here. */
  reused?: true | undefined;
  /** It was paid at the price of a batch. */
  batch?: true | undefined;
  /** It was given up: the same request goes out with a raised `try`. */
  superseded?: true | undefined;
}

/**
 * The replies that a unit has paid for. `append` resolves when the record would survive the machine's end; until then
 * the call counts as in flight. Declared here, implemented in `store`, handed over by `run`.
 */
export interface Journal {
  get(key: string): JournalRecord | undefined;
  append(record: JournalRecord): Promise<void>;
}

/** A journal that forgets: for previews and tests. */
export function memoryJournal(): Journal & { records: Map<string, JournalRecord> } {
  const records = new Map<string, JournalRecord>();
  return {
    records,
    get: (key) => records.get(key),
    append: async (record) => void records.set(record.key, record),
  };
}

/** What an outcome cost. A failure is one call without tokens; so is a reply of which nothing is known, as an estimate. */
export function usageOf(outcome: Outcome): Usage {
  if (!('reply' in outcome)) return { ...NO_USAGE, calls: 1 };
  const { usage } = outcome.reply;
  if (!usage) return { ...NO_USAGE, calls: 1, estimated: true };
  const { promptTokens, cachedTokens, completionTokens, estimated = false } = usage;
  return { calls: 1, promptTokens, cachedTokens, completionTokens, estimated };
}
