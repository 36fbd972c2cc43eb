import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** Whether another process holds a folder's lock (see lock.ts). Not to be asked by the holder: that would end its lock. */
export function isLocked(dir: string): boolean {
  const path = join(dir, 'lock.db');
  if (!existsSync(path)) return false;
  const db = new DatabaseSync(path, { readOnly: true });
  try {
    db.exec('PRAGMA busy_timeout = 0');
    db.prepare('PRAGMA schema_version').get();
    return false;
  } catch {
    return true;
  } finally {
    db.close();
  }
}
