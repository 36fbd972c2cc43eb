import { HEAD_BYTES } from '../choose-reader.ts';
import { allReaders, type Reject, type SourceFile, Unreadable } from '../reader.ts';
import type { Container } from './container.ts';
import { gzip, zstd } from './packed.ts';
import { tar } from './tar.ts';
import { zip } from './zip.ts';

const CONTAINERS: readonly Container[] = [zip, gzip, zstd, tar];

/** Archives within archives that are opened. */
const DEEPEST = 1;

/**
 * A file itself; of an archive (zip, tar, gzip, Zstandard) the files in it, and in archives in it, one level deep. What a
 * reader claims (a Word file is a zip archive too) is no archive. What cannot be opened is told, never thrown. Each file
 * must be read before the next is asked for.
 */
export async function* leavesOf(
  file: SourceFile,
  reject: (reject: Reject) => void,
  depth = 0,
): AsyncGenerator<SourceFile> {
  const container = await containerOf(file);
  if (!container) return yield file;
  const { source } = file;
  if (depth > DEEPEST) return reject({ source, reason: 'an archive in an archive in an archive' });
  try {
    for await (const inner of container.open(file, reject)) yield* leavesOf(inner, reject, depth + 1);
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    reject({ source, reason: error.message });
  }
}

/** Whether a file is an archive, to be opened by `leavesOf`. */
export async function isArchive(file: SourceFile): Promise<boolean> {
  return (await containerOf(file)) !== undefined;
}

/** The kind of archive that a file is, by its first bytes; undefined where it is none, or a reader claims them. */
async function containerOf(file: SourceFile): Promise<Container | undefined> {
  const head = await file.slice(0, HEAD_BYTES);
  const container = CONTAINERS.find((each) => each.claims(head, file.source));
  if (!container) return undefined;
  const { all } = await allReaders();
  return all.some((reader) => reader.claims?.(head, file.source)) ? undefined : container;
}
