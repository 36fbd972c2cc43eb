import { rmSync } from 'node:fs';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import { UserError } from '../errors.ts';
import { diskError, sqliteCode } from './disk.ts';
import { networkNameOf } from './file-system.ts';

const BUSY = 5;
const Holder = z.object({ pid: z.int(), host: z.string(), since: z.string() });

/** A lock that is held. */
export interface FolderLock {
  /** Gives the folder free. Can be called again. */
  release(): void;
}

/** What {@link lockFolder} finds out about its surroundings. */
export interface LockOptions {
  /** Names the network file system of a folder, if it lies on one. */
  network?: (dir: string) => Promise<string | undefined>;
}

/**
 * Locks an existing folder for this process until `release`, or until the process ends in whatever way: the lock is the
 * operating system's, on `lock.db` in the folder; `lock.json` beside it says for people who holds it. The holder must
 * not open `lock.db` by itself: closing it would end the lock (fcntl(2)).
 * Rejects with UserError E_RUN_IN_USE naming the holder, E_RUN_FOLDER on a network file system, where such locks and
 * SQLite's log cannot be relied on, E_DISK when the folder cannot be written.
 */
export async function lockFolder(dir: string, { network = networkNameOf }: LockOptions = {}): Promise<FolderLock> {
  await refuseNetwork(dir, network);
  const note = join(dir, 'lock.json');
  const db = await takeLock(dir, note);
  const release = () => {
    if (!db.isOpen) return;
    rmSync(note, { force: true });
    db.close();
  };
  try {
    await writeNote(note);
  } catch (error) {
    release();
    throw diskError('write', note, error);
  }
  return { release };
}

async function refuseNetwork(dir: string, network: (dir: string) => Promise<string | undefined>): Promise<void> {
  const name = await network(dir).catch((error: unknown) => {
    throw diskError('read', dir, error);
  });
  if (name === undefined) return;
  throw new UserError(
    'E_RUN_FOLDER',
    `Cannot keep the state of a run in ${dir}: it is on a network file system (${name})`,
    {
      hint: 'Give a folder on a local disk with --state DIR; the data itself can stay where it is.',
    },
  );
}

/** An open database in an exclusive transaction: held as long as it is open. */
async function takeLock(dir: string, note: string): Promise<DatabaseSync> {
  const file = join(dir, 'lock.db');
  let db: DatabaseSync | undefined;
  try {
    db = new DatabaseSync(file);
    db.exec('PRAGMA busy_timeout = 250; BEGIN EXCLUSIVE');
    return db;
  } catch (error) {
    db?.close();
    throw sqliteCode(error) === BUSY ? await inUse(dir, note, error) : diskError('write', file, error);
  }
}

async function inUse(dir: string, note: string, cause: unknown): Promise<UserError> {
  const holder = await readNote(note);
  const who = holder
    ? `process ${holder.pid} on ${holder.host} has worked in it since ${holder.since}`
    : 'another process works in it';
  const stop = holder ? ` or stop it (kill ${holder.pid} on ${holder.host})` : ' or stop it';
  return new UserError('E_RUN_IN_USE', `Cannot work in ${dir}: ${who}`, {
    hint: `Wait until it ends${stop}, then run the same command again; or give another folder.`,
    cause,
  });
}

async function readNote(note: string): Promise<z.infer<typeof Holder> | undefined> {
  try {
    return Holder.parse(JSON.parse(await readFile(note, 'utf8')));
  } catch {
    return undefined;
  }
}

async function writeNote(note: string): Promise<void> {
  const holder = { pid: process.pid, host: hostname(), since: new Date().toISOString() };
  await writeFile(`${note}.part`, `${JSON.stringify(holder)}\n`);
  await rename(`${note}.part`, note);
}
