import { decodeText } from '../decode.ts';
import { documentsOfObject } from '../json/object.ts';
import { isRow, recordDocument } from '../json-fields.ts';
import { type Reader, Unreadable } from '../reader.ts';
import { documentsOfRows, type NumberedRow } from '../table/rows.ts';
import { titleOfFile } from '../title-of-file.ts';

/** Characters above which a text is not parsed: the parser holds more than a hundred times as much. */
const LONGEST = 5_000_000;
/** Aliases that may be put in; more are a bomb. */
const MOST_ALIASES = 100;

/**
 * YAML, for what JSON would be read for (see `documentsOfObject`): descriptions of interfaces above all. A list, or several
 * documents in one file, are records. Settings of programs are refused.
 */
export const reader: Reader = {
  id: 'yaml',
  extensions: ['.yaml', '.yml'],
  claims: (head) =>
    /^(?:[^\S\n]*(?:#.*|---.*)?\n)*(?:openapi|swagger):[^\S\n]*["']?[23]\./.test(
      new TextDecoder().decode(head.subarray(0, 4096)),
    ),
  async *read(file, options) {
    const { source } = file;
    const values = await valuesOf(await decodeText(await file.bytes()));
    const [root] = values;
    const title = titleOfFile(source);
    if (values.length === 1 && isRow(root)) yield* documentsOfObject(root, source, options);
    else if (values.length > 0 && values.every((value) => typeof value === 'string'))
      yield { ...recordDocument({ lines: values }, source), title };
    else {
      const facts = { source, title, license: null, language: null };
      yield* documentsOfRows(numbered(values), facts, { ...options, tabular: false });
    }
  },
};

/** The values of a text: its documents, or the entries of the list that it is. */
async function valuesOf(text: string): Promise<unknown[]> {
  if (text.length > LONGEST) throw new Unreadable('YAML of more than 5 million characters');
  const { parseAllDocuments } = await import('yaml');
  try {
    const documents = [...parseAllDocuments(text, { logLevel: 'silent' })];
    const broken = documents.find(({ errors }) => errors.length > 0)?.errors[0];
    if (broken) throw new Unreadable(`not YAML (${broken.code.toLowerCase().replaceAll('_', ' ')})`);
    const values = documents.map((document): unknown => document.toJS({ maxAliasCount: MOST_ALIASES }));
    const [only] = values;
    if (values.length === 1 && Array.isArray(only)) return only;
    if (values.every((value) => !isRow(value))) throw new Unreadable('no map or list');
    return values;
  } catch (error) {
    if (error instanceof Unreadable) throw error;
    throw new Unreadable(
      `not YAML that can be read (${error instanceof RangeError ? 'nested too deep' : 'too many aliases'})`,
    );
  }
}

async function* numbered(values: unknown[]): AsyncGenerator<NumberedRow> {
  const rows = values.filter(isRow);
  if (rows.length === 0) throw new Unreadable('no records in it');
  for (const [i, row] of values.entries()) if (isRow(row)) yield { at: i + 1, row };
}
