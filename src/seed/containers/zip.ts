import { crc32 } from 'node:zlib';
import { type SourceFile, Unreadable } from '../reader.ts';
import { directoryOf, firstNames, firstStored, type ZipEntry } from '../zip/directory.ts';
import { Zip } from '../zip.ts';
import { ARCHIVE_BOUNDS, type Container } from './container.ts';
import { MemberNames } from './member-names.ts';
import { streamedFile } from './streamed-file.ts';
import { unpacked } from './unpack.ts';

/** Bytes above which a member is unpacked anew each time it is read, instead of being held. */
const HELD = 4 * 2 ** 20;
const PIECE = 2 ** 20;
/** Bytes that stand before each file at least (APPNOTE.TXT 4.3.7). */
const LOCAL_HEADER = 30;

/**
 * Zip archives, read by their directory; the archive itself is never held. Documents and programs that are zip archives
 * too are no archives to a reader: those that no reader claimed are refused.
 */
export const zip: Container = {
  id: 'zip',
  claims: (head) => firstNames(head).length > 0,
  async *open(file, reject) {
    const refused = refusedAs(await file.slice(0, 2 ** 16));
    if (refused !== undefined) throw new Unreadable(refused);
    const entries = await directoryOf(file, ARCHIVE_BOUNDS.entries);
    if (isOverlaid(entries, file.size)) throw new Unreadable('a bomb (its files lie over each other)');
    if (entries.every(({ encrypted }) => encrypted)) throw new Unreadable('encrypted');
    const archive = new Zip(file, entries, ARCHIVE_BOUNDS);
    const names = new MemberNames(file.source, reject);
    for (const entry of entries) {
      const source = names.sourceOf(entry.name, faultOf(entry));
      if (source !== undefined) yield memberFile(archive, file, entry, source);
    }
  },
};

/** Whether files take more room than their archive has: then they share it (Fifield 2019, "A better zip bomb"). */
function isOverlaid(entries: readonly ZipEntry[], size: number | null): boolean {
  return size !== null && entries.reduce((sum, { packedSize }) => sum + LOCAL_HEADER + packedSize, 0) > size;
}

/** What an archive is by its first names, where it is not one of files. */
function refusedAs(head: Uint8Array): string | undefined {
  const names = firstNames(head);
  if (names.some((name) => /^META-INF\/(?:MANIFEST\.MF$|com\/android)|^AndroidManifest\.xml$|\.dist-info\//.test(name)))
    return 'a packed program';
  const document = names[0] === 'mimetype' || firstStored(head)?.name === 'mimetype';
  return document || names.includes('[Content_Types].xml') ? 'a document of a kind that is not read' : undefined;
}

function faultOf({ encrypted, link, size }: ZipEntry): string | undefined {
  if (link) return 'a link';
  if (encrypted) return 'encrypted';
  return size === 0 ? 'empty' : undefined;
}

function memberFile(archive: Zip, file: SourceFile, entry: ZipEntry, source: string): SourceFile {
  const facts = { path: file.path, source, size: entry.size };
  if (entry.size > HELD && entry.method === 8) return streamedFile(facts, () => unpackedEntry(file, entry));
  let held: Promise<Uint8Array> | undefined;
  const bytes = () => {
    held ??= archive.read(entry.name);
    return held;
  };
  return {
    ...facts,
    bytes,
    async *stream() {
      yield await bytes();
    },
    slice: async (start, end) => (await bytes()).subarray(start, end),
  };
}

/** The bytes of an entry, checked against its sum when all are through. */
async function* unpackedEntry(file: SourceFile, entry: ZipEntry): AsyncGenerator<Uint8Array> {
  let sum = 0;
  for await (const piece of unpacked(packedPieces(file, entry), 'deflate')) {
    sum = crc32(piece, sum);
    yield piece;
  }
  if (sum !== entry.sum) throw new Unreadable('damaged (it is not what was packed)');
}

/** The bytes of an entry as they are packed. */
async function* packedPieces(file: SourceFile, { at, packedSize }: ZipEntry): AsyncGenerator<Uint8Array> {
  const head = Buffer.from(await file.slice(at, at + 30));
  if (head.length < 30) throw new Unreadable('damaged or cut off (zip)');
  const start = at + 30 + head.readUInt16LE(26) + head.readUInt16LE(28);
  for (let from = 0; from < packedSize; from += PIECE)
    yield await file.slice(start + from, start + Math.min(packedSize, from + PIECE));
}
