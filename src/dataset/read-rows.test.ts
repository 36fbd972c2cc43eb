import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { pairOf } from '../../test/pairs.ts';
import { scratch } from '../../test/scratch.ts';
import { openRows } from './parquet.ts';
import { countRows, findDataFiles, readRows } from './read-rows.ts';
import { toRow } from './row.ts';

async function write(dir: string, name: string, ids: readonly string[], groupRows: number): Promise<void> {
  const writer = openRows(join(dir, 'data', name), { groupRows, tools: name.startsWith('tools-') });
  for (const id of ids) await writer.add(toRow(pairOf(id), 'u'));
  await writer.finish();
}

test('files are found by split and kind, rows come group by group, and only the columns asked for', async () => {
  const dir = scratch();
  await write(dir, 'train-00000-of-00001.parquet', ['a', 'b', 'c'], 2);
  await write(dir, 'tools-test-00000-of-00001.parquet', ['d'], 2);
  writeFileSync(join(dir, 'data', 'next-train-0'), '');
  const files = await findDataFiles(dir);
  expect(files.map(({ split, tools }) => [split, tools])).toEqual([
    ['test', true],
    ['train', false],
  ]);
  const [, train] = files;
  if (!train) throw new Error('no train file');
  expect(await countRows(train)).toBe(3);
  const groups = [];
  for await (const group of readRows(train, ['id', 'tools', 'messages'])) groups.push(group);
  expect(groups.map((group) => group.length)).toEqual([2, 1]);
  expect(groups[1]).toEqual([{ id: 'c', messages: pairOf('c').messages }]);
});

test('a folder without rows, and a file that is no Parquet, are told', async () => {
  const dir = scratch();
  await expect(findDataFiles(dir)).rejects.toMatchObject({ code: 'E_RUN_UNKNOWN' });
  await write(dir, 'train-00000-of-00001.parquet', ['a'], 2);
  writeFileSync(join(dir, 'data', 'train-00000-of-00001.parquet'), 'not a table at all');
  const [file] = await findDataFiles(dir);
  if (!file) throw new Error('no file');
  await expect(readRows(file).next()).rejects.toMatchObject({ code: 'E_RUN_FOLDER' });
});
