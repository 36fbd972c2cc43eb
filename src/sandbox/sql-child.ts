/** A process that runs the statements on its standard input in a database of its own, in memory; sql.ts starts and kills it. */
import { readFileSync, writeSync } from 'node:fs';
import { constants, DatabaseSync } from 'node:sqlite';

interface Asked {
  statements: string[];
  rows: number;
}

const asked: Asked = JSON.parse(readFileSync(0, 'utf8'));
const database = new DatabaseSync(':memory:');
database.exec('PRAGMA temp_store = MEMORY');
if (typeof database.setAuthorizer === 'function') {
  const files = [constants.SQLITE_ATTACH, constants.SQLITE_DETACH, constants.SQLITE_PRAGMA];
  database.setAuthorizer((action) => (files.includes(action) ? constants.SQLITE_DENY : constants.SQLITE_OK));
}
let last: Record<string, unknown>[] | null = null;
let printed = '';
try {
  for (const text of asked.statements) {
    const statement = database.prepare(text);
    statement.setReadBigInts(true);
    const rows = [];
    for (const row of statement.iterate()) {
      if (rows.push(Object.fromEntries(Object.entries(row).map(([name, value]) => [name, plain(value)]))) >= asked.rows)
        break;
    }
    if (statement.columns().length === 0) continue;
    last = rows;
    printed += rows
      .map(
        (row) =>
          `${Object.values(row)
            .map((value) => value ?? '')
            .join('|')}\n`,
      )
      .join('');
  }
  write({ printed, rows: last });
} catch (error) {
  write({ printed, fault: error instanceof Error ? error.message : String(error) });
}

function plain(value: unknown): unknown {
  if (typeof value === 'bigint') return Number.isSafeInteger(Number(value)) ? Number(value) : String(value);
  return value instanceof Uint8Array ? `x'${Buffer.from(value).toString('hex')}'` : value;
}

function write(reply: object): void {
  const bytes = Buffer.from(JSON.stringify(reply));
  for (let at = 0; at < bytes.length; ) at += writeSync(1, bytes, at);
}
