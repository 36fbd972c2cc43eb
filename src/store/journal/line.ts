import { z } from 'zod';
import { Stage } from '../../data.ts';
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

/** Stands between head and record. No head holds it but for this: quotes in a skill's name are escaped. */
const MARK = ',"record":';
const END = 10;
const Line = z.object({ record: JournalRecord });
const STAGES = new Set<unknown>(Stage.options);

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
  const said = jsonOf(`${bytes.toString('utf8', at, mark)}}`);
  if (!isHead(said)) return undefined;
  const { text, ...head } = said;
  return { head, next: end + 1 + (text === undefined ? 0 : text + 1) };
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

/** By hand: a run that goes on reads a hundred thousand heads, and a shape's parser would take most of that time. */
function isHead(said: unknown): said is Head & { text?: number } {
  if (!isObject(said)) return false;
  const { n, unit, text, spent, ended } = said;
  const marks = (text === undefined || isWhole(text)) && (ended === undefined || ended === true);
  return isWhole(n) && isWhole(unit) && marks && (spent === undefined || isSpent(spent));
}

function isSpent(said: unknown): said is SpentOf {
  if (!isObject(said)) return false;
  const { skill, stage, batch, usage } = said;
  if (typeof skill !== 'string' || typeof batch !== 'boolean' || !STAGES.has(stage) || !isObject(usage)) return false;
  const { calls, promptTokens, cachedTokens, completionTokens, estimated } = usage;
  const counted = isWhole(calls) && isWhole(promptTokens) && isWhole(cachedTokens) && isWhole(completionTokens);
  return counted && typeof estimated === 'boolean';
}

function isObject(said: unknown): said is Record<string, unknown> {
  return typeof said === 'object' && said !== null;
}

function isWhole(said: unknown): said is number {
  return Number.isSafeInteger(said) && Number(said) >= 0;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
