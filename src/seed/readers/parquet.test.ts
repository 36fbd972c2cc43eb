import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { describe, expect, it } from 'vitest';
import { readDocuments as read } from '../../../test/read-document.ts';
import { scratch } from '../../../test/scratch.ts';
import { bytesFile } from '../source-file.ts';
import { reader } from './parquet.ts';

const PROSE =
  'The keeper climbed the stair at dusk, trimmed the wick, and wrote the hour into the book beside the lamp. ';

/** Parquet as DuckDB writes the rows of a query. */
async function parquetOf(query: string, options = ''): Promise<Uint8Array> {
  const path = join(scratch(), 'a.parquet');
  const connection = await (await DuckDBInstance.create()).connect();
  await connection.run(`COPY (${query}) TO '${path}' (FORMAT parquet${options})`);
  connection.closeSync();
  return readFile(path);
}

const TEXTS = `SELECT * FROM (VALUES
  ('One', 'First text.', 'en', {'license': 'CC0-1.0'}, 'asked?'),
  ('Two', 'Second text.', NULL, NULL, NULL),
  ('Three', NULL, 'en', NULL, NULL)) t(title, text, lang, meta, question)`;

describe('parquet', () => {
  it.each(['snappy', 'zstd', 'gzip', 'brotli', 'lz4_raw', 'uncompressed'])('of texts, packed by %s', async (codec) => {
    const { documents, rejects } = await read('a.parquet', await parquetOf(TEXTS, `, COMPRESSION ${codec}`));
    expect(documents).toMatchObject([
      { source: 'a.parquet#1', kind: 'text', title: 'One', text: 'First text.', language: 'en', license: 'CC0-1.0' },
      { source: 'a.parquet#2', kind: 'text', title: 'Two', text: 'Second text.', language: null, license: null },
    ]);
    expect(rejects.map(({ source }) => source)).toEqual(['a.parquet#3']);
  });

  it('reads the column that was asked for, and a path in it', async () => {
    const bytes = await parquetOf(`SELECT 'no' AS text, {'body': 'deep', 'other': 1} AS page, 'x' AS question`);
    const texts = async (field: string) => (await read('a.parquet', bytes, field)).documents.map(({ text }) => text);
    expect(await texts('question')).toEqual(['x']);
    expect(await texts('page.body')).toEqual(['deep']);
  });

  it('is told by its content, and reads only the columns that it needs', async () => {
    const noise = Array.from({ length: 3000 }, (_, i) => `${(i * 7919) % 10007}${PROSE}${(i * 104729) % 10007}`);
    const bytes = new Uint8Array(
      parquetWriteBuffer({
        columnData: [
          { name: 'answer', data: noise, type: 'STRING' },
          { name: 'text', data: noise.map((_, i) => `text ${i}`), type: 'STRING' },
        ],
        codec: 'UNCOMPRESSED',
      }),
    );
    expect((await read('a.bin', bytes)).documents).toHaveLength(3000);
    let taken = 0;
    const file = bytesFile('a.parquet', bytes);
    const counted = {
      ...file,
      slice: (start: number, end: number) => {
        taken += end - start;
        return file.slice(start, end);
      },
    };
    for await (const _ of await reader.read(counted, { reject: () => {} }));
    expect(taken).toBeLessThan(bytes.length / 2);
  });

  it('of numbers is a table, times and large numbers as they are', async () => {
    const query = `SELECT 'Bren' AS town, 1.5 AS mm, DATE '2024-02-03' AS day, TIMESTAMP '2024-02-03 04:05:06' AS since,
      9007199254740993 AS big, [1, 2] AS list UNION ALL SELECT 'Holm', NULL, NULL, NULL, 2, NULL ORDER BY town`;
    const flat = `SELECT town, mm, day, since, big FROM (${query})`;
    expect((await read('rain_fall.parquet', await parquetOf(flat))).documents).toMatchObject([
      {
        source: 'rain_fall.parquet',
        kind: 'table',
        title: 'rain fall',
        text: [
          '| town | mm | day | since | big |',
          '| --- | --- | --- | --- | --- |',
          '| Bren | 1.5 | 2024-02-03 | 2024-02-03T04:05:06 | 9007199254740993 |',
          '| Holm |  |  |  | 2 |',
        ].join('\n'),
      },
    ]);
  });

  it('goes through row groups one by one', async () => {
    const bytes = await parquetOf(`SELECT 'text ' || i AS text FROM range(5000) t(i)`, ', ROW_GROUP_SIZE 2048');
    const { documents } = await read('a.parquet', bytes);
    expect(documents.map(({ source }) => source)).toEqual(Array.from({ length: 5000 }, (_, i) => `a.parquet#${i + 1}`));
    expect(documents.at(-1)?.text).toBe('text 4999');
  });

  it('of questions and answers is refused', async () => {
    const query = `SELECT '${PROSE}' AS question, '${PROSE}' AS answer FROM range(3)`;
    await expect(read('a.parquet', await parquetOf(query))).rejects.toThrow('only questions, answers or labels');
  });
});

describe('parquet that is damaged or hostile', () => {
  const groups = () => parquetOf(`SELECT 'text ' || i AS text FROM range(5000) t(i)`, ', ROW_GROUP_SIZE 2048');

  it('keeps the row groups that can be read', async () => {
    const bytes = Buffer.from(await groups());
    bytes.fill(0xff, 10, 200);
    const { documents, rejects } = await read('a.parquet', bytes);
    expect(documents).toHaveLength(5000 - 2048);
    expect(rejects).toEqual([{ source: 'a.parquet#rows-1-2048', reason: expect.stringMatching(/^damaged/) }]);
  });

  it.each([
    ['cut off', (bytes: Buffer) => bytes.subarray(0, bytes.length - 100), 'cut off (Parquet without its footer)'],
    ['nothing but its mark', () => Buffer.from('PAR1'), 'cut off'],
    [
      'with a footer longer than itself',
      (bytes: Buffer) => written(bytes, bytes.length - 8, 0x7fffffff),
      'damaged (the footer',
    ],
    [
      'with a footer that is none',
      (bytes: Buffer) => Buffer.from(bytes.fill(0x2f, bytes.length - 300, bytes.length - 8)),
      'damaged Parquet',
    ],
    ['encrypted', (bytes: Buffer) => Buffer.concat([bytes.subarray(0, -4), Buffer.from('PARE')]), 'encrypted'],
  ])('is refused: %s', async (_, change, reason) => {
    await expect(read('a.parquet', change(Buffer.from(await groups())))).rejects.toThrow(reason);
  });

  it('is refused where pages declare more than there can be', async () => {
    const bytes = Buffer.from(await parquetOf(`SELECT 'x' AS text FROM range(100)`, ', COMPRESSION uncompressed'));
    for (let seed = 1; seed < 400; seed++) {
      const copy = Buffer.from(bytes);
      for (let i = 0; i < 6; i++) copy[4 + ((seed * 31 + i * 17) % 120)] = (seed * 97 + i * 61) % 256;
      await read('a.parquet', copy).catch((error: unknown) => expect(String(error)).toMatch(/damaged|page|field/));
    }
  });

  it('is no Parquet by its name alone', async () => {
    await expect(read('a.parquet', 'Once upon')).rejects.toThrow('its content is not that of a ".parquet"');
  });
});

function written(bytes: Buffer, at: number, value: number): Buffer {
  bytes.writeUInt32LE(value, at);
  return bytes;
}
