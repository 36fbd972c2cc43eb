import { open, readdir, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { FoundFile } from '../find-files.ts';
import { spdxOf } from './spdx.ts';
import { licenseOfText } from './texts.ts';

/**
 * Names of files that hold the licence of their folder: `license.md`, `LICENSE-APACHE`, `COPYING.LESSER`; not
 * `license-plates.md` nor `LICENSE-THIRD-PARTY`.
 */
const NAMES =
  /^(?:licen[cs]e|copying|unlicen[cs]e)(?:[-_.](?:apache|mit|bsd|isc|zlib|a?gpl|lgpl|mpl|cc|lesser|lib|docs?|code|data)[\w.-]{0,20}?)?(?:\.(?:md|markdown|txt|rst))?$/i;
/** Whether a file of this name holds a licence. */
export function isLicenseFile(name: string): boolean {
  return NAMES.test(name);
}

/** A name that says which of several licences a file holds, as `LICENSE-MIT` does. */
const OF_SEVERAL = /^licen[cs]e[-_.](?!(?:md|markdown|txt|rst)$)\w/i;
/** Bytes of a file that are read. */
const MOST = 16_384;

/** An SPDX line: `SPDX-License-Identifier: MIT OR Apache-2.0`, in a comment of any language. */
const LINE = /SPDX-License-Identifier:[ \t]{0,9}(\(?[\w.+-]+(?:\)?[ \t]+(?:OR|AND|WITH)[ \t]+\(?[\w.+-]+){0,9}\)?)/;
/** Bytes at the beginning of a file in which that line is looked for. */
const TOP = 4096;

/**
 * The licences of files by what lies around them: an SPDX line at the top of the file, or in a file of its name and
 * `.license` (REUSE 3.3); then a file named LICENSE, COPYING or UNLICENSE in its folder, or the nearest above it up to the
 * folder given, or to the top of the repository that this is a part of. `LICENSE-MIT` beside `LICENSE-APACHE` offers a choice
 * (`OR`); other files in one folder hold together (`AND`), but the text of the GPL beside that of the LGPL belongs to it.
 * Where a file is there and not understood, it is named instead, as `see LICENSE`.
 */
export class LicenseFiles {
  readonly #read = new Map<string, Promise<string | null>>();
  readonly #tops = new Map<string, Promise<string>>();

  /** The SPDX expression of the licence that holds for a file; null where no folder has one. */
  async of({ path, root }: FoundFile): Promise<string | null> {
    const line = LINE.exec(await headOf(path, TOP)) ?? LINE.exec(await headOf(`${path}.license`, TOP));
    if (line) return spdxOf(line[1] ?? '');
    let top = this.#tops.get(root);
    top ??= topOf(root);
    this.#tops.set(root, top);
    const highest = await top;
    for (let folder = dirname(path); ; folder = dirname(folder)) {
      let license = this.#read.get(folder);
      license ??= licenseOfFolder(folder);
      this.#read.set(folder, license);
      const found = await license;
      if (found !== null || folder === highest || folder === dirname(folder)) return found;
    }
  }
}

/** The folder of the repository that a folder is in, the nearest above it with `.git`; without one the folder itself. */
async function topOf(root: string): Promise<string> {
  for (let folder = root; ; folder = dirname(folder)) {
    const isTop = await stat(join(folder, '.git')).then(
      () => true,
      () => false,
    );
    if (isTop) return folder;
    if (folder === dirname(folder)) return root;
  }
}

async function licenseOfFolder(folder: string): Promise<string | null> {
  const names = await readdir(folder).catch(() => []);
  const files = names.filter((name) => NAMES.test(name)).sort();
  const found = await Promise.all(
    files.map(async (name) => ({ name, id: licenseOfText(await headOf(join(folder, name))) })),
  );
  const known = found.filter(({ id }) => id !== null);
  const [first] = found;
  if (known.length === 0) return first === undefined ? null : `see ${first.name}`;
  const ids = [...new Set(known.map(({ id }) => id ?? ''))];
  const own = ids.some((id) => id.startsWith('LGPL')) ? ids.filter((id) => !id.startsWith('GPL')) : ids;
  return own.join(known.every(({ name }) => OF_SEVERAL.test(name)) ? ' OR ' : ' AND ');
}

/** The beginning of a file as text; empty where it cannot be read, or is none. */
async function headOf(path: string, most = MOST): Promise<string> {
  try {
    if (!(await stat(path)).isFile()) return '';
    const file = await open(path);
    try {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(most), 0, most, 0);
      return buffer.toString('utf8', 0, bytesRead);
    } finally {
      await file.close();
    }
  } catch {
    return '';
  }
}
