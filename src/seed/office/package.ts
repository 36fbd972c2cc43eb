import { decodeBytes } from '../decode.ts';
import { type SourceFile, Unreadable } from '../reader.ts';
import { attribute, child, elements, parseXml, textOf, type XmlElement } from '../xml.ts';
import { firstNames } from '../zip/directory.ts';
import { openZip, type Zip } from '../zip.ts';

/** A part that another one points to: what for (the last word of the relationship's type), and where it lies. */
export interface Relation {
  type: string;
  target: string;
}

/** The format of Office documents (ECMA-376 part 2): parts of XML in a zip archive, which point to each other. */
export class OfficePackage {
  readonly zip: Zip;
  /** The name of the part that the document begins with. */
  readonly main: string;

  constructor(zip: Zip, main: string) {
    this.zip = zip;
    this.main = main;
  }

  /** A part as XML; undefined where there is none. Throws `Unreadable` where it cannot be read. */
  async xml(part: string): Promise<XmlElement | undefined> {
    return this.zip.has(part) ? parseXml(await xmlText(await this.zip.read(part)), part) : undefined;
  }

  /** What a part points to inside the package, by id, in the order of the file. */
  relations(part: string): Promise<Map<string, Relation>> {
    return relationsOf(this.zip, part);
  }

  /** The part of this type that another one points to; undefined where there is none. */
  async related(part: string, type: string): Promise<string | undefined> {
    for (const relation of (await this.relations(part)).values()) if (relation.type === type) return relation.target;
    return undefined;
  }

  /** The title that the properties of the document state, unless it is one that programs give; null where they do not. */
  async title(): Promise<string | null> {
    const part = (await this.related('', 'core-properties')) ?? 'docProps/core.xml';
    const said = textOf(child(await this.xml(part).catch(() => undefined), 'title'))
      .replaceAll(/\s+/g, ' ')
      .trim();
    const made = /^(?:untitled|document\d*|title|presentation\d*|powerpoint|slide \d+|book\d*|microsoft|template)\b/i;
    return said === '' || made.test(said) || /\.\w{3,4}$/.test(said) ? null : said;
  }
}

/**
 * Opens an Office document whose main part is `main`, or what the package says it is. Throws `Unreadable` for what is no
 * package, or is encrypted or in the format before 2007 (an OLE file).
 */
export async function openOffice(file: SourceFile, main: string): Promise<OfficePackage> {
  const head = await file.slice(0, 8);
  if (isOle(head)) throw new Unreadable(await oleReason(file));
  const zip = await openZip(file);
  const [named] = [...(await relationsOf(zip, '')).values()].filter(({ type }) => type === 'officeDocument');
  const part = named && zip.has(named.target) ? named.target : main;
  if (!zip.has(part)) throw new Unreadable(`damaged (${main} is missing)`);
  return new OfficePackage(zip, part);
}

/**
 * Whether the first bytes are those of an Office document with its parts in this folder (`word/`), or by its ending one
 * that is encrypted, from before 2007, or begins with large parts.
 */
export function claimsOffice(head: Uint8Array, name: string, folder: string, extensions: readonly string[]): boolean {
  const names = firstNames(head);
  const typed = names.some((entry) => entry === '[Content_Types].xml' || entry === '_rels/.rels');
  const inside = names.some((entry) => entry.startsWith(folder));
  if (typed && inside) return true;
  const ending = /\.\w+$/.exec(name)?.[0]?.toLowerCase() ?? '';
  return extensions.includes(ending) && (isOle(head) || names.length > 0);
}

/** Text of an XML file: as its byte order mark or declaration says, else UTF-8. */
export async function xmlText(bytes: Uint8Array): Promise<string> {
  const start = Buffer.from(bytes.subarray(0, 200)).toString('latin1');
  return (await decodeBytes(bytes, /encoding\s*=\s*["']([\w-]+)/.exec(start)?.[1])).replace(/^\ufeff/, '');
}

/** A path from the folder of a part, as targets are written: relative, or from the root with a slash. */
export function resolvePart(part: string, target: string): string {
  const folders = target.startsWith('/') ? [] : part.split('/').slice(0, -1);
  for (const name of target.split('/')) {
    if (name === '..') folders.pop();
    else if (name !== '.' && name !== '') folders.push(name);
  }
  return folders.join('/');
}

async function relationsOf(zip: Zip, part: string): Promise<Map<string, Relation>> {
  const at = part.lastIndexOf('/') + 1;
  const name = `${part.slice(0, at)}_rels/${part.slice(at)}.rels`;
  const found = new Map<string, Relation>();
  if (!zip.has(name)) return found;
  for (const relation of elements(parseXml(await xmlText(await zip.read(name)), name), 'Relationship')) {
    const [id, type, target] = ['Id', 'Type', 'Target'].map((key) => attribute(relation, key));
    if (id === undefined || target === undefined || attribute(relation, 'TargetMode') === 'External') continue;
    found.set(id, { type: type?.split('/').at(-1) ?? '', target: resolvePart(part, target) });
  }
  return found;
}

/** The beginning of an OLE file (MS-CFB 2.2). */
function isOle(head: Uint8Array): boolean {
  return Buffer.from(head.subarray(0, 8)).toString('hex') === 'd0cf11e0a1b11ae1';
}

/** Where names of streams are looked for in an OLE file: the directory of an encrypted one lies near its beginning or end. */
const SEEN = 2 ** 20;

async function oleReason(file: SourceFile): Promise<string> {
  const size = file.size ?? (await file.bytes()).length;
  const encrypted = Buffer.from('EncryptedPackage', 'utf16le');
  const parts = [await file.slice(0, SEEN), await file.slice(Math.max(0, size - SEEN), size)];
  if (parts.some((part) => Buffer.from(part).includes(encrypted))) return 'encrypted: it opens with a password only';
  return 'in the binary format of Office before 2007: save it as .docx, .xlsx or .pptx';
}
