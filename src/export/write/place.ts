import { existsSync } from 'node:fs';
import { readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { basename, extname, join, relative, resolve } from 'node:path';
import { z } from 'zod';
import { codeOf, UserError } from '../../errors.ts';
import { diskError } from '../../store/disk.ts';
import { makePart, type Part } from './part.ts';

/** The file by which a folder is known as an export, and what it says. */
export const MARK = 'export.json';

/** What `export.json` says of how a folder came about; `files` are all that the export wrote, but itself. */
export const ExportMark = z.looseObject({
  format: z.string(),
  version: z.string(),
  files: z.array(z.looseObject({ name: z.string() })),
});
export type ExportMark = z.infer<typeof ExportMark>;

/** A folder that an export is going to: files are written beside it, and put in place when all are whole. */
export interface Place {
  /** The folder to write to. */
  temporary: string;
  /** Puts everything in place; the mark is last. */
  settle(mark: ExportMark): Promise<void>;
  /** Takes away what was written. */
  abandon(): Promise<void>;
}

/**
 * Opens a place for an export. Refused, before anything is written, is the dataset's own folder, a name that looks like a
 * file's, and a folder that holds what no export wrote; `force` allows the last, and then takes the place of files of the
 * same name only. What killed exports to it have left is taken away. Errors: E_EXPORT, E_DISK.
 */
export async function openPlace(out: string, source: string, force: boolean): Promise<Place> {
  const folder = resolve(out);
  refuseOwn(folder, resolve(source), out);
  const before = await contents(folder, out);
  const old = before.includes(MARK) ? await readMark(folder) : undefined;
  const foreign = before.find((name) => name !== MARK && !old?.files.some((file) => file.name === name));
  if (!force && before.length > 0 && (old === undefined || foreign !== undefined)) {
    throw new UserError(
      'E_EXPORT',
      `Cannot export to "${out}": it holds "${foreign ?? before[0]}", which no export wrote`,
      {
        hint: 'Give another folder to --out, or --force to write into this one; only files of the same names are replaced.',
      },
    );
  }
  try {
    const part = await makePart(folder);
    return { temporary: part.folder, settle: (mark) => settle(folder, part, old, mark), abandon: part.remove };
  } catch (error) {
    throw diskError('write', out, error);
  }
}

function refuseOwn(folder: string, source: string, out: string): void {
  const inside = relative(folder, join(source, 'data'));
  if (!inside.startsWith('..') || relative(join(source, 'data'), folder) === '') {
    throw new UserError('E_EXPORT', `Cannot export to "${out}": it is the dataset's own folder, or one around it`, {
      hint: 'Give a folder of its own to --out.',
    });
  }
  if (!existsSync(folder) && /^\.(jsonl?|parquet|gz|zst|csv|txt)$/.test(extname(folder))) {
    throw new UserError('E_EXPORT', `Cannot export to "${out}": --out names a folder, and this looks like a file`, {
      hint: 'Files of the folder are named after their split: train.jsonl, test.jsonl.',
    });
  }
}

async function contents(folder: string, out: string): Promise<string[]> {
  try {
    return (await readdir(folder)).sort();
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return [];
    if (codeOf(error) !== 'ENOTDIR') throw diskError('read', out, error);
    throw new UserError('E_EXPORT', `Cannot export to "${out}": it is a file`, { hint: 'Give a folder to --out.' });
  }
}

async function readMark(folder: string): Promise<ExportMark | undefined> {
  try {
    return ExportMark.parse(JSON.parse(await readFile(join(folder, MARK), 'utf8')));
  } catch {
    return undefined;
  }
}

async function settle(folder: string, part: Part, old: ExportMark | undefined, mark: ExportMark): Promise<void> {
  const temporary = part.folder;
  try {
    await writeFile(join(temporary, MARK), `${JSON.stringify(mark, null, 2)}\n`, { flush: true });
    if (!existsSync(folder)) return await rename(temporary, folder);
    const stale = [MARK, ...(old?.files.map(({ name }) => basename(name)) ?? [])];
    for (const name of stale) await rm(join(folder, name), { force: true });
    for (const { name } of [...mark.files, { name: MARK }]) await rename(join(temporary, name), join(folder, name));
    await part.remove();
  } catch (error) {
    throw diskError('write', folder, error);
  }
}
