import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, extname, join, relative } from 'node:path';
import { codeOf, messageOf, UserError } from '../../errors.ts';
import { parquetRecords } from '../parquet-records.ts';

/** An item of a benchmark: its texts in the order of the record (question, options, passage, reference ...). */
export interface BenchmarkItem {
  /** The folder or file that was given, and the folder below it that the file lies in. */
  benchmark: string;
  /** Where it stands: file and record, counted from 1. */
  place: string;
  texts: string[];
}

const READ = new Set(['.json', '.jsonl', '.csv', '.tsv', '.txt', '.parquet']);
const NOT_ITEMS = /^(?:readme|licen[cs]e|copying|notice|citation)\b/i;
/** Fields that say something about an item and are no part of what is asked. */
const ABOUT =
  /(?:^|_|\b)(?:id|ids|key|uuid|guid|url|source|dataset|category|domain|sub_domain|subject|subject_name|topic|topic_name|type|kind|choice_type|label|labels|canary|split|model|generator|year|level|format|format_type|answerkey|meta_info|mesh|instruction_id_list|kwargs)$/i;
const MOST_BYTES = 512 * 2 ** 20;

/**
 * The items of benchmark files: JSON (records wherever they lie), JSON Lines, CSV and TSV (a row an item), Parquet, text
 * (blocks between blank lines). Read-me and licence files are passed over. Errors: E_CURATE for a path that does not exist
 * or holds no item, and for a file that cannot be read.
 */
export async function* benchmarkItems(paths: readonly string[]): AsyncGenerator<BenchmarkItem> {
  for (const path of paths) {
    const { files, root } = await filesAt(path);
    let items = 0;
    for (const file of files) {
      for await (const item of itemsOf(file, benchmarkOf(path, file), root)) {
        items++;
        yield item;
      }
    }
    if (items === 0) throw unreadable(path, 'there is no item in it', undefined);
  }
}

/** The files that {@link benchmarkItems} reads. Errors: E_CURATE for a path that does not exist. */
export async function benchmarkFiles(paths: readonly string[]): Promise<string[]> {
  const found = await Promise.all(paths.map(filesAt));
  return found.flatMap(({ files }) => files);
}

async function filesAt(path: string): Promise<{ files: string[]; root: string | null }> {
  const found = await stat(path).catch((cause: unknown) => {
    throw unreadable(path, codeOf(cause) === 'ENOENT' ? 'there is no such file or folder' : messageOf(cause), cause);
  });
  return found.isDirectory() ? { files: await filesBelow(path), root: path } : { files: [path], root: null };
}

async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const files: string[] = [];
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = join(folder, entry.name);
    if (entry.isDirectory() && !entry.name.startsWith('.')) files.push(...(await filesBelow(path)));
    else if (entry.isFile() && READ.has(extname(entry.name).toLowerCase()) && !NOT_ITEMS.test(entry.name))
      files.push(path);
  }
  return files;
}

/** The benchmark of a file: the first folder below the one given, else that one's name, else the file's. */
function benchmarkOf(given: string, file: string): string {
  const [first, ...rest] = relative(given, file).split(/[/\\]/);
  return rest.length > 0 && first ? first : basename(given, extname(given));
}

async function* itemsOf(file: string, benchmark: string, root: string | null): AsyncGenerator<BenchmarkItem> {
  const name = root === null ? basename(file) : relative(root, file);
  let at = 0;
  for await (const record of recordsOf(file)) {
    at++;
    const texts = textsOf(record);
    if (texts.length > 0) yield { benchmark, place: `${name}#${at}`, texts };
  }
}

async function* recordsOf(file: string): AsyncGenerator<unknown> {
  const extension = extname(file).toLowerCase();
  try {
    if (extension === '.parquet') return yield* parquetRecords(file);
    const { size } = await stat(file);
    if (size > MOST_BYTES) throw new Error(`it has more than ${MOST_BYTES / 2 ** 20} MB`);
    const text = (await readFile(file, 'utf8')).replace(/^\ufeff/, '');
    if (extension === '.txt') yield* text.split(/\n\s*\n/);
    else if (extension === '.csv' || extension === '.tsv')
      yield* await tableRows(text, extension === '.tsv' ? '\t' : ',');
    else yield* jsonRecords(text);
  } catch (cause) {
    if (cause instanceof UserError) throw cause;
    throw unreadable(file, messageOf(cause), cause);
  }
}

async function tableRows(text: string, delimiter: string): Promise<string[][]> {
  const { parse } = await import('csv-parse/sync');
  return parse(text, { delimiter, relax_column_count: true, relax_quotes: true, skip_empty_lines: true });
}

/** JSON Lines, or one document; of that the objects of its lists, or of its values where all are objects. */
function jsonRecords(text: string): unknown[] {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  try {
    return recordsIn(JSON.parse(text));
  } catch {
    return lines.map((line): unknown => JSON.parse(line));
  }
}

function recordsIn(value: unknown): unknown[] {
  if (Array.isArray(value)) return value;
  if (!(value instanceof Object)) return [value];
  const values: unknown[] = Object.values(value);
  const lists = values.filter((each) => Array.isArray(each) && each.some((one) => one instanceof Object));
  if (lists.length > 0) return lists.flatMap((list) => recordsIn(list));
  const objects = values.filter((each) => each instanceof Object && !Array.isArray(each));
  return objects.length > 1 && objects.length >= values.length - 1 ? objects : [value];
}

const DEEPEST = 12;

/** The texts of a record, without the fields that only speak about it. */
function textsOf(value: unknown, depth = 0): string[] {
  if (typeof value === 'string') return value.trim() === '' ? [] : [value];
  if (typeof value === 'number') return [String(value)];
  if (!(value instanceof Object) || depth > DEEPEST) return [];
  if (Array.isArray(value)) return value.flatMap((each: unknown) => textsOf(each, depth + 1));
  return Object.entries(value).flatMap(([name, each]) => (ABOUT.test(name) ? [] : textsOf(each, depth + 1)));
}

function unreadable(path: string, found: string, cause: unknown): UserError {
  return new UserError('E_CURATE', `Cannot read benchmark "${path}": ${found}`, {
    hint: 'Give files or folders with JSON, JSON Lines, CSV, TSV, Parquet or text.',
    cause,
  });
}
