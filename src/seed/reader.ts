import { readdir } from 'node:fs/promises';
import type { SeedKind } from '../data.ts';

/** A heading (or, in code, a declaration) in a document's text: where its line begins, how deep, what it says. */
export interface Section {
  /** -1 for a heading that stands in an earlier part of the file and still holds (see `Document.continues`). */
  start: number;
  /** 1 is the highest; it holds until the next section of the same or a higher rank. */
  level: number;
  title: string;
}

/** What a reader made of a file. The spans of seeds count UTF-16 code units of `text`, the extracted text. */
export interface Document {
  /** The file's source; with `#12` where one file holds many documents. */
  source: string;
  /**
   * It goes on where the document given before it, of the same source, ended: one part of a file that is too large to be
   * held. Spans of seeds count on through the parts, whose texts one after the other are the extracted text; `sections`
   * and `pages` count from the beginning of the part.
   */
  continues?: true;
  kind: SeedKind;
  text: string;
  title: string | null;
  license: string | null;
  /** ISO 639-1 as the file states it; null where it does not say, and for code. */
  language: string | null;
  /** Of code: its programming language, as people write it (`C++`). */
  codeLanguage?: string;
  /** In order of `start`. */
  sections: Section[];
  /** Where the pages of a paginated format begin in `text`, in order; pages without text are left out. */
  pages?: { start: number; page: number }[];
}

/** A file, or a part of one, that could not be used, and why. */
export interface Reject {
  source: string;
  reason: string;
  /** Of chunks that were read and left out: the rule, as it is counted. */
  rule?: string;
}

/** Bytes as readers get them, from a folder, an archive, the network or standard input. `source` is their name in seeds (see `Seed.source`). */
export interface SourceFile {
  path: string;
  source: string;
  /** In bytes; null where it is known only at the end. */
  size: number | null;
  /** The ending that its type stands for, with the dot, for a name that says nothing. */
  ending?: string;
  /** All of it. For formats that cannot be read in pieces; throws `Unreadable` above what may be held in memory. */
  bytes(): Promise<Uint8Array>;
  /** Piece by piece, from the beginning. For formats that are read line by line, whatever their size. */
  stream(): AsyncIterable<Uint8Array>;
  /** A part of it, for formats with their directory at the end (Parquet). `end` may lie beyond the end. */
  slice(start: number, end: number): Promise<Uint8Array>;
}

/** What readers are told, and where they say what they had to leave out. */
export interface ReadOptions {
  /** Which field of a JSON line holds the text; without it the usual names are tried. */
  textField?: string;
  /** Called for each part that is left out while the rest of the file is still read. */
  reject(reject: Reject): void;
}

/**
 * Turns files of some formats into documents. One module of `readers/` exports one as `reader`; adding a module adds
 * a reader. Throws `Unreadable` when nothing of the file can be used.
 */
export interface Reader {
  id: string;
  /** Endings of file names that it takes: lower case, with the dot. */
  extensions: readonly string[];
  /**
   * Whether the first bytes (at most 64 KB) can only be of this format, whatever the name says: a magic number, a root
   * element, a key that only this format has. It goes before the ending of the name, so it must be right when it says yes.
   * `name` is the source. Where several say yes see `readerOf`.
   */
  claims?(head: Uint8Array, name: string): boolean;
  /** Its format holds others (zip, JSON, XML): it gives way to every other reader that claims the bytes. */
  general?: true;
  /** All files of its format are claimed: what `claims` says no to is none, whatever its name. */
  marked?: true;
  /** Small files of it may be read in the thread of the run: time and memory grow with their size and nothing else. */
  inline?: true;
  /** The documents of a file; one that streams gives them as it goes. */
  read(
    file: SourceFile,
    options: ReadOptions,
  ): Promise<Iterable<Document>> | Iterable<Document> | AsyncIterable<Document>;
}

/** The file cannot be used; the message is the reject's reason. */
export class Unreadable extends Error {}

let loaded: Promise<Readers> | undefined;

/** All readers, in the order of their ids, and which of them takes an ending (lower case, with the dot). */
export interface Readers {
  all: readonly Reader[];
  byEnding: ReadonlyMap<string, Reader>;
}

/** All readers, found by reading the folder of readers once. */
export function allReaders(): Promise<Readers> {
  loaded ??= load(new URL('./readers/', import.meta.url));
  return loaded;
}

/** All readers by ending. */
export async function readers(): Promise<ReadonlyMap<string, Reader>> {
  return (await allReaders()).byEnding;
}

async function load(folder: URL): Promise<Readers> {
  const byEnding = new Map<string, Reader>();
  const all: Reader[] = [];
  const names = (await readdir(folder)).filter((name) => /^[^.]+\.(?:ts|js)$/.test(name)).sort();
  for (const name of names) {
    const module: unknown = await import(new URL(name, folder).href);
    const reader = exportedBy(module, name);
    all.push(reader);
    for (const ending of reader.extensions) {
      const other = byEnding.get(ending);
      if (other) throw new Error(`Readers "${other.id}" and "${reader.id}" both take ${ending}`);
      byEnding.set(ending, reader);
    }
  }
  return { all: all.sort((a, b) => (a.id < b.id ? -1 : 1)), byEnding };
}

function exportedBy(module: unknown, name: string): Reader {
  const reader = typeof module === 'object' && module !== null && 'reader' in module ? module.reader : undefined;
  if (isReader(reader)) return reader;
  throw new Error(`src/seed/readers/${name} does not export a reader`);
}

function isReader(value: unknown): value is Reader {
  return (
    value instanceof Object &&
    'id' in value &&
    'extensions' in value &&
    Array.isArray(value.extensions) &&
    'read' in value &&
    typeof value.read === 'function'
  );
}
