import { resolvePart, xmlText } from '../office/package.ts';
import { Unreadable } from '../reader.ts';
import { attribute, child, descendants, elements, parseXml, textOf, type XmlElement } from '../xml.ts';
import type { Zip } from '../zip.ts';

/** What the package document of an EPUB says of the book (EPUB 3.3, chapter 5; OPF 2.0). */
export interface Book {
  title: string | null;
  /** Authors, in order; editors and translators are none. */
  creators: string[];
  language: string | undefined;
  license: string | null;
  /** Names of the chapters' entries in reading order. */
  chapters: string[];
  /** Those of them that are the cover or the contents, as the package says. */
  front: ReadonlySet<string>;
  /** What the contents call each chapter. */
  labels: ReadonlyMap<string, string>;
}

/** Algorithms that only disguise fonts (EPUB 3.3, 4.4; Adobe). */
const FONTS = /idpf\.org\/2008\/embedding|ns\.adobe\.com\/pdf\/enc#RC/;

/** Reads the package document. Throws `Unreadable` where there is none, and for a book that is protected. */
export async function readBook(zip: Zip): Promise<Book> {
  const container = await xml(zip, 'META-INF/container.xml');
  const path = attribute(descendants(container, 'rootfile')[0], 'full-path');
  if (path === undefined) throw new Unreadable('damaged (no package document is named)');
  const root = await xml(zip, resolvePart('', path));
  const [metadata, manifest, spine] = ['metadata', 'manifest', 'spine'].map((name) => child(root, name));
  const items = new Map(elements(manifest, 'item').map((item) => [attribute(item, 'id') ?? '', item]));
  const nameOf = (item: XmlElement | undefined) => entryOf(path, attribute(item, 'href') ?? '');
  const isNav = (item: XmlElement | undefined) => /(?:^|\s)nav(?:\s|$)/.test(attribute(item, 'properties') ?? '');
  const front = elements(child(root, 'guide'), 'reference').filter((reference) =>
    /^(?:cover|toc|title-?image)/i.test(attribute(reference, 'type') ?? ''),
  );
  const chapters = elements(spine, 'itemref').flatMap((reference) => {
    const item = items.get(attribute(reference, 'idref') ?? '');
    return item && isText(item) ? [nameOf(item)] : [];
  });
  await refuseProtected(zip, chapters);
  const nav = [...items.values()].find(isNav);
  const contents = nav ?? items.get(attribute(spine, 'toc') ?? '');
  return {
    ...factsOf(metadata),
    chapters: [...new Set(chapters)],
    front: new Set([...front, ...(nav ? [nav] : [])].map(nameOf)),
    labels: await labelsOf(zip, nameOf(contents)),
  };
}

function isText(item: XmlElement): boolean {
  return /html|dtbook|oeb1-document/i.test(attribute(item, 'media-type') ?? 'xhtml');
}

async function xml(zip: Zip, name: string): Promise<XmlElement> {
  return parseXml(await xmlText(await zip.read(name)), name);
}

/** The entry that an address in another one names; percent signs are decoded, fragments left out. */
function entryOf(from: string, address: string): string {
  const path = address.replace(/[?#].*$/s, '');
  try {
    return resolvePart(from, decodeURIComponent(path));
  } catch {
    return resolvePart(from, path);
  }
}

async function refuseProtected(zip: Zip, chapters: string[]): Promise<void> {
  if (!zip.has('META-INF/encryption.xml')) return;
  const root = await xml(zip, 'META-INF/encryption.xml').catch(() => undefined);
  const encrypted = descendants(root, 'EncryptedData').filter(
    (data) => !FONTS.test(attribute(child(data, 'EncryptionMethod'), 'Algorithm') ?? ''),
  );
  const names = new Set(
    encrypted.flatMap((data) =>
      descendants(data, 'CipherReference').map((at) => entryOf('', attribute(at, 'URI') ?? '')),
    ),
  );
  if (root === undefined || chapters.some((name) => names.has(name)))
    throw new Unreadable('protected (DRM): its chapters are encrypted');
}

function factsOf(metadata: XmlElement | undefined): Pick<Book, 'title' | 'creators' | 'language' | 'license'> {
  const said = (node: XmlElement | undefined) => textOf(node).replaceAll(/\s+/g, ' ').trim();
  const first = (name: string) => said(descendants(metadata, name).find((node) => said(node) !== ''));
  const roles = new Map(
    descendants(metadata, 'meta')
      .filter((meta) => attribute(meta, 'property') === 'role')
      .map((meta) => [(attribute(meta, 'refines') ?? '').replace('#', ''), said(meta)]),
  );
  const creators = descendants(metadata, 'creator').filter((creator) => {
    const role = attribute(creator, 'role') ?? roles.get(attribute(creator, 'id') ?? '');
    return said(creator) !== '' && (role === undefined || role === 'aut');
  });
  const link = descendants(metadata, 'link').find(
    (node) => /license$/.test(attribute(node, 'rel') ?? '') && attribute(node, 'refines') === undefined,
  );
  return {
    title: first('title') || null,
    creators: creators.map(said),
    language: first('language') || undefined,
    license: attribute(link, 'href') ?? (first('rights') || null),
  };
}

/** What the contents of a book (a navigation document, or an NCX) call its chapters; the first name of each. */
async function labelsOf(zip: Zip, name: string): Promise<Map<string, string>> {
  const labels = new Map<string, string>();
  if (!zip.has(name)) return labels;
  const root = await xml(zip, name).catch(() => undefined);
  const points = descendants(root, 'navPoint').map((point) => ({
    to: attribute(child(point, 'content'), 'src'),
    label: textOf(child(point, 'navLabel')),
  }));
  const links = descendants(root, 'a').map((link) => ({ to: attribute(link, 'href'), label: textOf(link) }));
  for (const { to, label } of [...points, ...links]) {
    const chapter = entryOf(name, to ?? '');
    const text = label.replaceAll(/\s+/g, ' ').trim();
    if (to !== undefined && text !== '' && !labels.has(chapter)) labels.set(chapter, text);
  }
  return labels;
}
