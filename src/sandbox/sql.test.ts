import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { scratch } from '../../test/scratch.ts';
import { run } from './run.ts';
import { statementsOf } from './sql-statements.ts';

const sql = (code: string, seconds = 5) => run({ language: 'sql', code }, { seconds });

describe('SQL', () => {
  test('gives the rows of the last query, and prints all', async () => {
    const code = `CREATE TABLE t (a INTEGER, b TEXT); INSERT INTO t VALUES (1, 'x;y'), (2, NULL); -- ;
      SELECT * FROM t; SELECT count(*) AS n, 9007199254740993 AS big FROM t;`;
    expect(await sql(code)).toEqual({
      status: 'ok',
      stdout: '1|x;y\n2|\n2|9007199254740993\n',
      value: [{ n: 2, big: '9007199254740993' }],
      detail: '',
    });
  });

  test('triggers stay whole, foreign keys hold', async () => {
    const code = `CREATE TABLE t (a); CREATE TABLE l (x);
      CREATE TRIGGER g AFTER INSERT ON t BEGIN INSERT INTO l VALUES (new.a); INSERT INTO l VALUES (2); END;
      INSERT INTO t VALUES (1); SELECT x FROM l`;
    expect(await sql(code)).toMatchObject({ status: 'ok', value: [{ x: 1 }, { x: 2 }] });
    const broken = 'CREATE TABLE p (id INTEGER PRIMARY KEY); CREATE TABLE c (p REFERENCES p); INSERT INTO c VALUES (1)';
    expect(await sql(broken)).toMatchObject({ status: 'error', detail: 'FOREIGN KEY constraint failed' });
  });

  test.each([
    ['SELECT * FROM nowhere', 'no such table'],
    ['SELECT 1 +', 'incomplete input'],
    ["SELECT load_extension('/lib/x.so')", 'not authorized'],
    ['SELEC 1', '"SELEC" is not run here'],
  ])('%s is an error', async (code, detail) => {
    const ran = await sql(code);
    expect(ran.status).toBe('error');
    expect(ran.detail).toContain(detail);
  });

  test.each([
    'ATTACH ? AS e; CREATE TABLE e.t (a)',
    "/* ' */ attach ? as e",
    'VACUUM INTO ?',
    'SELECT 1; --\n;ATTACH ? AS e',
  ])('no file is opened: %s', async (code) => {
    const file = join(scratch(), 'other.db');
    expect(await sql(code.replace('?', `'${file}'`))).toMatchObject({ status: 'error' });
    expect(existsSync(file)).toBe(false);
  });

  test('a query without end is killed, one of too many rows too', async () => {
    const count = 'WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c)';
    expect(await sql(`${count} SELECT count(*) FROM c`, 0.5)).toMatchObject({ status: 'timeout' });
    expect((await sql(`${count} SELECT n, randomblob(2000) FROM c`)).status).not.toBe('ok');
  });

  test('memory is bounded', async () => {
    const code =
      "WITH RECURSIVE c(s) AS (SELECT 'xxxxxxxx' UNION ALL SELECT s || s FROM c) SELECT max(length(s)) FROM c";
    expect((await sql(code)).status).not.toBe('ok');
  });
});

describe('statementsOf', () => {
  test.each<[string, string[]]>([
    ['', []],
    [' ; ;-- only a remark', []],
    ['SELECT \';\' -- ;\n; SELECT "a;b"', ["SELECT ';' -- ;\n;", 'SELECT "a;b"']],
    ['/* ; */ SELECT [a;b], `c;d`', ['/* ; */ SELECT [a;b], `c;d`']],
    ["SELECT 'it''s; so'", ["SELECT 'it''s; so'"]],
  ])('%j', (code, statements) => {
    expect(statementsOf(code)).toEqual({ statements });
  });

  test.each(['PRAGMA writable_schema = 1', 'DETACH a', 'begin; attach x as y', "SELECT 1;'x';\u00e9t\u00e9"])(
    '%j is refused',
    (code) => {
      expect(statementsOf(code)).toMatchObject({ refused: expect.any(String) });
    },
  );
});
