import { cleanText } from '../decode.ts';
import { markdownHeadings } from '../headings.ts';
import { languageCode } from '../language.ts';
import { odtMarkdown } from '../odt/markdown.ts';
import { OdtStyles } from '../odt/styles.ts';
import { xmlText } from '../office/package.ts';
import { type Reader, Unreadable } from '../reader.ts';
import { tellReviewed } from '../tell-reviewed.ts';
import { titleOfFile } from '../title-of-file.ts';
import { child, descendants, outermost, parseXml, textOf, type XmlElement } from '../xml.ts';
import { firstNames, firstStored } from '../zip/directory.ts';
import { openZip, type Zip } from '../zip.ts';

const TYPE = 'application/vnd.oasis.opendocument.text';
const MOST_OBJECTS = 2000;

/**
 * OpenDocument texts: headings, lists with their numbers, tables and text boxes as Markdown, equations as LaTeX, notes below
 * the block that refers to them. Comments and text deleted under tracked changes are left out, and told; hidden text,
 * pictures, headers and footers are left out.
 */
export const reader: Reader = {
  id: 'odt',
  extensions: ['.odt', '.ott'],
  claims: isOdt,
  marked: true,
  async read(file, { reject }) {
    const zip = await openZip(file);
    const manifest = await part(zip, 'META-INF/manifest.xml');
    if (descendants(manifest, 'encryption-data').length > 0)
      throw new Unreadable('encrypted: it opens with a password only');
    const content = await part(zip, 'content.xml');
    if (!content) throw new Unreadable('damaged (content.xml is missing)');
    const styles = new OdtStyles(await part(zip, 'styles.xml'), content);
    const body = child(content, 'body', 'text');
    if (!body) throw new Unreadable('an OpenDocument file that is no text');
    const said = odtMarkdown(body, styles, await equationsOf(zip));
    const { source } = file;
    tellReviewed(source, said, reject);
    const text = cleanText(said.markdown);
    const meta = child(await part(zip, 'meta.xml').catch(() => undefined), 'meta');
    const fact = (name: string) => textOf(child(meta, name)).replaceAll(/\s+/g, ' ').trim() || undefined;
    const sections = markdownHeadings(text);
    const title = fact('title') ?? sections[0]?.title ?? titleOfFile(source);
    return [{ source, kind: 'text', text, title, license: null, language: languageCode(fact('language')), sections }];
  },
};

async function part(zip: Zip, name: string): Promise<XmlElement | undefined> {
  return zip.has(name) ? parseXml(await xmlText(await zip.read(name)), name) : undefined;
}

/** The equations that lie in the file, by the folders that frames name. */
async function equationsOf(zip: Zip): Promise<Map<string, XmlElement>> {
  const found = new Map<string, XmlElement>();
  const objects = [...zip.entries.keys()].filter((name) => /^[^/]+\/content\.xml$/.test(name)).slice(0, MOST_OBJECTS);
  for (const name of objects) {
    const root = await part(zip, name).catch(() => undefined);
    const math = root?.local === 'math' ? root : outermost(root, 'math')[0];
    if (math) found.set(name.slice(0, name.indexOf('/')), math);
  }
  return found;
}

function isOdt(head: Uint8Array, name: string): boolean {
  const first = firstStored(head);
  if (first?.name === 'mimetype') return first.text.startsWith(TYPE);
  return firstNames(head).length > 0 && /\.o[dt]t$/i.test(name);
}
