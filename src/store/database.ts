import { existsSync } from 'node:fs';
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { UserError } from '../errors.ts';
import { diskError } from './disk.ts';

/** The format of the tables below, kept as `PRAGMA user_version`. */
export const FORMAT = 3;

/** Every commit is synced; the log is folded into the database every 16 MB. */
const DURABLE = 'PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 4000';

/**
 * `unit.place` is the unit's order and stands for it in the other tables. `run.folded` and `run.begun` say which segments of
 * the journal (journal/segments.ts) are no more and which must be there; `spent` sums what was paid for the records of
 * those that are no more. `manifest.seq` grows with every commit; a unit that is open again keeps its row there until it
 * is committed anew.
 */
const TABLES = `
  CREATE TABLE run (paused INTEGER NOT NULL, folded INTEGER NOT NULL, begun INTEGER NOT NULL) STRICT;
  INSERT INTO run VALUES (0, 0, 0);
  CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
  CREATE TABLE unit (
    place INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    status TEXT NOT NULL DEFAULT 'open' CHECK (status IN ('open', 'leased', 'done')),
    attempt INTEGER NOT NULL DEFAULT 0,
    worker TEXT,
    ends REAL,
    body TEXT NOT NULL
  ) STRICT;
  CREATE INDEX unit_by_status ON unit (status, place, ends);
  CREATE TABLE spent (
    skill TEXT NOT NULL,
    stage TEXT NOT NULL,
    batch INTEGER NOT NULL,
    calls INTEGER NOT NULL,
    prompt INTEGER NOT NULL,
    cached INTEGER NOT NULL,
    completion INTEGER NOT NULL,
    estimated INTEGER NOT NULL,
    PRIMARY KEY (skill, stage, batch)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE manifest (
    seq INTEGER PRIMARY KEY,
    unit INTEGER NOT NULL UNIQUE REFERENCES unit (place),
    attempt INTEGER NOT NULL,
    object TEXT NOT NULL,
    counts TEXT NOT NULL
  ) STRICT;
`;

/** An open database of the run's books. Errors that a user can mend come as UserError naming the file. */
export interface Database {
  prepare(sql: string): StatementSync;
  /** Runs `work` in one transaction that sees one state of the books. */
  read<T>(work: () => T): T;
  /** Runs `work` in one transaction that is on disk when this returns, or has no effect when it throws. */
  write<T>(work: () => T): T;
  /** Can be called again. */
  close(): void;
}

/**
 * Opens the books at `path`, and makes them where there are none. WAL with `synchronous=FULL`: a commit is synced.
 * Throws UserError E_RUN_FOLDER for a newer format or something else than a run's books, E_RUN_UNKNOWN when there is
 * nothing to read, E_DISK when the file cannot be made.
 */
export function openDatabase(path: string, readOnly: boolean): Database {
  if (readOnly && !existsSync(path)) throw nothing(path);
  const action = readOnly ? 'read' : 'write';
  let db: DatabaseSync | undefined;
  try {
    db = new DatabaseSync(path, { readOnly });
    db.exec('PRAGMA busy_timeout = 5000');
    prepareBooks(db, path, readOnly);
    return databaseOf(db, path);
  } catch (error) {
    db?.close();
    throw diskError(action, path, error);
  }
}

function prepareBooks(db: DatabaseSync, path: string, readOnly: boolean): void {
  if (holdsBooks(db, path)) {
    if (!readOnly) db.exec(DURABLE);
    return;
  }
  if (readOnly) throw nothing(path);
  db.exec(`${DURABLE}; BEGIN IMMEDIATE`);
  if (!holdsBooks(db, path)) db.exec(`${TABLES} PRAGMA user_version = ${FORMAT}`);
  db.exec('COMMIT');
}

function holdsBooks(db: DatabaseSync, path: string): boolean {
  const format = Number(db.prepare('PRAGMA user_version').get()?.user_version);
  if (format === FORMAT) return true;
  if (format > FORMAT) {
    throw new UserError('E_RUN_FOLDER', `Cannot use ${path}: it has format ${format}, this version reads ${FORMAT}`, {
      hint: 'Go on with the newer version of agentinstruct that wrote it, or begin in another folder.',
    });
  }
  if (db.prepare('SELECT 1 FROM sqlite_schema').get() === undefined) return false;
  if (format > 0) {
    throw new UserError('E_RUN_FOLDER', `Cannot use ${path}: it has format ${format}, this version reads ${FORMAT}`, {
      hint: 'Go on with the older version of agentinstruct that wrote it, or begin in another folder.',
    });
  }
  throw new UserError('E_RUN_FOLDER', `Cannot use ${path}: it is a database of another program`, {
    hint: 'Give another folder.',
  });
}

function databaseOf(db: DatabaseSync, path: string): Database {
  const run = <T>(action: 'read' | 'write', begin: string, work: () => T): T => {
    try {
      db.exec(begin);
      const result = work();
      db.exec('COMMIT');
      return result;
    } catch (error) {
      if (db.isOpen && db.isTransaction) db.exec('ROLLBACK');
      throw diskError(action, path, error);
    }
  };
  return {
    prepare: (sql) => db.prepare(sql),
    read: (work) => run('read', 'BEGIN', work),
    write: (work) => run('write', 'BEGIN IMMEDIATE', work),
    close: () => {
      if (db.isOpen) db.close();
    },
  };
}

function nothing(path: string): UserError {
  return new UserError('E_RUN_UNKNOWN', `Cannot read ${path}: there is no run`, {
    hint: 'Give the folder that a run was begun with (--out).',
  });
}
