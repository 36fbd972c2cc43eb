import { closeSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { constants, zstdCompressSync } from 'node:zlib';
import { fileWriter, ParquetWriter } from 'hyparquet-writer';
import { codeOf, messageOf, UserError } from '../errors.ts';
import type { Row } from './row.ts';

type SchemaElement = ConstructorParameters<typeof ParquetWriter>[0]['schema'][number];

const TEXTS = ['text', 'id', 'content_hash', 'skill', 'type', 'transform'] as const;
const MORE = ['goal', 'layout', 'answer_form', 'system_kind'] as const;
const LAST = ['seed_id', 'source', 'license', 'language', 'teacher', 'unit'] as const;

const text = (name: string, repetition: 'REQUIRED' | 'OPTIONAL' = 'OPTIONAL'): SchemaElement => ({
  name,
  type: 'BYTE_ARRAY',
  converted_type: 'UTF8',
  logical_type: { type: 'STRING' },
  repetition_type: repetition,
});

const group = (name: string, children: number): SchemaElement => ({
  name,
  repetition_type: 'OPTIONAL',
  num_children: children,
});

const list = (name: string, fields: number): SchemaElement[] => [
  { ...group(name, 1), converted_type: 'LIST', logical_type: { type: 'LIST' } },
  { name: 'list', repetition_type: 'REPEATED', num_children: 1 },
  group('element', fields),
];

/** `messages: list<struct<role, content>>`, then flat columns; what `datasets`, DuckDB and pyarrow infer from it is in docs/data.md. */
const PLAIN: SchemaElement[] = [...list('messages', 2), text('role'), text('content')];

/** The same with calls of tools, each as OpenAI writes it, and the row's `tools` as JSON text. */
const WITH_TOOLS: SchemaElement[] = [
  ...list('messages', 4),
  text('role'),
  text('content'),
  ...list('tool_calls', 3),
  text('id'),
  text('type'),
  group('function', 2),
  text('name'),
  text('arguments'),
  text('tool_call_id'),
  text('tools'),
];

const FLAT: SchemaElement[] = [
  ...TEXTS.map((name) => text(name)),
  ...MORE.map((name) => text(name)),
  { name: 'agreement', type: 'DOUBLE', repetition_type: 'OPTIONAL' },
  ...LAST.map((name) => text(name)),
  text('flags'),
  { name: 'judge_score', type: 'DOUBLE', repetition_type: 'OPTIONAL' },
];

const FLAT_NAMES: readonly (keyof Row)[] = [...TEXTS, ...MORE, 'agreement', ...LAST, 'flags', 'judge_score'];

/** Columns and schema of rows, with or without tools. */
function shapeOf(tools: boolean): { names: readonly (keyof Row)[]; schema: SchemaElement[] } {
  const names: (keyof Row)[] = tools ? ['messages', 'tools', ...FLAT_NAMES] : ['messages', ...FLAT_NAMES];
  const schema = [{ name: 'root', num_children: names.length }, ...(tools ? WITH_TOOLS : PLAIN), ...FLAT];
  return { names, schema };
}

/** Rows are written group by group: at most so many rows, or so many characters of text. */
const GROUP_ROWS = 20_000;
const GROUP_CHARACTERS = 48 * 1024 * 1024;

/** A Parquet file under way. `add` keeps at most one row group in memory; `finish` gives the file its name. */
export interface RowWriter {
  readonly rows: number;
  add(row: Row): Promise<void>;
  finish(): Promise<void>;
  /** Leaves nothing behind, also of a finished file. */
  abandon(): void;
}

/** Opens `path` for rows, with `tools` for those that have tools: zstd, row groups of at most 48 million characters; a temporary name until `finish`. Errors: E_DISK. */
export function openRows(path: string, { tools = false, groupRows = GROUP_ROWS } = {}): RowWriter {
  const { names, schema } = shapeOf(tools);
  const temporary = `${path}.part`;
  mkdirSync(dirname(path), { recursive: true });
  const writer = new ParquetWriter({
    writer: fileWriter(temporary),
    schema,
    codec: 'ZSTD',
    compressors: { ZSTD: (bytes) => zstdCompressSync(bytes, { params: { [constants.ZSTD_c_compressionLevel]: 3 } }) },
    createdBy: 'agentinstruct',
  });
  let [held, characters, rows]: [Row[], number, number] = [[], 0, 0];
  const flush = async () => {
    if (held.length === 0) return;
    const { length } = held;
    const columnData = names.map((name) => ({ name, data: held.map((row) => row[name]), nullable: true }));
    [held, characters] = [[], 0];
    await guard(path, async () => writer.write({ columnData, rowGroupSize: length }));
  };
  return {
    get rows() {
      return rows;
    },
    async add(row) {
      held.push(row);
      rows++;
      characters += row.text.length * 2 + (row.tools?.length ?? 0);
      if (held.length >= groupRows || characters >= GROUP_CHARACTERS) await flush();
    },
    async finish() {
      await flush();
      await guard(path, async () => {
        await writer.finish();
        sync(temporary);
        renameSync(temporary, path);
      });
    },
    abandon() {
      for (const name of [temporary, path]) rmSync(name, { force: true });
    },
  };
}

async function guard(path: string, write: () => Promise<void>): Promise<void> {
  try {
    await write();
  } catch (cause) {
    if (codeOf(cause) === undefined) throw cause;
    throw new UserError('E_DISK', `Cannot write "${path}": ${messageOf(cause)}`, {
      hint: 'Free some space or give another --out; nothing that was paid for is lost. Run the same command again.',
      cause,
    });
  }
}

function sync(path: string): void {
  const handle = openSync(path, 'r+');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
