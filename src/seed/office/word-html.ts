import { NOTE_PREFIX } from '../document/notes.ts';
import { Unreadable } from '../reader.ts';
import type { Reviewed } from '../tell-reviewed.ts';
import { child, elements, type XmlElement, xmlOf } from '../xml.ts';
import type { OfficePackage } from './package.ts';
import { WordNumbers } from './word-numbers.ts';
import { WordStyles } from './word-styles.ts';
import { WordXml } from './word-xml.ts';

/** What a Word document says as HTML, and what of it was left out. */
export interface WordHtml extends Reviewed {
  /** Its parts one after the other, each converted when it is asked for. */
  parts: AsyncIterable<string>;
}

const RELATED = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const EMPTY = '<w:x xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"/>';

/**
 * The HTML that mammoth makes of a Word document, from parts that were read here in bounds and made ready for it (see
 * `WordXml`): it sees neither the archive nor pictures. Ids of notes begin with `NOTE_PREFIX`.
 */
export async function wordHtml(file: OfficePackage): Promise<WordHtml> {
  const part = async (type: string) => {
    const name = await file.related(file.main, type);
    return name === undefined ? undefined : file.xml(name);
  };
  const [styles, numbering] = [await part('styles'), await part('numbering')];
  const xml = new WordXml(new WordStyles(styles), new WordNumbers(numbering));
  const document = await file.xml(file.main);
  if (!document) throw new Unreadable(`damaged (${file.main} is missing)`);
  const plain = xml.plain(document);
  const parts: Record<string, string> = {};
  const keep = (name: string, found: XmlElement | undefined) => {
    if (found) parts[`word/${name}.xml`] = xmlOf(found);
  };
  for (const name of ['footnotes', 'endnotes']) {
    const found = await part(name);
    keep(name, found && xml.plain(found));
  }
  keep('styles', styles);
  keep('numbering', numbering);
  const comments = elements(await part('comments').catch(() => undefined), 'comment').length;
  return { parts: converted(plain, parts), comments, deleted: xml.deleted };
}

/** Elements that are converted together: a long document never stands in memory as HTML as a whole. */
const AT_ONCE = 20_000;

async function* converted(document: XmlElement, parts: Record<string, string>): AsyncGenerator<string> {
  const body = child(document, 'body');
  if (!body) return;
  for (const blocks of slicesOf(body)) {
    const slice = { ...document, children: [{ ...body, children: blocks }] };
    yield await convert({ ...parts, 'word/document.xml': xmlOf(slice) });
  }
}

/** The blocks of a body in slices that begin with a paragraph outside of lists, or with a part of a long table. */
function* slicesOf(body: XmlElement): Generator<XmlElement[]> {
  let slice: XmlElement[] = [];
  let count = 0;
  for (const block of elements(body).flatMap(partsOfTable)) {
    const size = sizeOf(block);
    const begins = block.local === 'p' ? child(block, 'pPr', 'numPr') === undefined : size > AT_ONCE / 2;
    if (begins && count + size > AT_ONCE && slice.length > 0) {
      yield slice;
      [slice, count] = [[], 0];
    }
    slice.push(block);
    count += size;
  }
  yield slice;
}

/** A long table as several, each under the first row; any other block as it is. */
function partsOfTable(block: XmlElement): XmlElement[] {
  if (block.local !== 'tbl' || sizeOf(block) <= AT_ONCE) return [block];
  const [head, ...rows] = elements(block, 'tr');
  const properties = elements(block).filter(({ local }) => local !== 'tr');
  const found: XmlElement[] = [];
  let open: XmlElement[] = [];
  let count = 0;
  for (const row of rows) {
    open.push(row);
    count += sizeOf(row);
    if (count < AT_ONCE * 0.75) continue;
    found.push({ ...block, children: [...properties, ...(head ? [head] : []), ...open] });
    [open, count] = [[], 0];
  }
  return [...found, { ...block, children: [...properties, ...(head ? [head] : []), ...open] }];
}

function sizeOf(node: XmlElement): number {
  return elements(node).reduce((sum, inner) => sum + sizeOf(inner), 1);
}

/** Has mammoth convert parts of a document, packed without compression. */
async function convert(parts: Record<string, string>): Promise<string> {
  const [{ default: mammoth }, { strToU8, zipSync }] = await Promise.all([import('mammoth'), import('fflate')]);
  const packed = {
    '_rels/.rels': strToU8(
      '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">' +
        `<Relationship Id="r" Type="${RELATED}/officeDocument" Target="word/document.xml"/></Relationships>`,
    ),
    'word/comments.xml': strToU8(EMPTY),
    ...Object.fromEntries(Object.entries(parts).map(([name, text]) => [name, strToU8(text)])),
  };
  const buffer = Buffer.from(zipSync(packed, { level: 0 }));
  try {
    return (await mammoth.convertToHtml({ buffer }, { idPrefix: NOTE_PREFIX, includeEmbeddedStyleMap: false })).value;
  } catch (error) {
    if (error instanceof RangeError) throw new Unreadable('nested too deeply');
    throw new Unreadable('damaged (its parts are not those of a Word document)');
  }
}
