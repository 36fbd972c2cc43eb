import { z } from 'zod';
import { Stage, Usage } from '../../data.ts';
import type { JournalRecord as RecordOf } from '../../teacher/journal.ts';
import { JournalRecord, readBack } from '../shapes.ts';
import type { Spent as SpentOf } from '../store.ts';

/** What a line of the journal says before its record. */
export interface Head {
  /** Grows with every record that is appended; a line that is moved keeps it. */
  n: number;
  /** Place of the unit. */
  unit: number;
  /** What the record cost; absent where that is counted elsewhere. */
  spent?: SpentOf | undefined;
  /** The unit's earlier lines are void. */
  ended?: true | undefined;
}

const HeadShape = z.strictObject({
  n: z.int().nonnegative(),
  unit: z.int().nonnegative(),
  /** Bytes of the reply's text behind the line. */
  text: z.int().nonnegative().optional(),
  spent: z.strictObject({ skill: z.string(), stage: Stage, batch: z.boolean(), usage: Usage }).optional(),
  ended: z.literal(true).optional(),
});

/** Stands between head and record. No head holds it but for this: quotes in a skill's name are escaped. */
const MARK = ',"record":';
const END = 10;
const Line = z.object({ record: JournalRecord });

/**
 * A line with its end: one JSON object of head and record. The reply's text follows it as it is, with an end of its own:
 * escaping it as JSON would be most of the work. One that UTF-8 cannot hold (lone surrogates) stays in the record.
 */
export function lineOf({ n, unit, spent, ended }: Head, record: RecordOf | null): string {
  const cost = spent ? `,"spent":${JSON.stringify(spent)}` : '';
  const head = `{"n":${n},"unit":${unit}${cost}${ended ? ',"ended":true' : ''}`;
  if (record && 'reply' in record.outcome && record.outcome.reply.text.isWellFormed()) {
    const { text, ...reply } = record.outcome.reply;
    const bare = JSON.stringify({ ...record, outcome: { reply: { text: '', ...reply } } });
    return `${head},"text":${Buffer.byteLength(text)}${MARK}${bare}}\n${text}\n`;
  }
  return `${head}${MARK}${JSON.stringify(record)}}\n`;
}

/** The head of the line that begins at `at`, and where the next one begins; undefined where no head stands. */
export function headAt(bytes: Buffer, at: number): { head: Head; next: number } | undefined {
  const [mark, end] = [bytes.indexOf(MARK, at), bytes.indexOf(END, at)];
  if (mark < 0 || mark > end) return undefined;
  const { text, ...head } = HeadShape.safeParse(jsonOf(`${bytes.toString('utf8', at, mark)}}`)).data ?? {
    n: -1,
    unit: -1,
  };
  return head.n < 0 ? undefined : { head, next: end + 1 + (text === undefined ? 0 : text + 1) };
}

/** The record of a line, with what follows it, of the file `path`. Throws UserError E_RUN_FOLDER as {@link readBack} does. */
export function recordOfLine(line: Buffer, path: string): RecordOf {
  const end = line.indexOf(END);
  const { record } = readBack(Line, line.toString('utf8', 0, end), path);
  if ('reply' in record.outcome && end + 1 < line.length) {
    record.outcome.reply.text = line.toString('utf8', end + 1, line.length - 1);
  }
  return record;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
