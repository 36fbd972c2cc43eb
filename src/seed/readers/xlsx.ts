import { cleanText } from '../decode.ts';
import { claimsOffice, type OfficePackage, openOffice, xmlText } from '../office/package.ts';
import { type Document, type Reader, type ReadOptions, Unreadable } from '../reader.ts';
import { tableOf } from '../sheet/layout.ts';
import { numberKinds } from '../sheet/number-format.ts';
import { type SheetRow, sheetRows, stringOf, type Workbook } from '../sheet/rows.ts';
import { documentsOfRows } from '../table/rows.ts';
import { titleOfFile } from '../title-of-file.ts';
import { attribute, child, elements, type XmlElement } from '../xml.ts';
import { elementsIn } from '../xml-pieces.ts';

const EXTENSIONS = ['.xlsx', '.xlsm', '.xltx', '.xltm', '.xls', '.xlsb'];

/**
 * Workbooks (ECMA-376): each sheet that is not hidden as a table in pieces, or as texts, by the rules of CSV (see
 * `documentsOfRows`); a sheet of one column is a text. Formulas are the values kept with them, dates ISO 8601. Source:
 * `a.xlsx#Sheet`; title: what stands above the table, else the sheet's and the file's name.
 */
export const reader: Reader = {
  id: 'xlsx',
  extensions: EXTENSIONS,
  claims: (head, name) => claimsOffice(head, name, 'xl/', EXTENSIONS),
  marked: true,
  async *read(file, options) {
    const office = await openOffice(file, 'xl/workbook.xml');
    const root = await office.xml(office.main);
    const book = await workbookOf(office, root);
    const named = elements(child(root, 'sheets'), 'sheet');
    const parts = await office.relations(office.main);
    let told = 0;
    for (const sheet of named) {
      const name = attribute(sheet, 'name') ?? '';
      const source = `${file.source}#${name}`;
      const part = parts.get(relationOf(sheet) ?? '');
      try {
        if ((attribute(sheet, 'state') ?? 'visible') !== 'visible') throw new Unreadable('a hidden sheet');
        if (part?.type !== 'worksheet') throw new Unreadable('a sheet of charts or macros');
        const text = await xmlText(await office.zip.read(part.target));
        const { rows, cut } = sheetRows(text, part.target, book);
        const title = named.length === 1 ? titleOfFile(file.source) : `${titleOfFile(file.source)}, ${name}`;
        for await (const document of documentsOf(rows, { source, title }, options)) {
          told++;
          yield document;
        }
        if (cut) options.reject({ source, reason: `more than two million cells: read up to row ${rows.at(-1)?.at}` });
      } catch (error) {
        if (!(error instanceof Unreadable)) throw error;
        told++;
        options.reject({ source, reason: error.message });
      }
    }
    if (told === 0) throw new Unreadable('a workbook whose sheets are empty');
  },
};

/** The id of the relationship that leads to a sheet; `sheetId` is another. */
function relationOf(sheet: XmlElement): string | undefined {
  for (const [name, value] of sheet.attributes) if (name.endsWith(':id')) return value;
  return undefined;
}

async function workbookOf(office: OfficePackage, root: XmlElement | undefined): Promise<Workbook> {
  const [stringsPart, stylesPart] = await Promise.all(
    ['sharedStrings', 'styles'].map((type) => office.related(office.main, type)),
  );
  const strings: string[] = [];
  if (stringsPart !== undefined && office.zip.has(stringsPart)) {
    const text = await xmlText(await office.zip.read(stringsPart));
    for (const item of elementsIn(text, 'si', stringsPart)) strings.push(stringOf(item));
  }
  const kinds = numberKinds(stylesPart === undefined ? undefined : await office.xml(stylesPart));
  const from = /^(?:1|true)$/.test(attribute(child(root, 'workbookPr'), 'date1904') ?? '') ? 1904 : 1900;
  return { strings, kinds, from };
}

async function* documentsOf(
  rows: SheetRow[],
  facts: { source: string; title: string },
  { textField, reject }: ReadOptions,
): AsyncGenerator<Document> {
  const table = tableOf(rows);
  const none = { license: null, language: null };
  if (!table) {
    const text = cleanText(rows.map(({ cells }) => [...cells.values()].join(' ')).join('\n\n'));
    if (text.trim() !== '') yield { ...facts, ...none, kind: 'text', text, sections: [] };
    return;
  }
  const [heading] = table.above;
  const title = heading !== undefined && heading.length <= 120 ? `${heading} (${facts.title})` : facts.title;
  const all = (async function* () {
    yield* table.rows;
  })();
  const options = { tabular: true, columns: table.columns, reject, ...(textField === undefined ? {} : { textField }) };
  yield* documentsOfRows(all, { ...facts, ...none, title }, options);
}
