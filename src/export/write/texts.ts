import { mkdir, readdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { codeOf, UserError } from '../../errors.ts';
import { diskError } from '../../store/disk.ts';

/**
 * Writes small text files into a folder, each whole or not at all. Refused, unless `force`, where one of them is there
 * already. Errors: E_EXPORT, E_DISK.
 */
export async function writeTexts(
  folder: string,
  files: Readonly<Record<string, string>>,
  force: boolean,
): Promise<void> {
  const there: string[] = await readdir(folder).catch((error: unknown): string[] => {
    if (codeOf(error) === 'ENOENT') return [];
    throw diskError('read', folder, error);
  });
  const first = Object.keys(files).find((name) => there.includes(name));
  if (first !== undefined && !force) {
    throw new UserError('E_EXPORT', `Cannot write to "${folder}": it holds "${first}"`, {
      hint: 'Give another folder to --out, or --force to replace the files of these names.',
    });
  }
  try {
    await mkdir(folder, { recursive: true });
    for (const [name, text] of Object.entries(files)) {
      await writeFile(join(folder, `${name}.part`), text, { flush: true });
      await rename(join(folder, `${name}.part`), join(folder, name));
    }
  } catch (error) {
    throw diskError('write', folder, error);
  }
}
