import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { diskError, sqliteCode } from './disk.ts';

const BUSY = 5;

/**
 * Whether another process holds a folder's lock (see lock.ts). Not to be asked by the holder: that would end its lock.
 * Errors: those of {@link diskError} where the lock cannot be looked at.
 */
export function isLocked(dir: string): boolean {
  const path = join(dir, 'lock.db');
  if (!existsSync(path)) return false;
  let db: DatabaseSync | undefined;
  try {
    db = new DatabaseSync(path, { readOnly: true });
    db.exec('PRAGMA busy_timeout = 0');
    db.prepare('PRAGMA schema_version').get();
    return false;
  } catch (error) {
    if (sqliteCode(error) === BUSY) return true;
    throw diskError('read', path, error);
  } finally {
    db?.close();
  }
}
