import { createRequire } from 'node:module';
import type { XMLParser } from 'fast-xml-parser';
import { decodeEntities, encodeEntities } from './entities.ts';
import { Unreadable } from './reader.ts';

/** An element of XML: its name as written and without its prefix, attributes by their names as written. */
export interface XmlElement {
  name: string;
  local: string;
  attributes: Map<string, string>;
  children: XmlNode[];
}

/** An element, or text with its entities resolved. */
export type XmlNode = XmlElement | string;

/** A tree takes some 500 bytes an element; as many elements as 1,500 pages of a Word file have. */
const MOST_ELEMENTS = 300_000;
const DEEPEST = 256;

const require = createRequire(import.meta.url);
let parser: XMLParser | undefined;

/**
 * The root element of an XML text. Entities that the text declares itself are not expanded, external ones not fetched,
 * and what is larger than 300,000 elements or deeper than 256 is refused. Reading is lenient: elements that are
 * never closed end with the text. Throws `Unreadable` with `what` named.
 */
export function parseXml(text: string, what: string): XmlElement {
  if (isAbove(text, MOST_ELEMENTS)) throw new Unreadable(`too large to be read (${what} has too many elements)`);
  let nodes: unknown;
  try {
    nodes = xmlParser().parse(withoutDoctype(text));
  } catch (error) {
    const deep = error instanceof Error && /nested/i.test(error.message);
    throw new Unreadable(deep ? `nested too deeply (${what})` : `damaged (${what} is no XML that can be read)`);
  }
  const root = childrenOf(nodes).find((node) => typeof node !== 'string');
  if (root === undefined || typeof root === 'string') throw new Unreadable(`damaged (${what} is empty)`);
  return root;
}

function xmlParser(): XMLParser {
  if (parser) return parser;
  const library: typeof import('fast-xml-parser') = require('fast-xml-parser');
  parser = new library.XMLParser({
    preserveOrder: true,
    ignoreAttributes: false,
    allowBooleanAttributes: true,
    attributeNamePrefix: '',
    parseTagValue: false,
    trimValues: false,
    processEntities: false,
    cdataPropName: '#cdata',
    ignorePiTags: true,
    ignoreDeclaration: true,
    maxNestedTags: DEEPEST,
    jPath: false,
  });
  return parser;
}

/** Without the document type, whose entities nobody expands; as it is where that never ends. */
function withoutDoctype(text: string): string {
  const start = rootOf(text);
  if (!/^<!doctype/i.test(text.slice(start, start + 9))) return text;
  const end = doctypeEnd(text, start);
  return end === -1 ? text : text.slice(0, start) + text.slice(end);
}

/** Where the first tag begins that is neither a comment nor an instruction; the end where there is none. */
function rootOf(text: string): number {
  for (let at = text.indexOf('<'); at !== -1; at = text.indexOf('<', at)) {
    const close = text.startsWith('<?', at) ? '?>' : text.startsWith('<!--', at) ? '-->' : undefined;
    if (close === undefined) return at;
    at = text.indexOf(close, at);
    if (at === -1) break;
  }
  return text.length;
}

/** Where a document type ends, past its quoted texts, comments and declarations; -1 where it does not. */
function doctypeEnd(text: string, start: number): number {
  let depth = 0;
  for (let at = start; at !== -1 && at < text.length; at++) {
    const char = text[at] ?? '';
    if (char === '"' || char === "'") at = text.indexOf(char, at + 1);
    else if (text.startsWith('<!--', at)) at = commentEnd(text, at);
    else if (char === '<') depth++;
    else if (char === '>' && --depth <= 0) return at + 1;
    if (at === -1) return -1;
  }
  return -1;
}

/** The last character of a comment; -1 where it does not end. */
function commentEnd(text: string, start: number): number {
  const end = text.indexOf('-->', start + 4);
  return end === -1 ? -1 : end + 2;
}

function isAbove(text: string, most: number): boolean {
  let found = 0;
  for (let at = text.indexOf('<'); at !== -1; at = text.indexOf('<', at + 1)) {
    if (text[at + 1] !== '/' && ++found > most) return true;
  }
  return false;
}

/** The parser's nodes, `{name: children, ':@': attributes}` or `{'#text': text}`, as ours. */
function childrenOf(nodes: unknown): XmlNode[] {
  if (!Array.isArray(nodes)) return [];
  return nodes.flatMap((node: unknown): XmlNode[] => {
    if (!isRecord(node)) return [];
    const text = node['#text'];
    if (text !== undefined) return text === '' ? [] : [decodeEntities(String(text))];
    const name = Object.keys(node).find((key) => key !== ':@');
    if (name === undefined) return [];
    if (name === '#cdata') return [rawText(node[name])];
    return [{ name, local: localName(name), attributes: attributesOf(node[':@']), children: childrenOf(node[name]) }];
  });
}

/** What stands in a CDATA section: its entities are none. */
function rawText(nodes: unknown): string {
  return Array.isArray(nodes) ? nodes.map((node) => (isRecord(node) ? String(node['#text'] ?? '') : '')).join('') : '';
}

function attributesOf(found: unknown): Map<string, string> {
  if (!isRecord(found)) return new Map();
  return new Map(Object.entries(found).map(([name, value]) => [name, decodeEntities(String(value))]));
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

/** An element as it is written here by hand. */
export function element(name: string, children: XmlNode[] = [], attributes: Record<string, string> = {}): XmlElement {
  return { name, local: localName(name), attributes: new Map(Object.entries(attributes)), children };
}

/** The value of an attribute: the one without a prefix, else the first of this local name. */
export function attribute(of: XmlElement | undefined, name: string): string | undefined {
  const plain = of?.attributes.get(name);
  if (of === undefined || plain !== undefined) return plain;
  for (const [key, value] of of.attributes) if (key.endsWith(`:${name}`)) return value;
  return undefined;
}

/** The children that are elements; with `local`, those of this name without its prefix. */
export function elements(of: XmlElement | undefined, local?: string): XmlElement[] {
  const found: XmlElement[] = [];
  for (const node of of?.children ?? []) {
    if (typeof node !== 'string' && (local === undefined || node.local === local)) found.push(node);
  }
  return found;
}

/** The first child of this name, or the first down a path of names. */
export function child(of: XmlElement | undefined, ...path: string[]): XmlElement | undefined {
  return path.reduce<XmlElement | undefined>((at, local) => elements(at, local)[0], of);
}

/** All elements of this name below one, in order, also inside each other. */
export function descendants(of: XmlElement | undefined, local: string): XmlElement[] {
  const found: XmlElement[] = [];
  const open = elements(of).reverse();
  for (let node = open.pop(); node; node = open.pop()) {
    if (node.local === local) found.push(node);
    for (const inner of elements(node).reverse()) open.push(inner);
  }
  return found;
}

/** As {@link descendants}, but none inside another. */
export function outermost(of: XmlElement | undefined, local: string): XmlElement[] {
  return elements(of).flatMap((node) => (node.local === local ? [node] : outermost(node, local)));
}

/** All text in an element, in order. */
export function textOf(of: XmlNode | undefined): string {
  if (of === undefined || typeof of === 'string') return of ?? '';
  return of.children.map(textOf).join('');
}

/** XML text of an element. */
export function xmlOf(node: XmlNode): string {
  if (typeof node === 'string') return encodeEntities(node);
  const attributes = [...node.attributes].map(([name, value]) => ` ${name}="${encodeEntities(value)}"`).join('');
  if (node.children.length === 0) return `<${node.name}${attributes}/>`;
  return `<${node.name}${attributes}>${node.children.map(xmlOf).join('')}</${node.name}>`;
}
