import { strToU8, type Zippable, zipSync } from 'fflate';

const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
const M = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"';
const MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"';
const R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"';
const TYPES = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

/** Files by name, as text or bytes, packed in this order; those in `stored` as they are. */
export function zipOf(files: Record<string, string | Uint8Array>, stored: readonly string[] = []): Uint8Array {
  const entries: Zippable = {};
  for (const [name, content] of Object.entries(files)) {
    const bytes = typeof content === 'string' ? strToU8(content) : content;
    entries[name] = [bytes, { level: stored.includes(name) ? 0 : 6 }];
  }
  return zipSync(entries);
}

/** Relationships of Office: `rId1` and so on, in this order, of type and target. */
export function relationsOf(...relations: [type: string, target: string][]): string {
  const lines = relations.map(
    ([type, target], i) => `<Relationship Id="rId${i + 1}" Type="${TYPES}/${type}" Target="${target}"/>`,
  );
  return `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${lines.join('')}</Relationships>`;
}

/** What a Word document is made of, each part without its root element. */
export interface WordParts {
  body?: string;
  styles?: string;
  numbering?: string;
  footnotes?: string;
  endnotes?: string;
  comments?: string;
  core?: string;
}

/** A Word document of these parts, and of more files. */
export function docxOf(parts: WordParts, more: Record<string, string | Uint8Array> = {}): Uint8Array {
  const named = (['styles', 'numbering', 'footnotes', 'endnotes', 'comments'] as const).filter((name) => parts[name]);
  const files = named.map((name) => [`word/${name}.xml`, `<w:${name} ${W} ${M}>${parts[name]}</w:${name}>`]);
  return zipOf({
    '[Content_Types].xml': '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
    '_rels/.rels': relationsOf(
      ['officeDocument', 'word/document.xml'],
      ['metadata/core-properties', 'docProps/core.xml'],
    ),
    'word/document.xml': `<?xml version="1.0" encoding="UTF-8"?><w:document ${W} ${M} ${MC}><w:body>${parts.body ?? ''}</w:body></w:document>`,
    'word/_rels/document.xml.rels': relationsOf(...named.map((name): [string, string] => [name, `${name}.xml`])),
    ...Object.fromEntries(files),
    ...(parts.core === undefined ? {} : { 'docProps/core.xml': coreOf(parts.core) }),
    ...more,
  });
}

function coreOf(title: string): string {
  return `<cp:coreProperties xmlns:cp="c" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>${title}</dc:title></cp:coreProperties>`;
}

/** A paragraph of Word with a style and words (or other markup). */
export function wordParagraph(content: string, properties = ''): string {
  const run = content.startsWith('<') ? content : `<w:r><w:t xml:space="preserve">${content}</w:t></w:r>`;
  return `<w:p>${properties && `<w:pPr>${properties}</w:pPr>`}${run}</w:p>`;
}

/** A book with these chapters (bodies of XHTML), in this order. */
export function epubOf(
  chapters: Record<string, string>,
  {
    metadata = '',
    manifest = '',
    extra = {},
  }: { metadata?: string; manifest?: string; extra?: Record<string, string> } = {},
): Uint8Array {
  const names = Object.keys(chapters);
  const items = names.map((name, i) => `<item id="c${i}" href="${name}" media-type="application/xhtml+xml"/>`);
  const spine = names.map((_, i) => `<itemref idref="c${i}"/>`);
  const files = Object.entries(chapters).map(([name, body]) => [
    `OEBPS/${name}`,
    body.includes('<html')
      ? body
      : `<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"><head><title/></head><body>${body}</body></html>`,
  ]);
  return zipOf(
    {
      mimetype: 'application/epub+zip',
      'META-INF/container.xml':
        '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile full-path="OEBPS/book.opf"/></rootfiles></container>',
      'OEBPS/book.opf': `<package xmlns="http://www.idpf.org/2007/opf" xmlns:opf="http://www.idpf.org/2007/opf" version="3.0"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/">${metadata}</metadata><manifest>${items.join('')}${manifest}</manifest><spine toc="ncx">${spine.join('')}</spine></package>`,
      ...Object.fromEntries(files),
      ...extra,
    },
    ['mimetype'],
  );
}

/** The beginning of an OLE file, as encrypted documents and those before 2007 are. */
export function oleOf(stream: string): Uint8Array {
  const bytes = Buffer.alloc(2048);
  bytes.write('d0cf11e0a1b11ae1', 'hex');
  bytes.write(stream, 1024, 'utf16le');
  return bytes;
}

/** A workbook: sheets by name, each the XML below `worksheet`; strings that cells refer to; format codes of cell styles 1, 2, .... */
export function xlsxOf(
  sheets: Record<string, string>,
  { strings = [], formats = [], properties = '', states = {}, more = {} }: XlsxParts = {},
): Uint8Array {
  const names = Object.keys(sheets);
  const X = `xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" ${R}`;
  const list = names.map(
    (name, i) =>
      `<sheet name="${name}" sheetId="${i + 9}" r:id="rId${i + 1}" ${states[name] ? `state="${states[name]}"` : ''}/>`,
  );
  const codes = formats.map(
    (code, i) => `<numFmt numFmtId="${i + 164}" formatCode="${code.replaceAll('"', '&quot;')}"/>`,
  );
  const styles = ['<xf numFmtId="0"/>', ...formats.map((_, i) => `<xf numFmtId="${i + 164}"/>`)];
  return zipOf({
    '[Content_Types].xml': '<Types/>',
    '_rels/.rels': relationsOf(['officeDocument', 'xl/workbook.xml']),
    'xl/workbook.xml': `<workbook ${X}>${properties}<sheets>${list.join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': relationsOf(
      ...names.map((_, i): [string, string] => ['worksheet', `worksheets/sheet${i + 1}.xml`]),
      ['sharedStrings', '/xl/sharedStrings.xml'],
      ['styles', 'styles.xml'],
    ),
    'xl/sharedStrings.xml': `<sst ${X}>${strings.map((text) => `<si>${text.startsWith('<') ? text : `<t>${text}</t>`}</si>`).join('')}</sst>`,
    'xl/styles.xml': `<styleSheet ${X}><numFmts>${codes.join('')}</numFmts><cellXfs>${styles.join('')}</cellXfs></styleSheet>`,
    ...Object.fromEntries(
      names.map((name, i) => [`xl/worksheets/sheet${i + 1}.xml`, `<worksheet ${X}>${sheets[name]}</worksheet>`]),
    ),
    ...more,
  });
}

/** More of a workbook (see `xlsxOf`). */
export interface XlsxParts {
  strings?: string[];
  formats?: string[];
  properties?: string;
  states?: Record<string, string>;
  more?: Record<string, string | Uint8Array>;
}

/** A presentation: for each slide the XML in its tree of shapes, and that of its notes. */
export function pptxOf(
  slides: { shapes: string; notes?: string; attributes?: string; diagram?: string }[],
  more: Record<string, string | Uint8Array> = {},
): Uint8Array {
  const P = `xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:a14="http://schemas.microsoft.com/office/drawing/2010/main" ${R} ${M} ${MC}`;
  const files: Record<string, string> = {};
  // Names run against the order of the slides: it is that of the presentation.
  const nameOf = (i: number) => `slide${slides.length - i}.xml`;
  for (const [i, { shapes, notes, attributes = '', diagram }] of slides.entries()) {
    files[`ppt/slides/${nameOf(i)}`] =
      `<p:sld ${P} ${attributes}><p:cSld><p:spTree>${shapes}</p:spTree></p:cSld></p:sld>`;
    files[`ppt/slides/_rels/${nameOf(i)}.rels`] = relationsOf(
      ...(notes === undefined ? [] : [['notesSlide', `../notesSlides/n${i}.xml`] as [string, string]]),
      ...(diagram === undefined ? [] : [['diagramData', `../diagrams/d${i}.xml`] as [string, string]]),
    );
    if (notes !== undefined)
      files[`ppt/notesSlides/n${i}.xml`] = `<p:notes ${P}><p:cSld><p:spTree>${notes}</p:spTree></p:cSld></p:notes>`;
    if (diagram !== undefined)
      files[`ppt/diagrams/d${i}.xml`] =
        `<dgm:dataModel xmlns:dgm="d" ${P}><dgm:ptLst>${diagram}</dgm:ptLst></dgm:dataModel>`;
  }
  const ids = slides.map((_, i) => `<p:sldId id="${256 + i}" r:id="rId${i + 1}"/>`);
  return zipOf({
    '[Content_Types].xml': '<Types/>',
    '_rels/.rels': relationsOf(['officeDocument', 'ppt/presentation.xml']),
    'ppt/presentation.xml': `<p:presentation ${P}><p:sldIdLst>${ids.join('')}</p:sldIdLst></p:presentation>`,
    'ppt/_rels/presentation.xml.rels': relationsOf(
      ...slides.map((_, i): [string, string] => ['slide', `slides/${nameOf(i)}`]),
    ),
    ...files,
    ...more,
  });
}

/** A shape of a slide: a placeholder of this type (`''` for one that does not say, `null` for none) with these paragraphs. */
export function shapeOf(type: string | null, ...paragraphs: string[]): string {
  const mark = type === null ? '' : `<p:ph ${type && `type="${type}"`} idx="1"/>`;
  const written = paragraphs.map((text) =>
    text.startsWith('<a:p') ? text : `<a:p><a:r><a:t>${text}</a:t></a:r></a:p>`,
  );
  return `<p:sp><p:nvSpPr><p:cNvPr id="1" name="x"/><p:cNvSpPr/><p:nvPr>${mark}</p:nvPr></p:nvSpPr><p:txBody><a:bodyPr/>${written.join('')}</p:txBody></p:sp>`;
}

/** An OpenDocument text with this body, automatic styles, and more files. */
export function odtOf(
  body: string,
  { styles = '', more = {} }: { styles?: string; more?: Record<string, string | Uint8Array> } = {},
): Uint8Array {
  const names = ['office', 'text', 'table', 'draw', 'style', 'xlink'].map((name) => `xmlns:${name}="urn:${name}"`);
  return zipOf(
    {
      mimetype: 'application/vnd.oasis.opendocument.text',
      'content.xml': `<office:document-content ${names.join(' ')} xmlns:fo="urn:fo"><office:automatic-styles>${styles}</office:automatic-styles><office:body><office:text>${body}</office:text></office:body></office:document-content>`,
      'META-INF/manifest.xml': '<manifest:manifest xmlns:manifest="urn:manifest"/>',
      ...more,
    },
    ['mimetype'],
  );
}
