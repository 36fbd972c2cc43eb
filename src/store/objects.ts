import { createHash, hash } from 'node:crypto';
import { type FileHandle, mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createZstdCompress, createZstdDecompress } from 'node:zlib';
import { codeOf, messageOf, UserError } from '../errors.ts';
import { diskError } from './disk.ts';
import type { ManifestEntry, Unit, UnitObject } from './store.ts';

const BLOCK = 1 << 16;
const ENDING = '.jsonl.zst';
const PART = '.part';

/**
 * Writes a unit's result, one JSON value a line, to `units/<kind>/<unit>/<attempt>.jsonl.zst` below `runDir`. When it
 * resolves the whole file is on disk under its name; before, nothing is. `bytes` and `sha256` are of the file as it lies
 * there. Rejects with UserError E_DISK when it cannot be written; what the lines throw goes through.
 */
export async function writeObject(
  runDir: string,
  unit: Pick<Unit, 'id' | 'kind'>,
  attempt: number,
  lines: Iterable<unknown>,
): Promise<UnitObject> {
  const path = checked(['units', unit.kind, unit.id, `${attempt}${ENDING}`].join('/'));
  const file = join(runDir, path);
  try {
    const folder = resolve(dirname(file));
    const made = await mkdir(folder, { recursive: true });
    const written = await writeFileSynced(`${file}${PART}`, lines);
    await rename(`${file}${PART}`, file);
    for (const dir of foldersUp(folder, made === undefined ? folder : resolve(dirname(made)))) await sync(dir);
    return { path, ...written };
  } catch (error) {
    await rm(`${file}${PART}`, { force: true }).catch(() => undefined);
    throw diskError('write', file, error);
  }
}

/**
 * The lines of a unit's result, in order. The file is held against its sha256 before the first line is given, so that
 * no line of a damaged file is: UserError E_RUN_FOLDER naming it, also where it is missing. Memory: the compressed file.
 */
export async function* readObject(runDir: string, object: UnitObject): AsyncIterable<unknown> {
  const file = join(runDir, checked(object.path));
  const bytes = await readFile(file).catch((error: unknown) => {
    throw damaged(file, messageOf(error), error);
  });
  if (bytes.length !== object.bytes) throw damaged(file, `it has ${bytes.length} bytes instead of ${object.bytes}`);
  if (hash('sha256', bytes, 'hex') !== object.sha256)
    throw damaged(file, 'its sha256 is not the one that was committed');
  const decoder = new TextDecoder();
  const source = createZstdDecompress();
  source.end(bytes);
  let rest = '';
  for await (const chunk of source as AsyncIterable<Buffer>) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) yield JSON.parse(line);
  }
}

/**
 * Removes the object files below `units/` that the manifest does not name: results of attempts that were lost, and parts
 * of files. Other files stay. Gives the paths removed, sorted. Not to be called while units are worked on.
 */
export async function sweepObjects(runDir: string, manifest: readonly ManifestEntry[]): Promise<string[]> {
  const named = new Set(manifest.map(({ object }) => object.path));
  const root = join(runDir, 'units');
  const entries = await readdir(root, { recursive: true, withFileTypes: true }).catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT') return [];
    throw diskError('read', root, error);
  });
  const paths = entries
    .filter((entry) => entry.isFile() && (entry.name.endsWith(ENDING) || entry.name.endsWith(ENDING + PART)))
    .map((entry) => relative(runDir, join(entry.parentPath, entry.name)).replaceAll(sep, '/'))
    .filter((path) => !named.has(path))
    .sort();
  for (const path of paths) {
    await rm(join(runDir, path), { force: true }).catch((error: unknown) => {
      throw diskError('write', join(runDir, path), error);
    });
  }
  return paths;
}

async function writeFileSynced(file: string, lines: Iterable<unknown>): Promise<{ sha256: string; bytes: number }> {
  const handle = await open(file, 'w');
  try {
    const sum = createHash('sha256');
    let bytes = 0;
    await pipeline(Readable.from(blocks(lines)), createZstdCompress(), async (chunks: AsyncIterable<Buffer>) => {
      for await (const chunk of chunks) {
        sum.update(chunk);
        bytes += chunk.length;
        await handle.writeFile(chunk);
      }
    });
    await handle.sync();
    return { sha256: sum.digest('hex'), bytes };
  } finally {
    await handle.close();
  }
}

/** Lines as text, in pieces worth compressing. */
function* blocks(lines: Iterable<unknown>): Iterable<string> {
  let block = '';
  for (const line of lines) {
    const text = JSON.stringify(line);
    if (text === undefined) throw new TypeError(`A line of a unit is no JSON value: ${typeof line}`);
    block += `${text}\n`;
    if (block.length >= BLOCK) {
      yield block;
      block = '';
    }
  }
  if (block) yield block;
}

/** A path below the run folder, made of our own ids: anything that would lead elsewhere is a mistake or an attack. */
function checked(path: string): string {
  const [first, ...rest] = path.split('/');
  const plain =
    rest.length === 3 && rest.every((piece) => /^[^\\\0]+$/.test(piece) && piece !== '.' && !piece.includes('..'));
  if (first === 'units' && plain && path.endsWith(ENDING)) return path;
  throw new UserError('E_RUN_FOLDER', `Cannot use ${path}: it is not the path of a unit's result`, {
    hint: 'The run folder was changed by another program; restore it, or begin anew in another folder.',
  });
}

function* foldersUp(from: string, to: string): Iterable<string> {
  for (let dir = from; ; dir = dirname(dir)) {
    yield dir;
    if (dir === to || dir === dirname(dir)) return;
  }
}

async function sync(dir: string): Promise<void> {
  let handle: FileHandle | undefined;
  try {
    handle = await open(dir, 'r');
    await handle.sync();
  } finally {
    await handle?.close();
  }
}

function damaged(file: string, found: string, cause?: unknown): UserError {
  const hint = 'Restore the file from a copy of the run folder, or begin anew in another folder.';
  return new UserError(
    'E_RUN_FOLDER',
    `Cannot read ${file}: ${found}`,
    cause === undefined ? { hint } : { hint, cause },
  );
}
