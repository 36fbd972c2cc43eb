import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import type { DataFile } from '../../dataset/read-rows.ts';
import { messageOf, UserError } from '../../errors.ts';
import { READ, type RowGroup, type RowSource, type Selection } from './source.ts';

/** Files of one split and kind. */
export interface FileSet {
  split: 'train' | 'test';
  tools: boolean;
  files: readonly DataFile[];
}

/**
 * Rows chosen by SQL, in the dataset's order or the one asked for. DuckDB reads the dataset's files and nothing else: it
 * is denied other files, extensions and the network, and spills to a temporary folder above 1 GB.
 * Errors: E_QUERY where the SQL is not one expression over the columns.
 */
export async function querySource(sets: readonly FileSet[], selection: Selection): Promise<RowSource> {
  const { DuckDBInstance } = await import('@duckdb/node-api');
  const spill = await mkdtemp(join(tmpdir(), 'agentinstruct-query-'));
  const instance = await DuckDBInstance.create();
  const connection = await instance.connect();
  const close = async () => {
    connection.closeSync();
    instance.closeSync();
    await rm(spill, { recursive: true, force: true });
  };
  try {
    const folders = [...new Set(sets.flatMap(({ files }) => files.map(({ path }) => resolve(dirname(path)))))];
    await connection.run(`SET memory_limit = '1GB'; SET temp_directory = ${quoted(spill)};
      SET allowed_directories = [${[...folders, spill].map(quoted).join(', ')}];
      SET enable_external_access = false; SET lock_configuration = true;`);
    for (const set of sets) await connection.run(viewOf(set));
    await refuseStatements(connection, sets, selection);
    const condition = await conditionOf(connection, sets, selection);
    return { groups: sets.map((set) => groupOf(connection, set, condition, selection.orderBy)), close };
  } catch (error) {
    await close();
    throw error;
  }
}

const quoted = (text: string) => `'${text.replaceAll("'", "''")}'`;
const nameOf = ({ split, tools }: FileSet) => `"${tools ? 'tools-' : ''}${split}"`;

function viewOf(set: FileSet): string {
  const paths = set.files.map(({ path }) => quoted(resolve(path))).join(', ');
  const lacking = set.tools ? '' : ', NULL::VARCHAR AS tools';
  return `CREATE VIEW ${nameOf(set)} AS SELECT *, ${quoted(set.split)} AS split${lacking} FROM read_parquet([${paths}])`;
}

function selectOf(set: FileSet, columns: string, condition: string, rest = ''): string {
  return `SELECT ${columns} FROM ${nameOf(set)} WHERE (\n${condition}\n) ${rest}`;
}

/** An expression that closes its bracket and goes on would be several statements, or none. */
async function refuseStatements(connection: DuckDBConnection, sets: readonly FileSet[], selection: Selection) {
  const [first] = sets;
  if (first === undefined) return;
  const { where, orderBy } = selection;
  const sql = selectOf(first, 'id', where ?? 'true', orderBy === null ? '' : `ORDER BY\n${orderBy}`);
  await asUserError(async () => {
    const statements = await connection.extractStatements(sql);
    if (statements.count !== 1) throw new Error('it is more than one expression');
    await statements.prepare(0);
  });
}

/** The condition on rows: that of `where`, and for a sample the bound below which the drawn ids fall. */
async function conditionOf(connection: DuckDBConnection, sets: readonly FileSet[], { where, sample, seed }: Selection) {
  const given = where ?? 'true';
  if (sample === null) return given;
  const drawn = `md5(concat(id, ${quoted(seed)}))`;
  const all = sets.map((set) => selectOf(set, `${drawn} AS drawn`, given)).join(' UNION ALL ');
  const read = await asUserError(() =>
    connection.runAndReadAll(
      `SELECT max(drawn) AS bound FROM (SELECT drawn FROM (${all}) ORDER BY drawn LIMIT ${sample})`,
    ),
  );
  const [bound] = read.getRowsJS()[0] ?? [];
  return typeof bound === 'string' ? `(\n${given}\n) AND ${drawn} <= ${quoted(bound)}` : 'false';
}

function groupOf(connection: DuckDBConnection, set: FileSet, condition: string, orderBy: string | null): RowGroup {
  const order = orderBy === null ? '' : `ORDER BY\n${orderBy}`;
  return {
    split: set.split,
    tools: set.tools,
    async count() {
      const read = await asUserError(() => connection.runAndReadAll(selectOf(set, 'count(*)::INTEGER', condition)));
      return Number(read.getRowsJS()[0]?.[0] ?? 0);
    },
    async *rows(columns) {
      const plain = [...new Set([...READ, ...columns])]
        .filter((name) => name !== 'messages')
        .map((name) => `"${name}"`);
      const sql = selectOf(set, ['to_json(messages)::VARCHAR AS messages', ...plain].join(', '), condition, order);
      const result = await asUserError(() => connection.stream(sql));
      for await (const rows of result.yieldRowObjectJs()) {
        yield rows.map((row) => ({ ...row, messages: JSON.parse(String(row.messages)) }));
      }
    },
  };
}

async function asUserError<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    throw new UserError('E_QUERY', `Cannot choose rows: ${messageOf(cause).slice(0, 300)}`, {
      hint: '--where and --order-by take DuckDB SQL over the columns of docs/data.md, for example --where "agreement = 1 AND skill = \'rag\'".',
      cause,
    });
  }
}
