import { isTool, toolDocuments } from '../api/tools.ts';
import { decodedText } from '../decode-stream.ts';
import { type JsonElement, jsonElements } from '../json/elements.ts';
import { rowsOfElements } from '../json/entries.ts';
import { documentsOfObject } from '../json/object.ts';
import { parsedJson } from '../json/parse.ts';
import { isRow, recordDocument } from '../json-fields.ts';
import { type Reader, Unreadable } from '../reader.ts';
import { MOST_WHOLE, tooLarge } from '../source-file.ts';
import { documentsOfRows } from '../table/rows.ts';
import { titleOfFile } from '../title-of-file.ts';

/**
 * JSON. An array, or values one after the other, of any size: its entries are read one by one, each a document
 * (`a.json#12`), or all of them one table (see `documentsOfRows`); an array of strings is one text, an array of tools a
 * description of an interface. One object: see `documentsOfObject`. Where texts are found, and that questions and answers
 * of data sets are left out, says `recordDocument`.
 */
export const reader: Reader = {
  id: 'json',
  extensions: ['.json', '.geojson', '.jsonld'],
  inline: true,
  claims: (head) =>
    /^\s*\{\s*"(?:openapi|swagger)"\s*:\s*"[23]\./.test(new TextDecoder().decode(head.subarray(0, 200))),
  async *read(file, options) {
    const { source } = file;
    const elements = jsonElements(decodedText(file));
    try {
      const first = await elements.next();
      if (first.done) throw new Unreadable('empty');
      const second = await elements.next();
      const value = parsedJson(first.value.text);
      const all = chained(first.value, second, elements);
      const title = titleOfFile(source);
      if (!first.value.entry && second.done && isRow(value)) yield* documentsOfObject(value, source, options);
      else if (typeof value === 'string') yield { ...recordDocument({ lines: await valuesOf(all) }, source), title };
      else if (isTool(value)) yield* toolDocuments((await valuesOf(all)).filter(isTool), source, null);
      else {
        const facts = { source, title, license: null, language: null };
        yield* documentsOfRows(rowsOfElements(all, source, options), facts, { ...options, tabular: false });
      }
    } finally {
      await elements.return(undefined);
    }
  },
};

async function* chained(
  first: JsonElement,
  second: IteratorResult<JsonElement>,
  rest: AsyncIterable<JsonElement>,
): AsyncGenerator<JsonElement> {
  yield first;
  if (second.done) return;
  yield second.value;
  yield* rest;
}

/** All values, parsed. */
async function valuesOf(elements: AsyncIterable<JsonElement>): Promise<unknown[]> {
  const values: unknown[] = [];
  let size = 0;
  for await (const { text } of elements) {
    size += text.length;
    if (size > MOST_WHOLE) throw tooLarge(size);
    values.push(parsedJson(text));
  }
  return values;
}
