import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { zstdDecompressSync } from 'node:zlib';
import { asyncBufferFromFile, parquetMetadataAsync, parquetReadObjects } from 'hyparquet';
import { messageOf, UserError } from '../errors.ts';

/** A Parquet file of a dataset: which split it belongs to, and whether its rows have native tools. */
export interface DataFile {
  path: string;
  split: 'train' | 'test';
  tools: boolean;
}

const NAME = /^(tools-)?(train|test)-.*\.parquet$/;

/** The files of a dataset folder's `data/`, in order of their names. Errors: E_RUN_UNKNOWN where there are none. */
export async function findDataFiles(dir: string): Promise<DataFile[]> {
  const data = join(dir, 'data');
  const names: string[] = await readdir(data).catch(() => []);
  const files = names.sort().flatMap((name): DataFile[] => {
    const [, tools, split] = NAME.exec(name) ?? [];
    if (split === undefined) return [];
    return [{ path: join(data, name), split: split === 'test' ? 'test' : 'train', tools: tools !== undefined }];
  });
  if (files.length > 0) return files;
  throw new UserError('E_RUN_UNKNOWN', `Cannot read dataset "${dir}": it has no data/train-*.parquet`, {
    hint: 'Give the folder that "agentinstruct generate" wrote with --out; it holds rows once the run has ended or stopped.',
  });
}

const compressors = { ZSTD: (bytes: Uint8Array) => zstdDecompressSync(bytes) };

/** The number of rows of a file, from its end. Errors: E_RUN_FOLDER for a file that is no Parquet. */
export async function countRows({ path }: DataFile): Promise<number> {
  const { metadata } = await openFile(path);
  return Number(metadata.num_rows);
}

/**
 * The rows of a file in order, a row group at a time: what is in memory is one row group. Values are as hyparquet gives
 * them and are to be parsed; with `columns` only those are read, and those that the file lacks are left out.
 * Errors: E_RUN_FOLDER for a file that is no Parquet.
 */
export async function* readRows({ path }: DataFile, columns?: readonly string[]): AsyncGenerator<unknown[]> {
  const { file, metadata } = await openFile(path);
  const own = new Set(metadata.schema.slice(1).map(({ name }) => name));
  const wanted = columns?.filter((name) => own.has(name));
  let rowStart = 0;
  for (const group of metadata.row_groups) {
    const rowEnd = rowStart + Number(group.num_rows);
    const part = wanted === undefined ? {} : { columns: wanted };
    yield await parquetReadObjects({ file, metadata, compressors, rowStart, rowEnd, ...part });
    rowStart = rowEnd;
  }
}

async function openFile(path: string) {
  try {
    const file = await asyncBufferFromFile(path);
    return { file, metadata: await parquetMetadataAsync(file) };
  } catch (cause) {
    throw new UserError('E_RUN_FOLDER', `Cannot read "${path}": ${messageOf(cause)}`, {
      hint: 'The file is damaged or no Parquet. Run the same "agentinstruct generate" again: it writes data/ anew.',
      cause,
    });
  }
}
