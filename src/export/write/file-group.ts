import { rename, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { FileKind, RowRecord, WrittenFile } from '../format.ts';
import type { RowShape } from '../shape.ts';
import type { Compression, RowFile } from './row-file.ts';
import { openTableFile } from './table-file.ts';
import { openTextFile } from './text-file.ts';

/** How the files of a group are written, and where one ends and the next begins. */
export interface GroupOptions {
  folder: string;
  split: 'train' | 'test';
  tools: boolean;
  kind: FileKind;
  compression: Compression;
  shape: RowShape;
  /** The most rows of a file. */
  rowsPerFile: number;
  /** The most bytes of a file, before compression. */
  maxBytes: number;
}

/** The files of one split, with or without tools: rows go to the last one, or a new one behind it. */
export interface FileGroup {
  add(record: RowRecord): Promise<void> | undefined;
  /** Ends all files and gives them their names: `train.jsonl`, or `train-00000-of-00002.jsonl` where there are several. */
  finish(): Promise<WrittenFile[]>;
  abandon(): Promise<void>;
}

/** Opens a group; it has no file as long as it has no row. Errors: E_DISK. */
export function openFileGroup(options: GroupOptions): FileGroup {
  const files: RowFile[] = [];
  let open: RowFile | undefined;
  const next = (): RowFile => {
    const file = openFile(join(options.folder, `next-${nameOf(options)}-${files.length}`), options);
    files.push(file);
    return file;
  };
  const isFull = (file: RowFile, record: RowRecord) =>
    file.rows >= options.rowsPerFile ||
    (options.maxBytes < Number.POSITIVE_INFINITY && file.bytes + longest(record) > options.maxBytes);
  return {
    add(record) {
      if (open !== undefined && isFull(open, record)) {
        const full = open;
        open = next();
        const added = open.add(record);
        return full.finish().then(() => added);
      }
      open ??= next();
      return open.add(record);
    },
    async finish() {
      await open?.finish();
      return Promise.all(files.map((file, at) => putName(file, at, files.length, options)));
    },
    async abandon() {
      await open?.abandon();
    },
  };
}

/** The most bytes that a record takes as JSON in UTF-8. */
function longest(record: RowRecord): number {
  return JSON.stringify(record).length * 3 + 2;
}

function openFile(path: string, { kind, shape, compression }: GroupOptions): RowFile {
  if (kind === 'parquet') return openTableFile(path, shape);
  return openTextFile(path, { array: kind === 'json', compression });
}

function nameOf({ split, tools }: Pick<GroupOptions, 'split' | 'tools'>): string {
  return `${tools ? 'tools-' : ''}${split}`;
}

async function putName(file: RowFile, at: number, count: number, options: GroupOptions): Promise<WrittenFile> {
  const { folder, split, tools, kind, compression } = options;
  const five = (value: number) => String(value).padStart(5, '0');
  const shard = count === 1 ? '' : `-${five(at)}-of-${five(count)}`;
  const ending = kind === 'parquet' || compression === 'none' ? kind : `${kind}.${compression}`;
  const name = `${nameOf(options)}${shard}.${ending}`;
  await rename(file.path, join(folder, name));
  const { size } = await stat(join(folder, name));
  return { name, split, tools, rows: file.rows, bytes: size };
}
