import { isAnswerField, isProse, type Row, recordDocument, textOfRecord } from '../json-fields.ts';
import { type Document, type Reject, Unreadable } from '../reader.ts';
import { type TableFacts, tableDocuments } from './pieces.ts';

/** A record of a file, and which of its records it is, from 1. */
export interface NumberedRow {
  at: number;
  row: Row;
}

/** How the records of a file are to be read. */
export interface RowsOptions {
  textField?: string;
  /** Whether the file says itself that it is a table (CSV); records of JSON must look like one. */
  tabular: boolean;
  /** Its columns in order, where the file states them; else those of the first records. */
  columns?: readonly string[];
  reject(reject: Reject): void;
}

/** Records that are looked at before it is decided what they are. */
const SAMPLE = 50;
/** Characters of running text that a flat record must have to be more than a row of a table. */
const LEAST_PROSE = 200;
/** Records that are rejected one by one for one reason; more are counted. */
const MOST_TOLD = 10;

/**
 * Records as documents: each its own (`a.jsonl#12`), where they hold running text or a field that was asked for; else,
 * if they are flat and have numbers, one table (see `tableDocuments`). Questions and answers of data sets are left out
 * (see `recordDocument`). Memory: a few dozen records. Throws `Unreadable` where no record can be used.
 */
export async function* documentsOfRows(
  rows: AsyncIterable<NumberedRow>,
  facts: TableFacts,
  options: RowsOptions,
): AsyncGenerator<Document> {
  const sample: NumberedRow[] = [];
  const all = rows[Symbol.asyncIterator]();
  try {
    while (sample.length < SAMPLE) {
      const next = await all.next();
      if (next.done) break;
      sample.push(next.value);
    }
    if (most(sample, isKeyed)) throw new Unreadable('a test: questions with choices and a key');
    const rest = chained(sample, all);
    if (isTable(sample, options)) yield* tableOf(sample, rest, facts, options);
    else yield* textsOf(rest, facts, options);
  } finally {
    await all.return?.();
  }
}

async function* chained(sample: NumberedRow[], rest: AsyncIterator<NumberedRow>): AsyncGenerator<NumberedRow> {
  yield* sample;
  for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value;
}

function isTable(sample: NumberedRow[], { textField, tabular }: RowsOptions): boolean {
  if (textField !== undefined && sample.some(({ row }) => Object.hasOwn(row, textField))) return false;
  if (!most(sample, isFlat) || most(sample, asks) || most(sample, isMostlyProse)) return false;
  return tabular || (sample.length >= 3 && most(sample, hasNumber));
}

function most(sample: NumberedRow[], test: (row: Row) => boolean): boolean {
  return sample.filter(({ row }) => test(row)).length > sample.length / 2;
}

function hasNumber(row: Row): boolean {
  return Object.values(row).some((value) => typeof value === 'number');
}

function isFlat(row: Row): boolean {
  const values = Object.values(row);
  return values.length >= 2 && values.every((value) => typeof value !== 'object' || value === null);
}

/** Whether a record asks or answers something in words; a column of labels or counts alone makes no exercise. */
function asks(row: Row): boolean {
  return Object.entries(row).some(
    ([name, value]) =>
      isAnswerField(name) && typeof value === 'string' && /\S\s+\S+\s+\S+\s+\S/.test(value.slice(0, 500)),
  );
}

/** Whether a record is a question in words, choices, and the letter of the right one, as tests without a head have it. */
function isKeyed(row: Row): boolean {
  const values = Object.values(row);
  const [first, last] = [values[0], values.at(-1)];
  if (values.length < 4 || values.length > 8 || typeof first !== 'string') return false;
  return /\S\s+\S+\s+\S/.test(first.slice(0, 500)) && typeof last === 'string' && /^\s*[A-E]\s*$/.test(last);
}

function isMostlyProse(row: Row): boolean {
  const text = textOfRecord(row);
  const size = Object.values(row).reduce<number>((sum, value) => sum + String(value ?? '').length, 0);
  return isProse(text) && text.length >= LEAST_PROSE && text.length > size / 2;
}

async function* tableOf(
  sample: NumberedRow[],
  rows: AsyncIterable<NumberedRow>,
  facts: TableFacts,
  options: RowsOptions,
): AsyncGenerator<Document> {
  const columns = options.columns ?? [...new Set(sample.flatMap(({ row }) => Object.keys(row)))];
  const lines = (async function* () {
    for await (const { at, row } of rows) yield { at, cells: columns.map((name) => shown(row[name])) };
  })();
  yield* tableDocuments(columns, lines, facts, options.reject);
}

function shown(value: unknown): string {
  if (value === null || value === undefined) return '';
  return typeof value === 'object' ? '' : String(value);
}

async function* textsOf(
  rows: AsyncIterable<NumberedRow>,
  facts: TableFacts,
  { textField, reject }: RowsOptions,
): AsyncGenerator<Document> {
  const told = new Refusals(facts.source);
  for await (const { at, row } of rows) {
    const source = `${facts.source}#${at}`;
    let document: Document;
    try {
      document = recordDocument(row, source, textField);
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error;
      told.add({ source, reason: error.message });
      continue;
    }
    told.used++;
    const { license, language } = facts;
    yield { ...document, license: document.license ?? license, language: document.language ?? language };
  }
  for (const each of told.all()) reject(each);
}

/** Reasons why records cannot be used: the first of each one by one, the rest as a count. */
class Refusals {
  /** How many records could be used. */
  used = 0;
  readonly #source: string;
  readonly #told: Reject[] = [];
  readonly #counts = new Map<string, number>();

  constructor(source: string) {
    this.#source = source;
  }

  add(reject: Reject): void {
    const count = (this.#counts.get(reject.reason) ?? 0) + 1;
    this.#counts.set(reject.reason, count);
    if (count <= MOST_TOLD) this.#told.push(reject);
  }

  /** Throws `Unreadable` where no record could be used, and all for one reason. */
  all(): Reject[] {
    const [only] = this.#counts.keys();
    if (this.used === 0 && this.#counts.size === 1 && only !== undefined) throw new Unreadable(only);
    const rest = [...this.#counts].flatMap(([reason, count]) =>
      count > MOST_TOLD ? [{ source: this.#source, reason: `${count - MOST_TOLD} more: ${reason}` }] : [],
    );
    return [...this.#told, ...rest];
  }
}
