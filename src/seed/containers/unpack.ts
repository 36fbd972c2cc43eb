import { pipeline, Readable, type Transform } from 'node:stream';
import { createGunzip, createInflateRaw, createZstdDecompress } from 'node:zlib';
import { codeOf } from '../../errors.ts';
import { Unreadable } from '../reader.ts';
import { ARCHIVE_BOUNDS } from './container.ts';

/** How bytes are packed. */
export type Packing = 'gzip' | 'zstd' | 'deflate';

/** Text packs a hundredfold at the very best; what unpacks to more than this, and to megabytes, only means to be large. */
const MOST_RATIO = 250;
const SMALL = 4 * 2 ** 20;

const UNPACKERS: Record<Packing, () => Transform> = {
  gzip: () => createGunzip(),
  zstd: () => createZstdDecompress(),
  deflate: () => createInflateRaw(),
};

/**
 * The bytes that packed ones stand for, as they come. Throws `Unreadable`, after what came before, where they are damaged or
 * cut off, unpack to more than 250 times their size, or to more than an archive may hold.
 */
export async function* unpacked(packed: AsyncIterable<Uint8Array>, packing: Packing): AsyncGenerator<Uint8Array> {
  let taken = 0;
  let given = 0;
  const counted = (async function* () {
    for await (const piece of packed) {
      taken += piece.length;
      yield piece;
    }
  })();
  const unpacker = UNPACKERS[packing]();
  pipeline(Readable.from(counted, { objectMode: false }), unpacker, () => {});
  try {
    for await (const piece of unpacker) {
      const bytes: Uint8Array = piece;
      given += bytes.length;
      if (given > SMALL && given > taken * MOST_RATIO)
        throw new Unreadable(`a bomb (it unpacks to more than ${MOST_RATIO} times its size)`);
      if (given > ARCHIVE_BOUNDS.totalBytes)
        throw new Unreadable(`unpacks to more than ${ARCHIVE_BOUNDS.totalBytes / 2 ** 30} GB`);
      yield bytes;
    }
  } catch (error) {
    if (error instanceof Unreadable || isOfSystem(error)) throw error;
    throw new Unreadable(`damaged or cut off (${packing})`);
  }
}

/** Whether it was the file that could not be read (`EIO`), not what is in it. */
function isOfSystem(error: unknown): boolean {
  return /^E(?!RR_)[A-Z0-9]+$/.test(codeOf(error) ?? '');
}
