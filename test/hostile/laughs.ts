import { docxOf, epubOf, odtOf, pptxOf, shapeOf, wordParagraph, xlsxOf } from '../office-files.ts';
import { type Hostile, laughing, laughs, NOT_LAUGHED, prose } from './hostile.ts';

const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
const ROW = '<row r="1"><c r="A1" t="s"><v>0</v></c></row>';
const declared = (root: string, xml: string) => `<?xml version="1.0"?>${laughs(root)}${xml}`;

/** Documents whose XML would expand without end. */
export const LAUGHS: readonly Hostile[] = [
  [
    'Word',
    'a.docx',
    docxOf(
      {},
      {
        'word/document.xml': declared(
          'w:document',
          `<w:document ${W}><w:body>${wordParagraph(laughing())}</w:body></w:document>`,
        ),
      },
    ),
    NOT_LAUGHED,
  ],
  [
    'OpenDocument',
    'a.odt',
    odtOf('', {
      more: {
        'content.xml': declared(
          'office:document-content',
          `<office:document-content xmlns:office="o" xmlns:text="t"><office:body><office:text><text:p>${laughing()}</text:p></office:text></office:body></office:document-content>`,
        ),
      },
    }),
    NOT_LAUGHED,
  ],
  [
    'a presentation',
    'a.pptx',
    pptxOf([{ shapes: '' }], {
      'ppt/slides/slide1.xml': declared(
        'p:sld',
        `<p:sld xmlns:p="p" xmlns:a="a"><p:cSld><p:spTree>${shapeOf(null, laughing())}</p:spTree></p:cSld></p:sld>`,
      ),
    }),
    /^# Slide 1\n\nThe keeper [^\n]* in the night\. &l9;&out;$/,
  ],
  [
    'a workbook',
    'a.xlsx',
    xlsxOf(
      { One: `<sheetData>${ROW}</sheetData>` },
      { more: { 'xl/sharedStrings.xml': declared('sst', `<sst><si><t>${laughing()}</t></si></sst>`) } },
    ),
    NOT_LAUGHED,
  ],
  [
    'a book',
    'a.epub',
    epubOf({
      'a.xhtml': declared(
        'html',
        `<html xmlns="http://www.w3.org/1999/xhtml"><body><p>${laughing()}</p></body></html>`,
      ),
    }),
    NOT_LAUGHED,
  ],
  [
    'the package of a book',
    'a.epub',
    epubOf(
      { 'a.xhtml': `<p>${prose()}</p>` },
      {
        extra: {
          'META-INF/container.xml': declared(
            'container',
            '<container><rootfiles><rootfile full-path="&l9;"/></rootfiles></container>',
          ),
        },
      },
    ),
    'damaged (&l9; is missing)',
  ],
  [
    'CNXML',
    'a.cnxml',
    declared(
      'document',
      `<document xmlns="http://cnx.rice.edu/cnxml"><content><para>${laughing()}</para></content></document>`,
    ),
    NOT_LAUGHED,
  ],
  ['HTML', 'a.html', `${laughs('html')}<html><body><article><p>${laughing()}</p></article></body></html>`, NOT_LAUGHED],
];
