import { isRow, type Row, recordDocument } from '../json-fields.ts';
import { type Reader, Unreadable } from '../reader.ts';
import { LONGEST_LINE, streamLines } from '../stream-lines.ts';

/**
 * JSON Lines of any size: one document a line, its source `file.jsonl#12`; where its text is found, and that questions and
 * answers of data sets are left out, says `recordDocument`. A line that cannot be used is rejected by its number and the
 * rest is read. Lines end at line feeds alone: the other line breaks of Unicode may stand inside JSON strings.
 */
export const reader: Reader = {
  id: 'jsonl',
  extensions: ['.jsonl', '.ndjson'],
  inline: true,
  async *read(file, options) {
    for await (const { number, line } of streamLines(file)) {
      if (line?.trim() === '') continue;
      const source = `${file.source}#${number}`;
      try {
        yield recordDocument(objectOf(line), source, options.textField);
      } catch (error) {
        if (!(error instanceof Unreadable)) throw error;
        options.reject({ source, reason: error.message });
      }
    }
  },
};

/** What no JSON may hold as it is: control characters below U+0080, byte order marks of files that were joined. */
const NOT_JSON = /(?![\t\u0080-\u009f])\p{Cc}|\ufeff/gu;

function objectOf(line: string | null): Row {
  if (line === null) throw new Unreadable(`a line of more than ${LONGEST_LINE / 2 ** 20} million characters`);
  let value: unknown;
  try {
    value = JSON.parse(line.replaceAll(NOT_JSON, ''));
  } catch {
    throw new Unreadable('not JSON');
  }
  if (!isRow(value)) throw new Unreadable('not a JSON object');
  return value;
}
