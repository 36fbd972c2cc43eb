import { describe, expect, it } from 'vitest';
import { oleOf, xlsxOf } from '../../../test/office-files.ts';
import { readDocument, readDocuments } from '../../../test/read-document.ts';
import { isGrid } from '../../text/grid.ts';

/** Rows of cells as they are written in a sheet: text is inline, numbers as they are, `null` nothing. */
function data(rows: (string | number | null)[][]): string {
  const cell = (value: string | number) =>
    typeof value === 'number'
      ? `<c><v>${value}</v></c>`
      : value.startsWith('<')
        ? value
        : `<c t="inlineStr"><is><t>${value}</t></is></c>`;
  const column = (i: number) => String.fromCharCode(65 + i);
  const lines = rows.map((row, r) => {
    const cells = row.map((value, i) =>
      value === null ? '' : cell(value).replace('<c', `<c r="${column(i)}${r + 1}"`),
    );
    return `<row r="${r + 1}">${cells.join('')}</row>`;
  });
  return `<sheetData>${lines.join('')}</sheetData>`;
}

const lines = async (sheet: string, parts = {}) =>
  (await readDocument('a.xlsx', xlsxOf({ S: sheet }, parts))).text.split('\n');

describe('a workbook', () => {
  it('is a table a sheet, as data-to-text takes it', async () => {
    const sheet = data([
      ['Bread', 'Loaves', 'Price'],
      ['Rye', 4, 2.5],
      ['Wheat', 3, 0.30000000000000004],
      ['Oat | hull', 1, 1e21],
    ]);
    const document = await readDocument('b/bread_sales.xlsx', xlsxOf({ Sales: sheet }));
    expect(document).toMatchObject({ source: 'b/bread_sales.xlsx#Sales', kind: 'table', title: 'bread sales' });
    expect(document.text).toBe(
      '| Bread | Loaves | Price |\n| --- | --- | --- |\n| Rye | 4 | 2.5 |\n| Wheat | 3 | 0.3 |\n| Oat \\| hull | 1 | 1e+21 |',
    );
    expect(isGrid(document.text, 3, 3)).toBe(true);
  });

  it('has shared strings without readings, cached values of formulas, and no errors', async () => {
    const strings = ['<r><t>Br</t></r><r><t>ot</t></r><rPh><t>x</t></rPh>'];
    const row = [
      '<c t="s"><v>0</v></c>',
      '<c><f>1+1</f><v>2</v></c>',
      '<c t="str"><f>A1</f><v>so</v></c>',
      '<c t="b"><v>1</v></c>',
      '<c t="e"><v>#N/A</v></c>',
      '<c t="s"><v>99</v></c>',
    ];
    expect(
      await lines(data([['a', 'b', 'c', 'd', 'e', 'f'], [...row], ['x', 3, 'y', 'z', 5, 6]]), { strings }),
    ).toEqual([
      '| a | b | c | d | e | f |',
      '| --- | --- | --- | --- | --- | --- |',
      '| Brot | 2 | so | TRUE |  |  |',
      '| x | 3 | y | z | 5 | 6 |',
    ]);
  });

  it.each([
    ['yyyy-mm-dd', 45352, '2024-03-01'],
    ['d. mmmm yyyy', 59, '1900-02-28'],
    ['dd/mm/yy', 1, '1900-01-01'],
    ['dd/mm/yy hh:mm', 45352.604166666664, '2024-03-01T14:30:00'],
    ['[$-F400]h:mm:ss AM/PM', 0.5, '12:00:00'],
    ['[h]:mm', 1.25, '30:00:00'],
    ['0.0%', 0.125, '12.5%'],
    ['#,##0.00 "days"', 1234.5, '1234.5'],
    ['[Red]0.00;-0.00', 3.25, '3.25'],
    ['General', 45352, '45352'],
    ['yyyy', 9e9, '9000000000'],
  ])('reads a number in the format %s', async (format, value, shown) => {
    const sheet = data([
      ['name', 'value'],
      ['a', `<c s="1"><v>${value}</v></c>`],
      ['b', 1],
    ]);
    const [, , line] = await lines(sheet, { formats: [format] });
    expect(line).toBe(`| a | ${shown} |`);
  });

  it('counts days from 1904 where the workbook does', async () => {
    const sheet = data([
      ['name', 'value'],
      ['a', '<c s="1"><v>0</v></c>'],
      ['b', 1],
    ]);
    expect((await lines(sheet, { formats: ['d/m/yyyy'], properties: '<workbookPr date1904="1"/>' }))[2]).toBe(
      '| a | 00:00:00 |',
    );
    const later = data([
      ['name', 'value'],
      ['a', '<c s="1"><v>366</v></c>'],
      ['b', 1],
    ]);
    expect((await lines(later, { formats: ['d/m/yyyy'], properties: '<workbookPr date1904="1"/>' }))[2]).toBe(
      '| a | 1905-01-01 |',
    );
  });

  it('begins at its head, without empty rows and columns; what is above it is its title', async () => {
    const sheet =
      data([
        [null, 'Loaves sold', null, null],
        [],
        [null, 'Region', null, 'Sold'],
        [null, 'North', null, 3],
        [],
        [null, null, null, 4],
      ]) + '<mergeCells><mergeCell ref="B4:B6"/><mergeCell ref="B1:D1"/></mergeCells>';
    const document = await readDocument('a.xlsx', xlsxOf({ S: sheet }));
    expect(document.title).toBe('Loaves sold (a)');
    expect(document.text.split('\n')).toEqual(['| Region | Sold |', '| --- | --- |', '| North | 3 |', '| North | 4 |']);
  });

  it('leaves out hidden sheets and tells them; empty ones in silence; a column of words is a text', async () => {
    const table = data([
      ['a', 'b'],
      ['x', 1],
      ['y', 2],
    ]);
    const sheets = { One: table, Gone: table, Deep: table, None: '', Words: data([['What this is.'], ['And why.']]) };
    const { documents, rejects } = await readDocuments(
      'a.xlsx',
      xlsxOf(sheets, { states: { Gone: 'hidden', Deep: 'veryHidden' } }),
    );
    expect(documents.map(({ source, kind, title }) => [source, kind, title])).toEqual([
      ['a.xlsx#One', 'table', 'a, One'],
      ['a.xlsx#Words', 'text', 'a, Words'],
    ]);
    expect(documents[1]?.text).toBe('What this is.\n\nAnd why.');
    expect(rejects).toEqual(['Gone', 'Deep'].map((name) => ({ source: `a.xlsx#${name}`, reason: 'a hidden sheet' })));
  });

  it('is read in pieces when it is long, the head in each, and by its content whatever its name', async () => {
    const rows = Array.from({ length: 1000 }, (_, i) => [`name ${i}`, i]);
    const { documents } = await readDocuments('a.zip', xlsxOf({ S: data([['name', 'number'], ...rows]) }));
    expect(documents.length).toBeGreaterThan(5);
    expect(documents.every(({ text }) => text.startsWith('| name | number |'))).toBe(true);
    expect(documents.map(({ text }) => text.split('\n').length - 2).reduce((a, b) => a + b)).toBe(1000);
  });
});

describe('a workbook that cannot be read', () => {
  const whole = xlsxOf({
    S: data([
      ['a', 'b'],
      ['x', 1],
    ]),
  });
  it.each([
    ['cut off', whole.subarray(0, 500), 'cut off'],
    ['encrypted', oleOf('EncryptedPackage'), 'encrypted'],
    ['of before 2007', oleOf('Workbook'), 'before 2007'],
    ['empty', xlsxOf({ A: '', B: '<sheetData/>' }), 'empty'],
    ['a bomb', xlsxOf({ A: '' }, { more: { 'xl/sharedStrings.xml': new Uint8Array(40_000_000) } }), 'zip bomb'],
    ['nested too deeply', xlsxOf({ A: '' }, { more: { 'xl/styles.xml': '<a>'.repeat(5000) } }), 'nested too deeply'],
  ])('is refused: %s', async (_, bytes, reason) => {
    await expect(readDocument('a.xlsx', bytes)).rejects.toThrow(reason);
  });

  it('loses the sheets that are bombs, missing, too wide or too deep, and no others', async () => {
    const wide = `<sheetData>${'<row><c r="A1"><v>1</v></c><c r="XFD1"><v>2</v></c></row>'.repeat(3)}<row>${'<c><v>1</v></c>'.repeat(999)}</row></sheetData>`;
    const more = { 'xl/worksheets/sheet2.xml': new Uint8Array(40_000_000) };
    const sheets = {
      Good: data([
        ['a', 'b'],
        ['x', 1],
      ]),
      Bomb: '',
      Wide: wide,
      Deep: `<sheetData><row>${'<c>'.repeat(500)}</row></sheetData>`,
    };
    const { documents, rejects } = await readDocuments('a.xlsx', xlsxOf(sheets, { more }));
    expect(documents.map(({ source }) => source)).toEqual(['a.xlsx#Good']);
    expect(rejects.map(({ reason }) => reason.replace(/\(.*|\d+/g, '').trim())).toEqual([
      'a zip bomb',
      'a table of  columns, too wide to be read',
      'nested too deeply',
    ]);
  });

  it('does not hang on merges and rows without end', async () => {
    const merges = '<mergeCells>' + '<mergeCell ref="A1:A1048576"/>'.repeat(5000) + '</mergeCells>';
    const { documents } = await readDocuments(
      'a.xlsx',
      xlsxOf({
        S:
          data([
            ['a', 'b'],
            ['x', 1],
            ['y', 2],
          ]) + merges,
        T: '<sheetData><row',
      }),
    );
    expect(documents[0]?.text.split('\n').at(-1)).toBe('| a | 2 |');
  });
});
