import { parsedJson } from '../json/parse.ts';
import { isRow, type Row } from '../json-fields.ts';
import { type Reader, type ReadOptions, type SourceFile, Unreadable } from '../reader.ts';
import { LONGEST_LINE, streamLines } from '../stream-lines.ts';
import { documentsOfRows, type NumberedRow } from '../table/rows.ts';
import { titleOfFile } from '../title-of-file.ts';

/**
 * JSON Lines of any size: one document a line, its source `file.jsonl#12`, or all lines one table (see `documentsOfRows`);
 * where a text is found, and that questions and answers of data sets are left out, says `recordDocument`. A line that
 * cannot be used is rejected by its number and the rest is read. Lines end at line feeds alone: the other line breaks of
 * Unicode may stand inside JSON strings.
 */
export const reader: Reader = {
  id: 'jsonl',
  extensions: ['.jsonl', '.ndjson'],
  inline: true,
  async *read(file, options) {
    const facts = { source: file.source, title: titleOfFile(file.source), license: null, language: null };
    yield* documentsOfRows(rowsOf(file, options), facts, { ...options, tabular: false });
  },
};

async function* rowsOf(file: SourceFile, { reject }: ReadOptions): AsyncGenerator<NumberedRow> {
  for await (const { number, line } of streamLines(file)) {
    if (line?.trim() === '') continue;
    try {
      yield { at: number, row: rowOf(line) };
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error;
      reject({ source: `${file.source}#${number}`, reason: error.message });
    }
  }
}

function rowOf(line: string | null): Row {
  if (line === null) throw new Unreadable(`a line of more than ${LONGEST_LINE / 2 ** 20} million characters`);
  const value = parsedJson(line);
  if (!isRow(value)) throw new Unreadable('not a JSON object');
  return value;
}
