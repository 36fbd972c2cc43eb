import { closeSync, fsyncSync, openSync } from 'node:fs';
import { constants, zstdCompressSync } from 'node:zlib';
import { fileWriter, ParquetWriter } from 'hyparquet-writer';
import { diskError } from '../../store/disk.ts';
import type { RowRecord } from '../format.ts';
import { type RowShape, schemaOf } from '../shape.ts';
import type { RowFile } from './row-file.ts';

/** A row group is written when it has so many rows, or about so many bytes; one is in memory. */
const GROUP_ROWS = 20_000;
const GROUP_BYTES = 64 * 1024 * 1024;

/** Rows as Parquet of the shape: zstd, row groups of about 64 MB, no page index. */
export function openTableFile(path: string, shape: RowShape): RowFile {
  const names = Object.keys(shape);
  const writer = new ParquetWriter({
    writer: fileWriter(path),
    schema: schemaOf(shape),
    codec: 'ZSTD',
    compressors: { ZSTD: (bytes) => zstdCompressSync(bytes, { params: { [constants.ZSTD_c_compressionLevel]: 3 } }) },
    createdBy: 'agentinstruct',
  });
  let [held, heldBytes, rows, bytes]: [RowRecord[], number, number, number] = [[], 0, 0, 0];
  let written = Promise.resolve();
  const flush = (): Promise<void> => {
    if (held.length === 0) return written;
    const { length } = held;
    const columnData = names.map((name) => ({ name, data: held.map((row) => row[name] ?? null), nullable: true }));
    [held, heldBytes] = [[], 0];
    written = written.then(() => guarded(path, async () => writer.write({ columnData, rowGroupSize: length })));
    return written;
  };
  return {
    path,
    get rows() {
      return rows;
    },
    get bytes() {
      return bytes;
    },
    add(record) {
      held.push(record);
      const size = sizeOf(record);
      [rows, bytes, heldBytes] = [rows + 1, bytes + size, heldBytes + size];
      return held.length >= GROUP_ROWS || heldBytes >= GROUP_BYTES ? flush() : undefined;
    },
    async finish() {
      await flush();
      await guarded(path, async () => {
        await writer.finish();
        const handle = openSync(path, 'r+');
        fsyncSync(handle);
        closeSync(handle);
      });
    },
    async abandon() {
      held = [];
    },
  };
}

/** About how many bytes a value takes while it is written: characters, and for a number of a list 16, its levels with it. */
function sizeOf(value: unknown): number {
  if (typeof value === 'string') return value.length;
  if (value === null || typeof value !== 'object') return 8;
  const values = Array.isArray(value) ? value : Object.values(value);
  if (typeof values[0] === 'number') return values.length * 16;
  return values.reduce<number>((sum, each) => sum + sizeOf(each), 0);
}

async function guarded(path: string, write: () => Promise<void>): Promise<void> {
  try {
    await write();
  } catch (error) {
    throw diskError('write', path, error);
  }
}
