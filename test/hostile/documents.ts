import { parquetWriteBuffer } from 'hyparquet-writer';
import { deflated, lines, makePdf } from '../make-pdf.ts';
import { docxOf, epubOf, odtOf, oleOf, pptxOf, shapeOf, wordParagraph, xlsxOf, zipOf } from '../office-files.ts';
import { type Hostile, prose, READ } from './hostile.ts';

const half = (bytes: Uint8Array) => bytes.subarray(0, bytes.length >> 1);
const NO_DIRECTORY = 'damaged or cut off (a zip archive without its directory)';
const docx = () => docxOf({ body: wordParagraph(prose()) });
const ROW = '<row r="1"><c r="A1" t="s"><v>0</v></c></row>';
const FAR = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>';
const parquet = new Uint8Array(parquetWriteBuffer({ columnData: [{ name: 'text', data: [prose()], type: 'STRING' }] }));
const PNG = Buffer.from('89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154', 'hex');

/** Prose in lines that fit on a page. */
const printed = () =>
  lines(
    72,
    700,
    prose()
      .match(/.{1,70}(?: |$)/g)
      ?.map((line) => line.trim()) ?? [],
  );

/** Documents that are cut off, damaged, encrypted, or not what they are called. */
export const DAMAGED: readonly Hostile[] = [
  ['a Word document that is cut off', 'a.docx', half(docx()), NO_DIRECTORY],
  ['a book that is cut off', 'a.epub', half(epubOf({ 'a.xhtml': `<p>${prose()}</p>` })), NO_DIRECTORY],
  ['a workbook that is cut off', 'a.xlsx', half(xlsxOf({ One: '<sheetData/>' })), NO_DIRECTORY],
  ['a presentation that is cut off', 'a.pptx', half(pptxOf([{ shapes: shapeOf('title', 'One') }])), NO_DIRECTORY],
  ['an OpenDocument text that is cut off', 'a.odt', half(odtOf(`<text:p>${prose()}</text:p>`)), NO_DIRECTORY],
  [
    'a PDF that is cut off',
    'a.pdf',
    half(makePdf([{ content: printed() }])),
    'damaged: no PDF structure that can be read',
  ],
  ['a Parquet file that is cut off', 'a.parquet', half(parquet), 'damaged or cut off (Parquet without its footer)'],
  [
    'a Parquet file whose footer is bent',
    'a.parquet',
    parquet.map((byte, i) => (i > parquet.length - 60 && i < parquet.length - 8 ? byte ^ 0x55 : byte)),
    'damaged Parquet (thrift unhandled type: 13)',
  ],
  [
    'a Word document without its text',
    'a.docx',
    zipOf({ '[Content_Types].xml': '<Types/>', 'word/styles.xml': '<a/>' }),
    'damaged (word/document.xml is missing)',
  ],
  ['RTF with bytes that are not there', 'a.rtf', `{\\rtf1 ${prose()}\\par {\\*\\unknown \\bin99999999 x`, READ],
  [
    'a book with DRM',
    'a.epub',
    epubOf(
      { 'a.xhtml': '<p>x</p>' },
      {
        extra: {
          'META-INF/encryption.xml':
            '<encryption><EncryptedData><EncryptionMethod Algorithm="http://www.w3.org/2001/04/xmlenc#aes128-cbc"/><CipherData><CipherReference URI="OEBPS/a.xhtml"/></CipherData></EncryptedData></encryption>',
        },
      },
    ),
    'protected (DRM): its chapters are encrypted',
  ],
  ['a Word document with a password', 'a.docx', oleOf('EncryptedPackage'), 'encrypted: it opens with a password only'],
  [
    'a PDF with a password',
    'a.pdf',
    makePdf([{ content: printed() }], {
      objects: {
        10: `<< /Filter /Standard /V 2 /R 3 /Length 128 /P -44 /O <${'5a'.repeat(32)}> /U <${'a5'.repeat(32)}> >>`,
      },
      trailer: `/Encrypt 10 0 R /ID [<${'01'.repeat(16)}> <${'01'.repeat(16)}>]`,
    }),
    'encrypted with a password',
  ],
  [
    'a Word document of before 2007',
    'a.doc',
    oleOf('WordDocument'),
    'in the binary format of Office before 2007: save it as .docx, .xlsx or .pptx',
  ],
  ['a picture', 'a.png', PNG, 'no reader for ".png"'],
  ['a picture called Word', 'a.docx', PNG, 'its content is not that of a ".docx"'],
  ['a picture called a text', 'a.txt', PNG, 'binary'],
  ['a Word document called a PDF', 'a.pdf', docx(), READ],
  ['a PDF called Markdown', 'a.md', makePdf([{ content: printed() }]), READ],
  ['a text called Word', 'a.docx', prose(), READ],
  ['a text called a PDF', 'a.pdf', prose(), READ],
  ['a text called Parquet', 'a.parquet', prose(), READ],
  ['an empty file', 'a.pdf', '', 'empty'],
];

/** Documents that would take all memory and time, or run something. */
export const DEVOURING: readonly Hostile[] = [
  [
    'a Word document that unpacks without end',
    'a.docx',
    docxOf({ body: wordParagraph(' '.repeat(2 ** 25)) }),
    'a zip bomb (word/document.xml unpacks to more than 250 times its size)',
  ],
  [
    'a Word document nested without end',
    'a.docx',
    docxOf({ body: `${'<w:tbl><w:tr><w:tc>'.repeat(2000)}x` }),
    'nested too deeply (word/document.xml)',
  ],
  [
    'a workbook with a cell at its far corner',
    'a.xlsx',
    xlsxOf(
      { One: `<sheetData>${ROW}${FAR}</sheetData><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>` },
      { strings: [prose()] },
    ),
    READ,
  ],
  [
    'a PDF with a bomb in it',
    'a.pdf',
    makePdf([deflated(Buffer.alloc(2 ** 28, ' '))]),
    'a stream in it unpacks to more than may be held in memory',
  ],
  [
    'a PDF whose pages are their own children',
    'a.pdf',
    Buffer.from(
      makePdf([{ content: printed() }])
        .toString('latin1')
        .replace(/\/Kids \[\d+/, '/Kids [2'),
      'latin1',
    ),
    'no page that can be read; damaged pages: 1',
  ],
  [
    'a PDF of a million pages that are not there',
    'a.pdf',
    makePdf([{ content: printed() }], { count: 1_000_000 }),
    READ,
  ],
  [
    'a PDF with programs to run',
    'a.pdf',
    makePdf([{ content: printed() }], {
      catalogue:
        '/OpenAction << /S /JavaScript /JS (while \\(true\\) {}) >> /AA << /O << /S /Launch /F (/bin/sh) >> >>',
    }),
    READ,
  ],
  [
    'a PDF that draws itself',
    'a.pdf',
    makePdf(
      [{ content: `${printed()} /X Do`, entries: '/Resources << /XObject << /X 10 0 R >> /Font << /F1 3 0 R >> >>' }],
      {
        objects: {
          10: '<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 10 0 R >> >> /Length 5 >>\nstream\n/X Do\nendstream',
        },
      },
    ),
    READ,
  ],
  ['RTF nested without end', 'a.rtf', `{\\rtf1 ${'{\\b '.repeat(100_000)}x`, 'nested too deeply'],
  [
    'a web page with tables nested without end',
    'a.html',
    `<html><body>${'<table><tr><td>'.repeat(500)}${prose()}`,
    READ,
  ],
];
