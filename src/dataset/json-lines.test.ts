import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync, zstdCompressSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { all } from '../../test/all.ts';
import { scratch } from '../../test/scratch.ts';
import { linesOf } from './json-lines.ts';

const TEXT = '\ufeffeins\r\nzwei 灯\n\nvier';

test.each([
  ['a.jsonl', Buffer.from(TEXT)],
  ['a.jsonl.gz', gzipSync(TEXT)],
  ['a.jsonl.zst', zstdCompressSync(Buffer.from(TEXT))],
])('lines of %s', async (name, bytes) => {
  const path = join(scratch(), name);
  writeFileSync(path, bytes);
  expect(await all(linesOf(path))).toEqual(['eins', 'zwei 灯', '', 'vier']);
});

test('long files, cut anywhere, and lines that are too long to be held', async () => {
  const path = join(scratch(), 'long.jsonl');
  const lines = Array.from({ length: 40_000 }, (_, at) => `${at} ${'é灯'.repeat(at % 50)}`);
  writeFileSync(path, [...lines, 'x'.repeat(2 ** 25 + 1), 'last', ''].join('\n'));
  const read = await all(linesOf(path));
  expect(read.slice(0, 40_000)).toEqual(lines);
  expect(read.slice(40_000)).toEqual([null, 'last']);
});

test('a file that is not there, and one that is cut off', async () => {
  const dir = scratch();
  await expect(all(linesOf(join(dir, 'none')))).rejects.toMatchObject({ code: 'ENOENT' });
  writeFileSync(join(dir, 'cut.gz'), gzipSync('a line of text that is long enough').subarray(0, 20));
  await expect(all(linesOf(join(dir, 'cut.gz')))).rejects.toThrow();
});
