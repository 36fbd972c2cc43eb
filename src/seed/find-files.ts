import { lstat, readdir, realpath, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve, sep } from 'node:path';
import { codeOf, messageOf, UserError } from '../errors.ts';
import type { Reject } from './reader.ts';
import { findRemote, isRemote } from './remote/find-remote.ts';
import type { HubOptions } from './remote/hub.ts';
import type { RemoteFile } from './remote/remote-file.ts';

/** A file to read. `root` is the folder given (for a single file: the folder it is in); `size` is in bytes. */
export interface FoundFile {
  path: string;
  source: string;
  root: string;
  size: number;
  /** Where it lies, if that is on the network; then `path` is its address, and `root` nothing. */
  remote?: RemoteFile;
}

/** The file in a folder that says under which license its files stand; it is no seed itself. */
export const SIDECAR = 'seeds.yaml';

const SKIPPED = new Set(['node_modules', SIDECAR]);

/**
 * The files that the arguments (files, folders, addresses) name, ordered by the bytes of their sources, and those that cannot
 * be used. `source` is the base name of the argument, then the path below it with `/`, in NFC. Skipped in silence:
 * hidden names, `node_modules`, `seeds.yaml`, symbolic links to folders inside the folder given, files named twice.
 * So are the folders in `skip`, however they are named. Throws `E_SEEDS` for an argument that does not exist.
 */
export async function findFiles(
  args: readonly string[],
  skip: readonly string[] = [],
  hub: HubOptions = {},
): Promise<{ files: FoundFile[]; rejects: Reject[] }> {
  const walk: Walk = { files: [], rejects: [], seen: new Set(), skip: new Set() };
  for (const folder of skip) walk.skip.add(await realpath(folder).catch(() => resolve(folder)));
  for (const arg of args) await (isRemote(arg) ? findAddress(arg, hub, walk) : findArgument(arg, walk));
  const bySource = (a: Reject | FoundFile, b: Reject | FoundFile) =>
    Buffer.compare(Buffer.from(a.source), Buffer.from(b.source));
  return { files: walk.files.sort(bySource), rejects: walk.rejects.sort(bySource) };
}

interface Walk {
  files: FoundFile[];
  rejects: Reject[];
  seen: Set<string>;
  /** Where the folders to skip really lie. */
  skip: Set<string>;
}

/** Bytes that a file is taken to have where the server does not say. */
const UNKNOWN_SIZE = 2 ** 26;

async function findAddress(arg: string, hub: HubOptions, walk: Walk): Promise<void> {
  const { files, rejects } = await findRemote(arg, hub);
  walk.rejects.push(...rejects);
  for (const remote of files) {
    const { url, source, size } = remote;
    if (walk.seen.has(url)) continue;
    walk.seen.add(url);
    if (size === 0) walk.rejects.push({ source, reason: 'empty' });
    else walk.files.push({ path: url, source, root: '', size: size ?? UNKNOWN_SIZE, remote });
  }
}

async function findArgument(arg: string, walk: Walk): Promise<void> {
  const path = resolve(arg);
  const source = (basename(path) || 'root').normalize('NFC');
  const found = await stat(path).catch((cause: unknown) => {
    if (codeOf(cause) !== 'ENOENT' && codeOf(cause) !== 'ENOTDIR') return undefined;
    throw new UserError('E_SEEDS', `Cannot read seeds from "${arg}": no such file or folder`, {
      hint: 'Give the path of a file, or of a folder with documents or source code.',
      cause,
    });
  });
  if (found === undefined) walk.rejects.push({ source, reason: 'cannot be opened' });
  else if (found.isDirectory()) await readFolder(path, source, await realpath(path), path, walk);
  else addFile(path, source, dirname(path), found, walk);
}

/** `real` is where the folder given really lies; links must stay below it. */
async function readFolder(folder: string, source: string, real: string, root: string, walk: Walk): Promise<void> {
  let names: Buffer[];
  try {
    if (walk.skip.size > 0 && walk.skip.has(await realpath(folder))) return;
    names = await readdir(folder, { encoding: 'buffer' });
  } catch (error) {
    walk.rejects.push({ source, reason: reasonOf(error) });
    return;
  }
  for (const bytes of names) {
    const name = bytes.toString('utf8');
    const own = `${source}/${name.normalize('NFC')}`;
    if (name.startsWith('.') || SKIPPED.has(name)) continue;
    if (!Buffer.from(name).equals(bytes)) walk.rejects.push({ source: own, reason: 'its name is not UTF-8' });
    else await readEntry(join(folder, name), own, real, root, walk);
  }
}

async function readEntry(path: string, source: string, real: string, root: string, walk: Walk): Promise<void> {
  try {
    const entry = await lstat(path);
    if (entry.isDirectory()) return await readFolder(path, source, real, root, walk);
    if (!entry.isSymbolicLink()) return addFile(path, source, root, entry, walk);
    const target = await realpath(path);
    const inside = target.startsWith(real.endsWith(sep) ? real : real + sep);
    const found = await stat(target);
    if (!inside && target !== real)
      walk.rejects.push({ source, reason: 'a symbolic link that leads out of the folder' });
    else if (!found.isDirectory()) addFile(path, source, root, found, walk);
  } catch (error) {
    const broken = codeOf(error) === 'ENOENT' || codeOf(error) === 'ELOOP';
    walk.rejects.push({ source, reason: broken ? 'a broken symbolic link' : reasonOf(error) });
  }
}

function addFile(path: string, source: string, root: string, found: { size: number; isFile(): boolean }, walk: Walk) {
  if (walk.seen.has(path)) return;
  walk.seen.add(path);
  if (!found.isFile()) walk.rejects.push({ source, reason: 'not a regular file' });
  else if (found.size === 0) walk.rejects.push({ source, reason: 'empty' });
  else walk.files.push({ path, source, root, size: found.size });
}

/** Why a file or folder cannot be read, in a few words. */
export function reasonOf(error: unknown): string {
  const code = codeOf(error);
  if (code === 'EACCES' || code === 'EPERM') return 'no permission';
  if (code === 'ENOENT') return 'it is gone';
  return messageOf(error);
}
