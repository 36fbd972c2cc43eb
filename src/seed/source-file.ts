import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { type SourceFile, Unreadable } from './reader.ts';

/** The most bytes of a file that is held in memory as a whole. */
export const MOST_WHOLE = 64 * 2 ** 20;

/** A file on disk, as long as it was when it was opened: what is written behind that while it is read is not read. */
export function diskFile(path: string, source: string, size: number): SourceFile {
  return {
    ...{ path, source, size },
    bytes: () => part(path, 0, size),
    stream: () => createReadStream(path, { highWaterMark: 2 ** 18, end: Math.max(0, size - 1) }),
    slice: (start, end) => part(path, start, end),
  };
}

async function part(path: string, start: number, end: number): Promise<Uint8Array> {
  if (end - start > MOST_WHOLE) throw tooLarge(end - start);
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(Math.max(0, end - start)), 0, end - start, start);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

/** Bytes that are in memory already: a member of an archive, standard input, a case of a test. */
export function bytesFile(source: string, bytes: Uint8Array, path: string = source): SourceFile {
  return {
    ...{ path, source, size: bytes.length },
    bytes: async () => bytes,
    async *stream() {
      yield bytes;
    },
    slice: async (start, end) => bytes.subarray(start, end),
  };
}

/** That a file is larger than what can be held. */
export function tooLarge(bytes: number): Unreadable {
  return new Unreadable(`too large (${Math.ceil(bytes / 2 ** 20)} MB of at most ${MOST_WHOLE / 2 ** 20} MB)`);
}
