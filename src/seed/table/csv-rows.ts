import { pipeline, Readable } from 'node:stream';
import type { CsvRow } from './csv-dialect.ts';

/** Most characters of a row: without a bound, a quotation mark that nothing closes would make one row of all the rest. */
const LONGEST_ROW = 2 ** 20;

/** What a quoted cell may and may not do, whatever the file: quotation marks within cells stand for themselves. */
const LENIENT = {
  relax_column_count: true,
  relax_quotes: true,
  skip_empty_lines: true,
  skip_records_with_error: true,
  max_record_size: LONGEST_ROW,
} as const;

/** The first rows of a text; `whole` says that its last line is not cut off. */
export async function firstRows(text: string, most: number, whole: boolean): Promise<(delimiter: string) => CsvRow[]> {
  const { parse } = await import('csv-parse/sync');
  const lines = whole ? text : text.slice(0, text.lastIndexOf('\n') + 1) || text;
  return (delimiter) => {
    const rows: CsvRow[] = [];
    const keep = (cells: string[], info: { lines: number }) => {
      rows.push({ cells, line: info.lines });
      return null;
    };
    parse(lines, { ...LENIENT, delimiter, to: most, on_record: keep });
    return rows;
  };
}

/**
 * The rows of a text that comes in pieces, from a line on. Ends at a row that is too long or a quotation mark that is never
 * closed, and then calls `broken` with the line before it.
 */
export async function* csvRows(
  text: AsyncIterable<string>,
  dialect: { delimiter: string; before: number },
  broken: (line: number) => void,
): AsyncGenerator<CsvRow> {
  const { parse } = await import('csv-parse');
  let failed = false;
  const pieces = (async function* () {
    for await (const piece of text) {
      if (failed) return;
      // The parser works through a whole piece at once.
      for (let at = 0; at < piece.length && !failed; at += LONGEST_ROW) yield piece.slice(at, at + LONGEST_ROW);
    }
  })();
  const parser = parse({
    ...LENIENT,
    delimiter: dialect.delimiter,
    info: true,
    from_line: dialect.before + 1,
    on_skip: () => {
      failed = true;
      return undefined;
    },
  });
  pipeline(Readable.from(pieces), parser, () => {});
  let last = dialect.before;
  for await (const parsed of parser) {
    const { record, info }: { record: string[]; info: { lines: number } } = parsed;
    last = info.lines;
    yield { cells: record, line: last };
  }
  if (failed) broken(last);
}
