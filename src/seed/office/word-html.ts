import { NOTE_PREFIX } from '../document/notes.ts';
import { Unreadable } from '../reader.ts';
import { elements, type XmlElement, xmlOf } from '../xml.ts';
import type { OfficePackage } from './package.ts';
import { WordNumbers } from './word-numbers.ts';
import { WordStyles } from './word-styles.ts';
import { WordXml } from './word-xml.ts';

/** What a Word document says as HTML, and what of it was left out. */
export interface WordHtml {
  html: string;
  comments: number;
  /** Whether text was left out that had been deleted under tracked changes. */
  deleted: boolean;
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
  const parts: Record<string, string> = { 'word/document.xml': xmlOf(xml.plain(document)) };
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
  return { html: await convert(parts), comments, deleted: xml.deleted };
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
    throw new Unreadable(`damaged (${error instanceof Error ? error.message : 'no Word document'})`);
  }
}
