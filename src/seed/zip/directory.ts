import { type SourceFile, Unreadable } from '../reader.ts';

/** What the directory of an archive says of an entry (APPNOTE.TXT 4.3.12). Sizes are claims, not facts. */
export interface ZipEntry {
  /** With `/` between folders. It comes from the archive: a name to look up, never a path to write to. */
  name: string;
  encrypted: boolean;
  /** 0 stored, 8 deflated. */
  method: number;
  packedSize: number;
  /** Of what it unpacks to. */
  size: number;
  /** Whether it is a symbolic link. */
  link: boolean;
  /** Where its local header begins. */
  at: number;
  /** CRC-32 of what was packed. */
  sum: number;
}

const END = 0x06054b50;
const END_64 = 0x06064b50;
const LOCATOR_64 = 0x07064b50;
const ENTRY = 0x02014b50;
const LOCAL = 0x04034b50;
/** The record at the end with the longest comment. */
const LONGEST_END = 22 + 0xffff;
const LONGEST_DIRECTORY = 16 * 2 ** 20;

/** The entries of an archive in the order of its directory, without folders. Throws `Unreadable` above `most`. */
export async function directoryOf(file: SourceFile, most: number): Promise<ZipEntry[]> {
  const size = file.size ?? (await file.bytes()).length;
  const { start, length, shift } = await directoryPlace(file, size);
  if (length > LONGEST_DIRECTORY) throw new Unreadable('an archive whose directory is too large');
  const bytes = await file.slice(start, start + length);
  const found: ZipEntry[] = [];
  let at = 0;
  for (let seen = 0; at + 46 <= bytes.length && viewOf(bytes).getUint32(at, true) === ENTRY; seen++) {
    if (seen >= most) throw new Unreadable(`an archive of more than ${most} entries`);
    const { entry, next } = entryAt(bytes, at, shift);
    if (!entry.name.endsWith('/')) found.push(entry);
    at = next;
  }
  if (found.length === 0) throw new Unreadable('an archive without entries, or one that is damaged');
  return found;
}

/** Where the directory lies. `shift` is what stands before the archive itself, as in one that unpacks itself. */
async function directoryPlace(
  file: SourceFile,
  size: number,
): Promise<{ start: number; length: number; shift: number }> {
  const from = Math.max(0, size - LONGEST_END);
  const bytes = await file.slice(from, size);
  const tail = viewOf(bytes);
  const at = lastRecord(tail);
  if (at === -1) throw new Unreadable('damaged or cut off (a zip archive without its directory)');
  const [length, offset] = [tail.getUint32(at + 12, true), tail.getUint32(at + 16, true)];
  if (length === 0xffffffff || offset === 0xffffffff) return bigPlace(file, tail, at);
  const shift = Math.max(0, from + at - length - offset);
  return { start: offset + shift, length, shift };
}

function lastRecord(tail: DataView): number {
  for (let at = tail.byteLength - 22; at >= 0; at--) if (tail.getUint32(at, true) === END) return at;
  return -1;
}

/** As {@link directoryPlace}, from the record of zip64 that the locator before the end names (4.3.14, 4.3.15). */
async function bigPlace(file: SourceFile, tail: DataView, end: number) {
  const damaged = new Unreadable('damaged (a zip archive without its directory)');
  if (end < 20 || tail.getUint32(end - 20, true) !== LOCATOR_64) throw damaged;
  const at = Number(tail.getBigUint64(end - 12, true));
  if (!Number.isSafeInteger(at)) throw damaged;
  const record = viewOf(await file.slice(at, at + 56));
  if (record.byteLength < 56 || record.getUint32(0, true) !== END_64) throw damaged;
  const [length, start] = [Number(record.getBigUint64(40, true)), Number(record.getBigUint64(48, true))];
  if (!Number.isSafeInteger(start) || !Number.isSafeInteger(length)) throw damaged;
  return { start, length, shift: 0 };
}

function entryAt(bytes: Uint8Array, at: number, shift: number): { entry: ZipEntry; next: number } {
  const record = viewOf(bytes);
  const lengths = [28, 30, 32].map((place) => record.getUint16(at + place, true));
  const [nameLength = 0, extraLength = 0, commentLength = 0] = lengths;
  const flags = record.getUint16(at + 8, true);
  const name = nameOf(bytes.subarray(at + 46, at + 46 + nameLength));
  const extra = bytes.subarray(at + 46 + nameLength, at + 46 + nameLength + extraLength);
  const [size, packedSize, offset] = placesOf(record, at, extra);
  const mode = record.getUint32(at + 38, true) >>> 16;
  const entry: ZipEntry = {
    name,
    encrypted: (flags & 1) === 1,
    method: record.getUint16(at + 10, true),
    packedSize,
    size,
    link: (mode & 0xf000) === 0xa000,
    at: offset + shift,
    sum: record.getUint32(at + 16, true),
  };
  return { entry, next: at + 46 + nameLength + extraLength + commentLength };
}

/** The sizes, unpacked and packed, and the place of an entry; those that are too large for their fields stand in the extra field (4.5.3). */
function placesOf(record: DataView, at: number, extra: Uint8Array): [size: number, packedSize: number, offset: number] {
  const fields = [24, 20, 42].map((place) => record.getUint32(at + place, true));
  const big = bigField(extra);
  let next = 0;
  const values = fields.map((value) => {
    if (value !== 0xffffffff || !big || next + 8 > big.byteLength) return value;
    next += 8;
    return Number(big.getBigUint64(next - 8, true));
  });
  return [values[0] ?? 0, values[1] ?? 0, values[2] ?? 0];
}

function bigField(extra: Uint8Array): DataView | undefined {
  const fields = viewOf(extra);
  for (let at = 0; at + 4 <= extra.length; at += 4 + fields.getUint16(at + 2, true)) {
    if (fields.getUint16(at, true) === 1)
      return viewOf(extra.subarray(at + 4, at + 4 + fields.getUint16(at + 2, true)));
  }
  return undefined;
}

/** A name, in UTF-8 if it is that, else as Latin-1; backslashes of old programs are slashes. */
function nameOf(bytes: Uint8Array): string {
  let name: string;
  try {
    name = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    name = Buffer.from(bytes).toString('latin1');
  }
  return name.replaceAll('\\', '/').replace(/^(?:\.?\/)+/, '');
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/**
 * Names of the entries whose local headers lie in the first bytes of an archive, in order; none if it is no archive. Packed
 * entries that do not say how long they are end where the next header is; stored ones may be archives: there it stops.
 */
export function firstNames(head: Uint8Array): string[] {
  const bytes = Buffer.from(head.buffer, head.byteOffset, head.byteLength);
  const names: string[] = [];
  for (let at = 0; at !== -1 && at + 30 <= bytes.length && bytes.readUInt32LE(at) === LOCAL; ) {
    const [flags, method] = [bytes.readUInt16LE(at + 6), bytes.readUInt16LE(at + 8)];
    const start = at + 30 + bytes.readUInt16LE(at + 26) + bytes.readUInt16LE(at + 28);
    names.push(nameOf(bytes.subarray(at + 30, at + 30 + bytes.readUInt16LE(at + 26))));
    if ((flags & 8) === 0) at = start + bytes.readUInt32LE(at + 18);
    else at = method === 0 ? -1 : bytes.indexOf('PK\x03\x04', start, 'latin1');
  }
  return names;
}

/** The bytes of the first entry of an archive where it is stored as it is, as the types of OpenDocument and EPUB are. */
export function firstStored(head: Uint8Array): { name: string; text: string } | undefined {
  const bytes = Buffer.from(head.buffer, head.byteOffset, head.byteLength);
  if (bytes.length < 30 || bytes.readUInt32LE(0) !== LOCAL || bytes.readUInt16LE(8) !== 0) return undefined;
  const start = 30 + bytes.readUInt16LE(26) + bytes.readUInt16LE(28);
  const name = bytes.toString('latin1', 30, 30 + bytes.readUInt16LE(26));
  return { name, text: bytes.toString('latin1', start, start + Math.min(200, bytes.readUInt32LE(18))) };
}
