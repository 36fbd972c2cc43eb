import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readDocument as one, readDocuments as read } from '../../../test/read-document.ts';
import { scratch } from '../../../test/scratch.ts';
import { isGrid, readGrid } from '../../text/grid.ts';
import type { Document, ReadOptions } from '../reader.ts';
import { diskFile } from '../source-file.ts';
import { reader } from './csv.ts';

const PENGUINS = `species,island,bill_length_mm,year
Adelie,Torgersen,39.1,2007
Adelie,"Torgersen, west",NA,2007
"Chin|strap","Dream
island",46.5,
`;
const PROSE =
  'The keeper climbed the stair at dusk, trimmed the wick, and wrote the hour into the book beside the lamp. ';

describe('csv', () => {
  it('becomes a Markdown table with its values as they stand', async () => {
    expect(await one('my_pets-2007.csv', PENGUINS)).toMatchObject({
      source: 'my_pets-2007.csv',
      kind: 'table',
      title: 'my pets 2007',
      text: [
        '| species | island | bill_length_mm | year |',
        '| --- | --- | --- | --- |',
        '| Adelie | Torgersen | 39.1 | 2007 |',
        '| Adelie | Torgersen, west | NA | 2007 |',
        '| Chin\\|strap | Dream island | 46.5 |  |',
      ].join('\n'),
    });
    const { text } = await one('a.csv', PENGUINS);
    expect(isGrid(text, 3, 4)).toBe(true);
    expect(readGrid(text)?.at(-1)).toEqual(['Chin|strap', 'Dream island', '46.5', '']);
  });

  it.each([
    ['semicolons and decimal commas', 'a.csv', 'place;mm;days\nBren;1,5;2\nHolm;12,25;3\nVik;0,5;4\n', 3],
    ['tabs', 'a.tsv', 'place\tmm\nBren, north\t1.5\nHolm, south\t2\n', 2],
    ['bars', 'a.psv', 'place|mm\nBren|1.5\nHolm|2\n', 2],
    ['a stated delimiter', 'a.csv', 'sep=;\nplace;mm\nBren;1.5\nHolm;2\n', 2],
    ['line breaks of Windows', 'a.csv', 'place,mm\r\nBren,1.5\r\nHolm,2\r\n', 2],
    ['line breaks of old Macintosh', 'a.csv', 'place,mm\rBren,1.5\rHolm,2\r', 2],
    ['a title above the table', 'a.csv', 'Rain in June\n\nplace,mm,days\nBren,1.5,3\nHolm,2,4\nVik,3,5\n', 3],
    ['a byte order mark', 'a.csv', '\ufeffplace,mm\nBren,1.5\nHolm,2\n', 2],
  ])('is read with %s', async (_, name, content, columns) => {
    const { text } = await one(name, content);
    const [head = [], first = []] = readGrid(text) ?? [];
    expect(head.slice(0, 2)).toEqual(['place', 'mm']);
    expect(head).toHaveLength(columns);
    expect(first[0]).toMatch(/^Bren/);
  });

  it('is told from UTF-16 and Latin-1 by its bytes', async () => {
    const rows = 'Straße;Länge\nGrüne Gasse;12\nÖde Höhe;7\nMühlweg;9\n';
    for (const encoding of ['latin1', 'utf16le'] as const)
      expect(
        (await one('a.csv', Buffer.from(encoding === 'latin1' ? rows : `\ufeff${rows}`, encoding))).text,
      ).toContain('| Öde Höhe | 7 |');
  });

  it('without a head gets names for its columns', async () => {
    expect((await one('a.csv', '1,2.5\n3,4.5\n5,6.5\n')).text).toMatch(
      /^\| column 1 \| column 2 \|\n.*\n\| 1 \| 2.5 \|/,
    );
  });

  it('keeps columns of one name, and those without a name, apart', async () => {
    expect((await one('a.csv', 'x,x,,y\n1,2,3,4\n5,6,7,8\n')).text).toBe(
      '| x | x (2) |  | y |\n| --- | --- | --- | --- |\n| 1 | 2 | 3 | 4 |\n| 5 | 6 | 7 | 8 |',
    );
  });

  it('of many rows becomes pieces, each with the head and the numbers of its rows', async () => {
    const rows = Array.from({ length: 130 }, (_, i) => `row ${i + 1},${i * i}`);
    const { documents } = await read('long.csv', `name,square\n${rows.join('\n')}\n`);
    expect(documents.map(({ source, title }) => [source, title])).toEqual([
      ['long.csv#rows-1-60', 'long, rows 1 to 60'],
      ['long.csv#rows-61-95', 'long, rows 61 to 95'],
      ['long.csv#rows-96-130', 'long, rows 96 to 130'],
    ]);
    const read130 = documents.flatMap(({ text }) => (readGrid(text) ?? []).slice(1).map(([name]) => name));
    expect(read130).toEqual(rows.map((row) => row.split(',')[0]));
    expect(documents.every(({ text }) => text.startsWith('| name | square |\n| --- |'))).toBe(true);
  });

  it('tells of rows of another length, and leaves them out', async () => {
    const { documents, rejects } = await read('a.csv', 'a,b,c\n1,2,3\n1,2\n4,5,6\n1,2,3,4\n7,8,9\n7,8,9,\n');
    expect(readGrid(documents[0]?.text ?? '')).toEqual([
      ['a', 'b', 'c'],
      ['1', '2', '3'],
      ['4', '5', '6'],
      ['7', '8', '9'],
      ['7', '8', '9'],
    ]);
    expect(rejects).toEqual([
      { source: 'a.csv', reason: '2 rows with another number of cells than 3 (first: line 3)' },
    ]);
  });

  it('takes title and licence from a data package beside it', async () => {
    const folder = scratch();
    await mkdir(join(folder, 'data'));
    const path = join(folder, 'data', 'gdp.csv');
    await writeFile(path, PENGUINS);
    const resources = [{ name: 'gdp', path: 'data/gdp.csv', title: 'Gross domestic product' }];
    await writeFile(
      join(folder, 'data', 'datapackage.json'),
      JSON.stringify({ licenses: [{ name: 'ODC-PDDL-1.0' }], resources }),
    );
    const options: ReadOptions = { reject: () => {} };
    const documents: Document[] = [];
    for await (const each of await reader.read(diskFile(path, 'gdp.csv', PENGUINS.length), options))
      documents.push(each);
    expect(documents[0]).toMatchObject({ title: 'Gross domestic product', license: 'ODC-PDDL-1.0' });
  });
});

describe('csv of texts', () => {
  it('gives a document a row, from the usual field or the one that was asked for', async () => {
    const content = `id,title,text,lang\n1,One,"${PROSE.repeat(3)}",en\n2,Two,"${PROSE.repeat(4)}",en\n`;
    const { documents } = await read('a.csv', content);
    expect(documents.map(({ source, kind, title, language }) => [source, kind, title, language])).toEqual([
      ['a.csv#1', 'text', 'One', 'en'],
      ['a.csv#2', 'text', 'Two', 'en'],
    ]);
    expect(
      (await read('a.csv', 'id,remark\n1,short\n2,shorter\n', 'remark')).documents.map(({ text }) => text),
    ).toEqual(['short', 'shorter']);
  });

  it('is refused where it holds questions and answers', async () => {
    await expect(
      read('a.csv', `question,answer\n"${PROSE}?",yes it is so\n"${PROSE}?",no it is not\n`),
    ).rejects.toThrow('only questions, answers or labels');
    const test = Array.from(
      { length: 5 },
      (_, i) => `What is ${i} and ${i} when added?,one,two,three,four,${'ABCDA'[i]}`,
    );
    await expect(read('a.csv', test.join('\n'))).rejects.toThrow('a test: questions with choices and a key');
  });

  it('is a table where labels stand beside numbers', async () => {
    expect((await one('a.csv', 'label,x,y\ncat,1,2\ndog,2,3\ncat,3,4\n')).kind).toBe('table');
  });
});

describe('csv that is damaged or hostile', () => {
  const rows = 'Bren,1,2\n'.repeat(500);

  it('keeps what stands before a quotation mark that is never closed', async () => {
    const { documents, rejects } = await read('a.csv', `place,mm,days\n${rows}"Holm,2,3\n${rows}`);
    expect(documents.map(({ text }) => (readGrid(text)?.length ?? 1) - 1).reduce((sum, n) => sum + n, 0)).toBe(500);
    expect(rejects).toEqual([
      {
        source: 'a.csv#after-line-501',
        reason: 'a row of more than 1 MB, or a quotation mark that is never closed; it and what follows are left out',
      },
    ]);
  });

  it('does the same before a cell of two megabytes', async () => {
    const { documents, rejects } = await read('a.csv', `place,mm,days\n${rows}${'x'.repeat(2e6)},2,3\n${rows}`);
    expect(documents.length).toBeGreaterThan(0);
    expect(rejects.map(({ source }) => source)).toEqual(['a.csv#after-line-501']);
  });

  it('leaves out a row that nobody would read', async () => {
    const { rejects } = await read('a.csv', `place,mm\nBren,1\nHolm,"${'2'.repeat(5000)}"\nVik,3\n`);
    expect(rejects).toEqual([{ source: 'a.csv#row-2', reason: 'a row of 5011 characters' }]);
  });

  it.each([
    ['one column', 'name\nBren\nHolm\n', 'no table: its lines have no two columns'],
    ['nothing but white space', ' \n \n', 'empty'],
    [
      'too many columns',
      `${'a1,'.repeat(300)}b\n${'1,'.repeat(300)}2\n`,
      'a table of 301 columns, too wide to be read',
    ],
    ['bytes of another kind', Buffer.from([0, 1, 2, 0, 3, 255, 0]), 'binary'],
    ['quotation marks alone', '"'.repeat(300_000), 'no table'],
  ])('is refused: %s', async (_, content, reason) => {
    await expect(read('a.csv', content)).rejects.toThrow(reason);
  });
});
