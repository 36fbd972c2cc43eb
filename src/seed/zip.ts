import { crc32, inflateRawSync } from 'node:zlib';
import { type SourceFile, Unreadable } from './reader.ts';
import { directoryOf, type ZipEntry } from './zip/directory.ts';

/** How far an archive may go; all in bytes but for the number of entries. */
export interface ZipBounds {
  entries: number;
  /** Of one entry, unpacked. */
  entryBytes: number;
  /** Of all entries that are read, unpacked. */
  totalBytes: number;
}

/** Enough for any document: a book of a thousand chapters, a sheet of a million cells. */
export const ZIP_BOUNDS: ZipBounds = { entries: 20_000, entryBytes: 64 * 2 ** 20, totalBytes: 256 * 2 ** 20 };

/** Text packs a hundredfold at the very best; above this, an entry of more than 4 MB only means to be large. */
const MOST_RATIO = 250;
const SMALL = 4 * 2 ** 20;

/** A zip archive whose entries are read one by one, each within the bounds, however large it says that it is. */
export class Zip {
  /** In the order of the directory, without folders; the first of each name. */
  readonly entries: ReadonlyMap<string, ZipEntry>;
  readonly #file: SourceFile;
  readonly #bounds: ZipBounds;
  #unpacked = 0;

  constructor(file: SourceFile, entries: readonly ZipEntry[], bounds: ZipBounds) {
    this.#file = file;
    this.#bounds = bounds;
    const named = new Map<string, ZipEntry>();
    for (const entry of entries) if (!named.has(entry.name)) named.set(entry.name, entry);
    this.entries = named;
  }

  /** Whether it holds an entry of this name (`/` between folders, case matters). */
  has(name: string): boolean {
    return this.entries.has(name);
  }

  /**
   * The bytes of an entry, checked against its sum. Throws `Unreadable` where there is none, where it is encrypted,
   * damaged or above the bounds, and when all that was read together is.
   */
  async read(name: string): Promise<Uint8Array> {
    const entry = this.entries.get(name);
    if (!entry) throw new Unreadable(`damaged (${name} is missing)`);
    if (entry.encrypted) throw new Unreadable(`encrypted (${name})`);
    const bytes = this.#unpack(entry, await this.#packed(entry));
    this.#unpacked += bytes.length;
    if (crc32(bytes) !== entry.sum) throw new Unreadable(`damaged (${name} is not what was packed)`);
    return bytes;
  }

  async #packed({ name, at, packedSize }: ZipEntry): Promise<Uint8Array> {
    const head = view(await this.#file.slice(at, at + 30));
    if (head.byteLength < 30 || head.getUint32(0, true) !== 0x04034b50) throw new Unreadable(`damaged (${name})`);
    const start = at + 30 + head.getUint16(26, true) + head.getUint16(28, true);
    const packed = await this.#file.slice(start, start + packedSize);
    if (packed.length < packedSize) throw new Unreadable(`cut off (${name})`);
    return packed;
  }

  #unpack({ name, method }: ZipEntry, packed: Uint8Array): Uint8Array {
    const { entryBytes, totalBytes } = this.#bounds;
    const left = totalBytes - this.#unpacked;
    const most = Math.min(entryBytes, left, Math.max(SMALL, packed.length * MOST_RATIO));
    const tooMuch = () =>
      new Unreadable(
        most === entryBytes || most === left
          ? `too large unpacked (more than ${Math.floor(most / 2 ** 20)} MB in ${name})`
          : `a zip bomb (${name} unpacks to more than ${MOST_RATIO} times its size)`,
      );
    if (method === 0 && packed.length > most) throw tooMuch();
    if (method === 0) return packed;
    if (method !== 8) throw new Unreadable(`packed in a way that is not read (method ${method}, ${name})`);
    if (most <= 0) throw tooMuch();
    try {
      return inflateRawSync(packed, { maxOutputLength: most });
    } catch (error) {
      if (error instanceof RangeError) throw tooMuch();
      throw new Unreadable(`damaged (${name} cannot be unpacked)`);
    }
  }
}

/** Opens an archive by the directory at its end. Throws `Unreadable` where there is none, or one beyond the bounds. */
export async function openZip(file: SourceFile, bounds: ZipBounds = ZIP_BOUNDS): Promise<Zip> {
  return new Zip(file, await directoryOf(file, bounds.entries), bounds);
}

function view(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
