import { apiDocuments } from '../api/documents.ts';
import { factsOf, hasNamedText, isRow, type Row, recordDocument } from '../json-fields.ts';
import { type Document, type ReadOptions, Unreadable } from '../reader.ts';
import { documentsOfRows, type NumberedRow } from '../table/rows.ts';
import { titleOfFile } from '../title-of-file.ts';
import { recordsIn } from './records.ts';
import { refusedObject } from './refusals.ts';

/**
 * The documents of a file that is one object, of JSON or YAML: a description of an interface (see `apiDocuments`); a text,
 * in a usual field or in parts; the records in it, with what the object says of all of them (title, license, language); at
 * last the running text in it. Throws `Unreadable` with the reason where it is none of these.
 */
export async function* documentsOfObject(root: Row, source: string, options: ReadOptions): AsyncGenerator<Document> {
  const apis = apiDocuments(root, source, options);
  if (apis) return yield* apis;
  const refused = refusedObject(root, source);
  if (refused !== null) throw new Unreadable(refused);
  const facts = factsOf(root);
  const title = facts.title ?? titleOfFile(source);
  const records = hasNamedText(root) ? null : recordsIn(root);
  if (records === null) yield { ...recordDocument(root, source, options.textField), title };
  else yield* documentsOfRows(numbered(records), { ...facts, source, title }, { ...options, tabular: false });
}

async function* numbered(records: unknown[]): AsyncGenerator<NumberedRow> {
  for (const [i, row] of records.entries()) if (isRow(row)) yield { at: i + 1, row };
}
