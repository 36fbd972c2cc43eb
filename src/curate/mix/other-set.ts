import { readdir, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { z } from 'zod';
import { linesOf } from '../../dataset/json-lines.ts';
import { codeOf, messageOf, UserError } from '../../errors.ts';
import { countParquet, parquetRecords } from '../parquet-records.ts';

/** Another dataset that is mixed in: where it lies, how it is named, how much of it is wanted. */
export const OtherSet = z
  .strictObject({
    /** A file or folder of JSON Lines (also .gz, .zst) or Parquet whose rows have `messages`. */
    path: z.string(),
    /** The type of its rows; null for the name of the file or folder. */
    name: z.string().nullable().default(null),
    /** Rows wanted. */
    rows: z.int().positive().nullable().default(null),
    /** Share of the whole dataset that they are to be (0-1). */
    share: z.number().gt(0).lt(1).nullable().default(null),
    /** Where it comes from, and its licence, for rows that do not say it themselves. */
    source: z.string().nullable().default(null),
    license: z.string().nullable().default(null),
  })
  .refine(({ rows, share }) => (rows === null) !== (share === null), {
    error: 'one of "rows" and "share" must be given, and not both',
  });
export type OtherSet = z.infer<typeof OtherSet>;

/** The name of a set's rows. */
export function nameOf({ name, path }: OtherSet): string {
  return name ?? basename(path).replace(/\.(?:jsonl|ndjson|parquet)(?:\.(?:gz|zst))?$/, '');
}

const READ = /\.(?:(?:jsonl|ndjson)(?:\.gz|\.zst)?|parquet)$/;

/** The files of a set, in order of their names. Errors: E_CURATE. */
export async function filesOf({ path }: Pick<OtherSet, 'path'>): Promise<string[]> {
  const found = await stat(path).catch((cause: unknown) => {
    throw unreadable(path, codeOf(cause) === 'ENOENT' ? 'there is no such file or folder' : messageOf(cause), cause);
  });
  if (!found.isDirectory()) return [path];
  const names = (await readdir(path, { recursive: true })).filter((name) => READ.test(name)).sort();
  if (names.length === 0) throw unreadable(path, 'there is no file of JSON Lines or Parquet in it');
  return names.map((name) => join(path, name));
}

/** How many records the files hold. Errors: E_CURATE. */
export async function countRecords(files: readonly string[]): Promise<number> {
  let count = 0;
  for (const path of files) {
    if (path.endsWith('.parquet')) {
      count += await countParquet(path).catch((cause: unknown) => {
        throw unreadable(path, messageOf(cause), cause);
      });
    } else for await (const line of guarded(path, linesOf(path))) count += line === '' ? 0 : 1;
  }
  return count;
}

/**
 * The records of files, in order, of those whose number (from 0) is wanted; undefined for one that is no JSON. Of JSON
 * Lines only the wanted ones are parsed. Errors: E_CURATE.
 */
export async function* recordsOf(
  files: readonly string[],
  isWanted: (number: number) => boolean,
): AsyncGenerator<{ number: number; record: unknown }> {
  let number = 0;
  for (const path of files) {
    const records: AsyncIterable<unknown> = path.endsWith('.parquet') ? parquetRecords(path) : linesOf(path);
    for await (const given of guarded(path, records)) {
      if (given === '') continue;
      if (isWanted(number)) yield { number, record: typeof given === 'string' ? parsed(given) : (given ?? undefined) };
      number++;
    }
  }
}

async function* guarded<T>(path: string, records: AsyncIterable<T>): AsyncGenerator<T> {
  try {
    yield* records;
  } catch (cause) {
    throw unreadable(path, messageOf(cause), cause);
  }
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

function unreadable(path: string, found: string, cause?: unknown): UserError {
  return new UserError('E_CURATE', `Cannot mix in "${path}": ${found}`, {
    hint: 'Give files or folders of JSON Lines or Parquet whose rows have "messages".',
    ...(cause !== undefined && { cause }),
  });
}
