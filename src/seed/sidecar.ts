import { readFile } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { z } from 'zod';
import { codeOf, messageOf, UserError } from '../errors.ts';
import { type FoundFile, SIDECAR } from './find-files.ts';

/** What a `seeds.yaml` says of a file. */
export const SidecarFacts = z.strictObject({
  license: z.string().optional(),
  title: z.string().optional(),
  language: z.string().optional(),
});
export type SidecarFacts = z.infer<typeof SidecarFacts>;

const Sidecar = z.record(z.string(), SidecarFacts);

/**
 * Facts about files from the `seeds.yaml` in a file's folder or any folder above it, up to the one given: a map of
 * paths, or of beginnings of paths, below the folder of the `seeds.yaml` (`.` for all) to facts. The nearest file and
 * the longest path that say something win, fact by fact.
 */
export class Sidecars {
  readonly #read = new Map<string, Promise<Record<string, SidecarFacts>>>();

  /** Throws `E_SEEDS` for a `seeds.yaml` that is not of that shape. */
  async of(file: FoundFile): Promise<SidecarFacts> {
    if (file.remote) return file.remote.license === undefined ? {} : { license: file.remote.license };
    let facts: SidecarFacts = {};
    for (let folder = dirname(file.path); ; folder = dirname(folder)) {
      const entries = await this.#entries(folder);
      const path = relative(folder, file.path).split(sep).join('/');
      for (const own of matching(entries, path)) facts = { ...own, ...facts };
      if (folder === file.root || folder === dirname(folder)) return facts;
    }
  }

  #entries(folder: string): Promise<Record<string, SidecarFacts>> {
    let entries = this.#read.get(folder);
    entries ??= readSidecar(join(folder, SIDECAR));
    this.#read.set(folder, entries);
    return entries;
  }
}

/** The facts of the entries that hold for a path, the longest first. */
function matching(entries: Record<string, SidecarFacts>, path: string): SidecarFacts[] {
  const clean = (key: string) => key.replace(/^\.\/?/, '');
  return Object.entries(entries)
    .filter(([key]) => path.startsWith(clean(key)))
    .sort(([a], [b]) => b.length - a.length)
    .map(([, facts]) => facts);
}

async function readSidecar(path: string): Promise<Record<string, SidecarFacts>> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (cause) {
    if (codeOf(cause) === 'ENOENT') return {};
    throw broken(path, messageOf(cause), cause);
  }
  const { parse } = await import('yaml');
  try {
    return Sidecar.parse(parse(text) ?? {});
  } catch (cause) {
    throw broken(
      path,
      cause instanceof z.ZodError ? z.prettifyError(cause).replaceAll(/\s+/g, ' ') : messageOf(cause),
      cause,
    );
  }
}

function broken(path: string, found: string, cause: unknown): UserError {
  return new UserError('E_SEEDS', `Cannot read "${path}": ${found}`, {
    hint: 'Write one line a path, such as `texts/: { license: CC-BY-4.0 }`.',
    cause,
  });
}
