import { readdir } from 'node:fs/promises';
import type { Conversation } from './conversation.ts';
import { LeftOut } from './left-out.ts';
import { columnShape, type RowShape } from './shape.ts';

/** How rows stand in a file: a JSON object a line, one JSON array, or Parquet. */
export type FileKind = 'jsonl' | 'json' | 'parquet';

/** A row as it is written: plain values that JSON has, or lists of integers; its keys are those of the shape. */
export type RowRecord = Readonly<Record<string, unknown>>;

/** A file that holds rows. `tools` says whether they have native tools: those never share a file with plain rows. */
export interface WrittenFile {
  name: string;
  split: 'train' | 'test';
  tools: boolean;
  rows: number;
  bytes: number;
}

/** What a format is opened with. */
export interface FormatOptions {
  /** One of the format's layouts; null where it has none. */
  layout: string | null;
  /** Further columns of the dataset that each row carries. */
  columns: readonly string[];
  /** What the format alone understands, by the flag's name. */
  flags: Readonly<Record<string, unknown>>;
}

/** Makes records of conversations, one after the other; one a file group (split, tools or not), so it may hold some back. */
export interface Renderer {
  /** Gives `emit` what the conversation becomes, or a reason why it is left out. */
  add(conversation: Conversation, emit: (record: RowRecord) => void): LeftOut | undefined;
  /** Gives `emit` what was held back. */
  end?(emit: (record: RowRecord) => void): void;
}

/** A format with its options settled. */
export interface OpenFormat {
  /** The columns of files with and without native tools. */
  shape(tools: boolean): RowShape;
  renderer(tools: boolean): Renderer;
  /** Further files of the folder by name, written when all rows are. */
  beside?(files: readonly WrittenFile[]): Readonly<Record<string, string>>;
  /** What was counted beside rows, for the summary. */
  counts?(): Readonly<Record<string, number>>;
  /** Strings that this format's reader takes as control tokens, beside the known ones. */
  controlStrings?: readonly string[];
}

/** A form of dataset that a trainer reads. One module of `formats/` exports one as `format`; adding a module adds a format. */
export interface Format {
  id: string;
  /** For the help: who reads it. */
  summary: string;
  /** Variants of the form, the first one being the default; empty where there is one. */
  layouts: readonly string[];
  /** Kinds of file, the first one being the default. */
  kinds: readonly FileKind[];
  /** Whether rows may carry further columns; `id` alone is carried where it is not asked. */
  columns: 'id' | 'none' | 'refused';
  /** The most bytes of one file; more are written into a further one. */
  maxBytes?: number;
  /** False where its reader takes no compressed file. */
  compressed?: false;
  /** Lines of Markdown for the folder's README: how a trainer is told of the files. */
  usage(files: readonly WrittenFile[], options: FormatOptions): readonly string[];
  open(options: FormatOptions): Promise<OpenFormat>;
}

/** A renderer that makes one record of each conversation. */
export function oneEach(render: (conversation: Conversation) => RowRecord | LeftOut): Renderer {
  return {
    add(conversation, emit) {
      const made = render(conversation);
      if (made instanceof LeftOut) return made;
      emit(made);
      return undefined;
    },
  };
}

/** The shapes of further columns. */
export function columnShapes(columns: readonly string[]): RowShape {
  return Object.fromEntries(columns.map((name) => [name, columnShape(name)]));
}

let loaded: Promise<Map<string, Format>> | undefined;

/** All formats by id, found by reading the folder of formats once. */
export function formats(): Promise<ReadonlyMap<string, Format>> {
  loaded ??= load(new URL('./formats/', import.meta.url));
  return loaded;
}

async function load(folder: URL): Promise<Map<string, Format>> {
  const names = (await readdir(folder)).filter((name) => /^[^.]+\.(?:ts|js)$/.test(name)).sort();
  const modules = await Promise.all(names.map((name): Promise<unknown> => import(new URL(name, folder).href)));
  const found = modules.map((module, at) => formatOf(module, names[at] ?? ''));
  return new Map(found.map((format) => [format.id, format]));
}

function formatOf(module: unknown, name: string): Format {
  const format = typeof module === 'object' && module !== null && 'format' in module ? module.format : undefined;
  if (isFormat(format)) return format;
  throw new Error(`src/export/formats/${name} does not export a format`);
}

function isFormat(value: unknown): value is Format {
  return value instanceof Object && 'id' in value && 'kinds' in value && 'open' in value && 'usage' in value;
}
