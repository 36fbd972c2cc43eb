import { decodedText } from '../decode-stream.ts';
import { type Reader, type ReadOptions, type SourceFile, Unreadable } from '../reader.ts';
import { distinctNames } from '../table/column-names.ts';
import { type Dialect, dialectOf } from '../table/csv-dialect.ts';
import { csvRows, firstRows } from '../table/csv-rows.ts';
import { dataPackageFacts } from '../table/data-package.ts';
import { documentsOfRows, type NumberedRow } from '../table/rows.ts';
import { titleOfFile } from '../title-of-file.ts';

/** Characters at the beginning from which the dialect is told, and most rows of them. */
const SAMPLE = 2 ** 16;
const SAMPLE_ROWS = 100;

/**
 * Separated values: delimiter, head and lines before the table are found (see `dialectOf`); cells may be quoted and hold
 * line breaks. Rows of running text are documents, all others a table in pieces (see `documentsOfRows`). Title: that of a
 * `datapackage.json` beside it, else the file's name. Rows with more or fewer cells than most are left out and counted.
 */
export const reader: Reader = {
  id: 'csv',
  extensions: ['.csv', '.tsv', '.tab', '.psv'],
  inline: true,
  async *read(file, options) {
    const dialect = await dialectOfFile(file);
    const { title, license } = await dataPackageFacts(file.path);
    const facts = { source: file.source, title: title ?? titleOfFile(file.source), license, language: null };
    const columns = distinctNames(dialect.head ?? Array.from({ length: dialect.width }, (_, i) => `column ${i + 1}`));
    yield* documentsOfRows(rowsOf(file, dialect, columns, options), facts, { ...options, tabular: true, columns });
  },
};

async function dialectOfFile(file: SourceFile): Promise<Dialect> {
  let head = '';
  let whole = true;
  for await (const piece of decodedText(file)) {
    head += piece;
    whole = head.length < SAMPLE;
    if (!whole) break;
  }
  const stated = /^sep=([,;|\t])\r?\n/i.exec(head);
  const hint = /\.(?:tsv|tab)$/i.test(file.source) ? '\t' : ',';
  const sample = head.slice(stated?.[0].length ?? 0, 2 * SAMPLE);
  const found = dialectOf(await firstRows(sample, SAMPLE_ROWS, whole), hint, stated?.[1]);
  const dialect = found && stated ? { ...found, before: found.before + 1 } : found;
  if (dialect) return dialect;
  throw new Unreadable(head.trim() === '' ? 'empty' : 'no table: its lines have no two columns');
}

/** The rows below the head as records; those of another width are left out, and told at the end. */
async function* rowsOf(
  file: SourceFile,
  { delimiter, before, head, width }: Dialect,
  columns: readonly string[],
  { reject }: ReadOptions,
): AsyncGenerator<NumberedRow> {
  const { source } = file;
  let at = head === null ? 0 : -1;
  let ragged = 0;
  let firstRagged = 0;
  const broken = (line: number) => {
    const reason =
      'a row of more than 1 MB, or a quotation mark that is never closed; it and what follows are left out';
    reject({ source: `${source}#after-line-${line}`, reason });
  };
  for await (const { cells, line } of csvRows(decodedText(file), { delimiter, before }, broken)) {
    at++;
    if (at === 0) continue;
    const fits = cells.length >= width && cells.slice(width).every((cell) => cell.trim() === '');
    if (fits) yield { at, row: Object.fromEntries(columns.map((name, i) => [name, cells[i] ?? ''])) };
    else if (ragged++ === 0) firstRagged = line;
  }
  if (ragged === 0) return;
  reject({ source, reason: `${ragged} rows with another number of cells than ${width} (first: line ${firstRagged})` });
}
