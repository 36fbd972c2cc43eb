import { createWriteStream } from 'node:fs';
import { PassThrough } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip, createZstdCompress } from 'node:zlib';
import { diskError } from '../../store/disk.ts';
import type { Compression, RowFile } from './row-file.ts';

const PIECE = 256 * 1024;

/**
 * Rows as JSON: an object a line, or with `array` one array over lines. UTF-8 without a mark, line feeds, no comma
 * behind the last; compressed as one gzip member or zstd frame. In memory is at most a piece of 256 K characters.
 */
export function openTextFile(
  path: string,
  { array, compression }: { array: boolean; compression: Compression },
): RowFile {
  const input = new PassThrough({ highWaterMark: 4 * PIECE });
  const file = createWriteStream(path, { flush: true });
  const packer = compression === 'gz' ? createGzip() : compression === 'zst' ? createZstdCompress() : null;
  const done = packer === null ? pipeline(input, file) : pipeline(input, packer, file);
  let failed: unknown;
  done.catch((error: unknown) => {
    failed = diskError('write', path, error);
  });
  let [held, rows, bytes] = [array ? '[\n' : '', 0, 0];
  const push = (): Promise<void> | undefined => {
    if (failed !== undefined) throw failed;
    const piece = Buffer.from(held);
    [held, bytes] = ['', bytes + piece.length];
    if (input.write(piece)) return undefined;
    return Promise.race([new Promise<void>((resolve) => input.once('drain', () => resolve())), done.catch(() => {})]);
  };
  return {
    path,
    get rows() {
      return rows;
    },
    get bytes() {
      return bytes + held.length * 3;
    },
    add(record) {
      held += array && rows > 0 ? `,\n${JSON.stringify(record)}` : JSON.stringify(record);
      if (!array) held += '\n';
      rows++;
      return held.length >= PIECE ? push() : undefined;
    },
    async finish() {
      if (array) held += rows > 0 ? '\n]\n' : ']\n';
      await push();
      input.end();
      await done.catch(() => {});
      if (failed !== undefined) throw failed;
    },
    async abandon() {
      input.destroy();
      await done.catch(() => {});
    },
  };
}
