import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { createZstdCompress } from 'node:zlib';
import { linesOf } from '../dataset/json-lines.ts';
import { codeOf } from '../errors.ts';
import { diskError } from '../store/disk.ts';

/** A list of rows, under way: one JSON object a line. */
export interface RowList {
  /** Resolves when there is room for more. Errors: E_DISK, at the end at the latest. */
  add(line: Readonly<Record<string, unknown>>): Promise<void>;
  /** Gives the file its name. Errors: E_DISK. */
  finish(): Promise<void>;
  /** Leaves nothing behind. */
  abandon(): Promise<void>;
}

/** The list of pairs that the dataset does not take, below the run folder: id, reason, unit. */
export const LEFT_OUT = 'left-out.jsonl.zst';

/** What curation writes below the run folder: its recipe, the rows that it left out, and what it found in rows. */
export const CURATION = {
  folder: 'curation',
  recipe: 'curation/recipe.yaml',
  leftOut: 'curation/left-out.jsonl.zst',
  flagged: 'curation/flagged.jsonl.zst',
} as const;

/** The lines of a list; none where there is no such file. Errors: E_DISK. */
export async function* readRowList(path: string): AsyncGenerator<unknown> {
  try {
    for await (const line of linesOf(path)) if (line) yield JSON.parse(line);
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw diskError('read', path, error);
  }
}

/** Characters that are compressed at once. */
const BLOCK = 1 << 16;

/** Writes a list of rows. A temporary name until `finish`. The same lines give the same bytes. */
export function openRowList(path: string): RowList {
  const sink = createZstdCompress();
  const written = pipeline(sink, createWriteStream(`${path}.part`)).then(
    () => null,
    (error: unknown) => ({ error }),
  );
  const check = (ended: { error: unknown } | null) => {
    if (ended) throw diskError('write', path, ended.error);
  };
  let block = '';
  const flush = async () => {
    if (sink.destroyed) check(await written);
    const text = block;
    block = '';
    // Each block is through before the next, or the end, comes: what is compressed together must not depend on timing.
    const through = new Promise<void>((resolve) => sink.write(text, () => resolve()));
    await Promise.race([through, written]);
  };
  return {
    async add(line) {
      block += `${JSON.stringify(line)}\n`;
      if (block.length >= BLOCK) await flush();
    },
    async finish() {
      if (block !== '') await flush();
      sink.end();
      check(await written);
      await rename(`${path}.part`, path);
    },
    async abandon() {
      sink.destroy();
      await written;
      await rm(`${path}.part`, { force: true });
    },
  };
}
