import { cleanText, decodeBytes } from '../decode.ts';
import { markdownHeadings } from '../headings.ts';
import { languageCode } from '../language.ts';
import { type Document, type Reader, Unreadable } from '../reader.ts';

const TEXT_FIELDS = ['text', 'content', 'body', 'passage', 'document', 'article'];

/**
 * JSON Lines: one document a line, its source `file.jsonl#12`. The text is in `textField`, or in the first of the
 * usual fields that holds a string; `title` (else `url`), `license` and `language` are carried, also from a `meta` or
 * `metadata` object. A line that cannot be used is rejected by its number and the rest is read. Lines end at line feeds
 * alone: the other line breaks of Unicode may stand inside JSON strings.
 */
export const reader: Reader = {
  id: 'jsonl',
  extensions: ['.jsonl', '.ndjson'],
  async read(file, options) {
    const documents: Document[] = [];
    for (const [i, line] of (await decodeBytes(await file.bytes())).split(/\r?\n/).entries()) {
      if (line.trim() === '') continue;
      const source = `${file.source}#${i + 1}`;
      try {
        documents.push(documentOf(line, source, options.textField));
      } catch (error) {
        if (!(error instanceof Unreadable)) throw error;
        options.reject({ source, reason: error.message });
      }
    }
    return documents;
  },
};

function documentOf(line: string, source: string, textField: string | undefined): Document {
  const row = objectOf(line);
  const fields = textField === undefined ? TEXT_FIELDS : [textField];
  const found = fields.map((name) => row[name]).find((value) => typeof value === 'string');
  if (found === undefined) throw new Unreadable(`no field ${fields.map((name) => `"${name}"`).join(', ')} with a text`);
  const text = cleanText(found);
  if (text.trim() === '') throw new Unreadable('empty text');
  const facts = { ...mapOf(row.meta), ...mapOf(row.metadata), ...row };
  const fact = (...names: string[]) => names.map((name) => facts[name]).find((value) => typeof value === 'string');
  return {
    source,
    kind: 'text',
    text,
    title: fact('title', 'url') ?? null,
    license: fact('license', 'licence') ?? null,
    language: languageCode(fact('language', 'lang')),
    sections: markdownHeadings(text),
  };
}

/** What no JSON may hold as it is: control characters below U+0080, byte order marks of files that were joined. */
const NOT_JSON = /(?![\t\u0080-\u009f])\p{Cc}|\ufeff/gu;

function objectOf(line: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(line.replaceAll(NOT_JSON, ''));
  } catch {
    throw new Unreadable('not JSON');
  }
  if (!(value instanceof Object) || Array.isArray(value)) throw new Unreadable('not a JSON object');
  return mapOf(value);
}

function mapOf(value: unknown): Record<string, unknown> {
  return value instanceof Object ? Object.fromEntries(Object.entries(value)) : {};
}
