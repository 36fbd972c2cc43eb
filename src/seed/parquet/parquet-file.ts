import type { AsyncBuffer, Compressors, FileMetaData } from 'hyparquet';
import { messageOf } from '../../errors.ts';
import type { Row } from '../json-fields.ts';
import { type SourceFile, Unreadable } from '../reader.ts';
import { codecs } from './codecs.ts';
import { Columns } from './columns.ts';
import { checkPages } from './pages.ts';

/** Most bytes of the columns that are read of a row group, unpacked, and of the footer. */
const MOST_GROUP = 128 * 2 ** 20;
const MOST_FOOTER = 32 * 2 ** 20;
const MOST_ROWS = 10_000_000;

/** Rows that stand together in a Parquet file, and which they are, from 1. */
export interface RowGroup {
  first: number;
  last: number;
  /** Its rows, with the columns asked for. Throws `Unreadable` where it is damaged or too large to be held. */
  rows(columns: readonly string[]): Promise<Iterable<Row>>;
}

/** A column by its name; a nested one by that of its root. */
export interface Column {
  name: string;
  /** Whether it may hold texts: it is made of bytes, or nested. */
  texts: boolean;
}

/** A Parquet file: its columns and its row groups, in order. */
export interface ParquetFile {
  columns: readonly Column[];
  groups: readonly RowGroup[];
}

/** Opens a Parquet file by its footer; of the rest only what is asked for is read. Throws `Unreadable`. */
export function openParquet(file: SourceFile): Promise<ParquetFile> {
  return told(async () => {
    const size = file.size ?? (await file.bytes()).length;
    const { parquetMetadata, parquetSchema } = await import('hyparquet');
    const metadata = parquetMetadata(exact(await footerOf(file, size)));
    const opened = { file, size, metadata, decoders: await codecs() };
    const columns = parquetSchema(metadata).children.map(({ element: { name, type } }) => ({
      name,
      texts: type === undefined || type === 'BYTE_ARRAY',
    }));
    let before = 0;
    const groups = metadata.row_groups.map((group): RowGroup => {
      const start = before;
      before += Number(group.num_rows);
      return { first: start + 1, last: before, rows: (names) => told(() => readGroup(opened, group, start, names)) };
    });
    return { columns, groups };
  });
}

async function footerOf(file: SourceFile, size: number): Promise<Uint8Array> {
  const end = Buffer.from(await file.slice(Math.max(0, size - 8), size));
  const magic = end.toString('latin1', 4);
  if (magic === 'PARE') throw new Unreadable('encrypted');
  if (magic !== 'PAR1') throw new Unreadable('damaged or cut off (Parquet without its footer)');
  const length = end.readUInt32LE(0) + 8;
  if (length > Math.min(size, MOST_FOOTER)) throw new Unreadable('damaged (the footer of Parquet)');
  return file.slice(size - length, size);
}

interface Opened {
  file: SourceFile;
  size: number;
  metadata: FileMetaData;
  decoders: Compressors;
}

interface HeldChunk {
  start: number;
  bytes: Uint8Array;
}

type Group = FileMetaData['row_groups'][number];

async function readGroup(
  opened: Opened,
  group: Group,
  start: number,
  names: readonly string[],
): Promise<Iterable<Row>> {
  const { file, size, metadata, decoders } = opened;
  const held = await heldChunks(file, group, names);
  const { parquetRead } = await import('hyparquet');
  const columns = new Columns(names);
  await parquetRead({
    file: bufferOf(file, size, held),
    metadata,
    columns: [...names],
    rowStart: start,
    rowEnd: start + Number(group.num_rows),
    compressors: decoders,
    onChunk: ({ columnName, columnData, rowStart }) => columns.add(columnName, rowStart, columnData),
  });
  return columns.rows(start, start + Number(group.num_rows));
}

/** The bytes of the columns of a row group, held against what they declare. */
async function heldChunks(file: SourceFile, group: Group, names: readonly string[]): Promise<HeldChunk[]> {
  const rows = Number(group.num_rows);
  const chunks = group.columns.flatMap(({ meta_data: own }) =>
    own && names.includes(own.path_in_schema[0] ?? '') ? [own] : [],
  );
  const unpacked = chunks.reduce((sum, own) => sum + Number(own.total_uncompressed_size), 0);
  const most = MOST_GROUP / 2 ** 20;
  if (!(unpacked <= MOST_GROUP))
    throw new Unreadable(`a row group of ${Math.ceil(unpacked / 2 ** 20)} MB, of at most ${most} MB`);
  if (!(rows <= MOST_ROWS)) throw new Unreadable(`a row group of ${rows} rows`);
  const held: HeldChunk[] = [];
  for (const own of chunks) {
    const start = Number(own.dictionary_page_offset || own.data_page_offset);
    const bytes = await file.slice(start, start + Number(own.total_compressed_size));
    if ((await checkPages(bytes)) < rows) throw new Unreadable('damaged Parquet (a column with too few values)');
    held.push({ start, bytes });
  }
  return held;
}

/** The file as the library reads it, with what is held already. */
function bufferOf(
  file: SourceFile,
  byteLength: number,
  held: readonly { start: number; bytes: Uint8Array }[],
): AsyncBuffer {
  return {
    byteLength,
    async slice(start, end = byteLength) {
      const own = held.find((each) => each.start <= start && end <= each.start + each.bytes.length);
      return exact(own ? own.bytes.subarray(start - own.start, end - own.start) : await file.slice(start, end));
    },
  };
}

function exact(bytes: Uint8Array): ArrayBuffer {
  const copy = new ArrayBuffer(bytes.length);
  new Uint8Array(copy).set(bytes);
  return copy;
}

/** Does something with the library, whose errors say what is wrong with the file. */
async function told<T>(act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    if (error instanceof Unreadable) throw error;
    throw new Unreadable(`damaged Parquet (${messageOf(error).slice(0, 100)})`);
  }
}
