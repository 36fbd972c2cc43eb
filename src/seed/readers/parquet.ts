import { isFactField, isRow, isTextField, type Row } from '../json-fields.ts';
import { type Column, openParquet, type RowGroup } from '../parquet/parquet-file.ts';
import { plainValue } from '../parquet/plain-value.ts';
import { type Reader, type ReadOptions, type SourceFile, Unreadable } from '../reader.ts';
import { documentsOfRows, type NumberedRow } from '../table/rows.ts';
import { titleOfFile } from '../title-of-file.ts';

/**
 * Parquet, row group by row group; of a file with a text in a usual column, or in the one that was asked for, nothing but
 * that column and what says something of it is read. Rows of text are documents (`a.parquet#12`), others a table in pieces
 * (see `documentsOfRows`). A row group that is damaged, or too large to be held, is left out and told.
 */
export const reader: Reader = {
  id: 'parquet',
  extensions: ['.parquet'],
  claims: (head) => Buffer.from(head.subarray(0, 4)).toString('latin1') === 'PAR1',
  marked: true,
  async *read(file, options) {
    const { columns, groups } = await openParquet(file);
    const { wanted, tabular } = columnsToRead(columns, options.textField);
    const facts = { source: file.source, title: titleOfFile(file.source), license: null, language: null };
    const rows = rowsOf(groups, wanted, file, options);
    yield* documentsOfRows(rows, facts, { ...options, tabular, columns: wanted });
  },
};

/** The columns to read: those with a text and with facts of it, where there is one; else all, as a table has them. */
function columnsToRead(
  columns: readonly Column[],
  textField: string | undefined,
): { wanted: string[]; tabular: boolean } {
  const names = columns.map(({ name }) => name);
  const asked = names.find((name) => name === textField || name === textField?.split('.')[0]);
  const usual = columns.filter(({ name, texts }) => texts && isTextField(name)).map(({ name }) => name);
  const texts = asked === undefined ? usual : [asked];
  if (texts.length === 0) return { wanted: names, tabular: true };
  return { wanted: names.filter((name) => texts.includes(name) || isFactField(name)), tabular: false };
}

async function* rowsOf(
  groups: readonly RowGroup[],
  columns: readonly string[],
  { source }: SourceFile,
  { reject }: ReadOptions,
): AsyncGenerator<NumberedRow> {
  for (const group of groups) {
    let rows: Iterable<Row>;
    try {
      rows = await group.rows(columns);
    } catch (error) {
      if (!(error instanceof Unreadable) || groups.length === 1) throw error;
      reject({ source: `${source}#rows-${group.first}-${group.last}`, reason: error.message });
      continue;
    }
    let at = group.first;
    for (const row of rows) {
      const plain = plainValue(row);
      if (isRow(plain)) yield { at, row: plain };
      at++;
    }
  }
}
