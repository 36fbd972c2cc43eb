import type { SourceFile } from '../reader.ts';
import { MOST_WHOLE, tooLarge } from '../source-file.ts';

/**
 * A file that is only known as a stream, which can be opened again. A part is read by reading up to it: fine for the
 * beginning, costly for the end.
 */
export function streamedFile(
  facts: Pick<SourceFile, 'path' | 'source' | 'size'>,
  stream: () => AsyncIterable<Uint8Array>,
): SourceFile {
  return {
    ...facts,
    stream,
    bytes: async () => {
      const bytes = await part(stream(), 0, MOST_WHOLE + 1);
      if (bytes.length > MOST_WHOLE) throw tooLarge(bytes.length);
      return bytes;
    },
    slice: async (start, end) => {
      if (end - start > MOST_WHOLE) throw tooLarge(end - start);
      return part(stream(), start, end);
    },
  };
}

async function part(stream: AsyncIterable<Uint8Array>, start: number, end: number): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  let at = 0;
  for await (const piece of stream) {
    pieces.push(piece.subarray(Math.max(0, start - at), Math.max(0, end - at)));
    at += piece.length;
    if (at >= end) break;
  }
  return Buffer.concat(pieces);
}
