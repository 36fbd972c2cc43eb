import { Drop, Pair } from '../data.ts';
import { UserError } from '../errors.ts';
import { readObject } from '../store/objects.ts';
import type { Store } from '../store/store.ts';
import type { JournalRecord } from '../teacher/journal.ts';

/** A row or drop, the unit that made it, and the replies it stands on, in the order of its lineage. */
export interface FoundRow {
  row: Pair | Drop;
  unit: string;
  calls: { stage: string; agent: string; words: string; key: string; reply: string | null }[];
}

/** Finds a pair or drop by the first digits of its id or its item's. Errors: E_NOT_FOUND, also where several fit. */
export async function findRow(dir: string, store: Store, id: string): Promise<FoundRow> {
  if (!/^[0-9a-f]{4,}$/.test(id)) {
    throw new UserError('E_NOT_FOUND', `Cannot find row "${id}": ids are hexadecimal digits, at least four of them`, {
      hint: 'Copy an id from the dataset\'s "id" column.',
    });
  }
  const found: FoundRow[] = [];
  for (const { unit, object } of await store.manifest()) {
    if (unit.kind !== 'generate') continue;
    found.push(...(await rowsIn(readObject(dir, object), unit.id, id)));
  }
  const [first] = found;
  const exact = found.find(({ row }) => row.id === id);
  if (exact) return exact;
  if (!first)
    throw new UserError('E_NOT_FOUND', `Cannot find row "${id}": no committed unit has it`, {
      hint: `Ids are in the "id" column of ${dir}/data.`,
    });
  if (found.length === 1) return first;
  throw new UserError('E_NOT_FOUND', `Cannot tell which row is "${id}": ${found.length} begin so`, {
    hint: `For example ${found
      .slice(0, 3)
      .map(({ row }) => row.id)
      .join(', ')}.`,
  });
}

async function rowsIn(lines: AsyncIterable<unknown>, unit: string, id: string): Promise<FoundRow[]> {
  const rows: (Pair | Drop)[] = [];
  const replies = new Map<string, string>();
  for await (const line of lines) {
    const row = parseRow(line);
    if (row && (row.id.startsWith(id) || row.lineage.item?.id.startsWith(id))) rows.push(row);
    const wanted = isCall(line) && rows.some(({ lineage }) => lineage.calls.some(({ key }) => key === line.key));
    if (wanted) replies.set(line.key, replyOf(line));
  }
  return rows.map((row) => ({
    row,
    unit,
    calls: row.lineage.calls.map((call) => ({ ...call, reply: replies.get(call.key) ?? null })),
  }));
}

function parseRow(line: unknown): Pair | Drop | undefined {
  if (typeof line !== 'object' || line === null || !('record' in line)) return undefined;
  if (line.record === 'pair') return Pair.parse(line);
  return line.record === 'drop' ? Drop.parse(line) : undefined;
}

function isCall(line: unknown): line is JournalRecord {
  return typeof line === 'object' && line !== null && 'record' in line && line.record === 'call';
}

function replyOf(record: JournalRecord): string {
  return 'reply' in record.outcome
    ? record.outcome.reply.text
    : `[${record.outcome.failure.reason}] ${record.outcome.failure.message}`;
}
