import { randomBytes } from 'node:crypto';
import { mkdir, readdir, rm } from 'node:fs/promises';
import { hostname } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { codeOf } from '../../errors.ts';
import { shortHash } from '../../text/hash.ts';

/** Parts that this process writes to. */
const own = new Set<string>();

/** A temporary folder that an export writes to. */
export interface Part {
  folder: string;
  /** Takes it away, if it is still there. */
  remove(): Promise<void>;
}

/**
 * Makes a part beside the folder that an export is going to, `OUT.part-HOST-PID-XXXXXX`, and takes away those of exports
 * to the same folder whose process is no more on this machine. Parts of other machines, and what is named otherwise,
 * are left alone. Who may read it is as for any new folder. Rejects as the file system does.
 */
export async function makePart(folder: string): Promise<Part> {
  await mkdir(dirname(folder), { recursive: true });
  await removeDead(folder);
  const part = `${folder}.part-${HOST}-${process.pid}-${randomBytes(3).toString('hex')}`;
  await mkdir(part);
  own.add(part);
  return {
    folder: part,
    async remove() {
      await rm(part, { recursive: true, force: true });
      own.delete(part);
    },
  };
}

const HOST = shortHash('host', hostname()).slice(0, 8);

async function removeDead(folder: string): Promise<void> {
  const prefix = `${basename(folder)}.part-${HOST}-`;
  for (const entry of await readdir(dirname(folder), { withFileTypes: true })) {
    const [, pid] = /^(\d+)-\w{6}$/.exec(entry.name.slice(prefix.length)) ?? [];
    const path = join(dirname(folder), entry.name);
    if (!entry.isDirectory() || !entry.name.startsWith(prefix) || pid === undefined) continue;
    if (!own.has(path) && !isAlive(Number(pid))) await rm(path, { recursive: true, force: true });
  }
}

/** Whether another process with this number runs; parts of this one are known. */
function isAlive(pid: number): boolean {
  if (pid === process.pid) return false;
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return codeOf(error) !== 'ESRCH';
  }
}
