import { brotliDecompressSync, gunzipSync, zstdDecompressSync } from 'node:zlib';
import type { Compressors } from 'hyparquet';

/** Decoders of pages: those of Node where it has them, which never give more than the header declares. */
export async function codecs(): Promise<Compressors> {
  const { decompressLz4, decompressLz4Raw, decompressSnappy } = await import('hyparquet-compressors');
  const bounded = (maxOutputLength: number) => ({ maxOutputLength: Math.max(1, maxOutputLength) });
  return {
    SNAPPY: decompressSnappy,
    GZIP: (input, length) => gunzipSync(input, bounded(length)),
    BROTLI: (input, length) => brotliDecompressSync(input, bounded(length)),
    ZSTD: (input, length) => zstdDecompressSync(input, bounded(length)),
    LZ4: decompressLz4,
    LZ4_RAW: decompressLz4Raw,
  };
}
