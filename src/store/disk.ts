import { type ErrorCode, messageOf, UserError } from '../errors.ts';

/** SQLite's primary result codes (https://sqlite.org/rescode.html) that a user can mend. */
const SQLITE: Record<number, ErrorCode> = {
  5: 'E_RUN_IN_USE', // BUSY
  6: 'E_RUN_IN_USE', // LOCKED
  8: 'E_DISK', // READONLY
  10: 'E_DISK', // IOERR
  11: 'E_RUN_FOLDER', // CORRUPT
  13: 'E_DISK', // FULL
  14: 'E_DISK', // CANTOPEN
  26: 'E_RUN_FOLDER', // NOTADB
};

const HINTS: Partial<Record<ErrorCode, string>> = {
  E_RUN_IN_USE: 'Another program holds the file; end it and run the same command again.',
  E_RUN_FOLDER: 'The file is damaged or no database; restore it, or begin anew in another folder.',
  E_DISK: 'Look for free space and permissions there, then run the same command again: nothing paid for is lost.',
};

/**
 * What to throw for an error that was met while a file was read or written: a UserError (E_DISK, E_RUN_IN_USE,
 * E_RUN_FOLDER) naming the file where the system or SQLite refused, else the error itself.
 */
export function diskError(action: 'read' | 'write', file: string, error: unknown): unknown {
  const code = codeFor(error);
  if (code === undefined) return error;
  const hint = HINTS[code];
  const options = hint === undefined ? { cause: error } : { hint, cause: error };
  return new UserError(code, `Cannot ${action} ${file}: ${messageOf(error)}`, options);
}

/** SQLite's primary result code of an error, if SQLite made it. */
export function sqliteCode(error: unknown): number | undefined {
  if (!(error instanceof Error) || !('errcode' in error) || typeof error.errcode !== 'number') return undefined;
  return error.errcode & 0xff;
}

function codeFor(error: unknown): ErrorCode | undefined {
  const code = sqliteCode(error);
  if (code !== undefined) return SQLITE[code];
  return error instanceof Error && 'syscall' in error ? 'E_DISK' : undefined;
}
