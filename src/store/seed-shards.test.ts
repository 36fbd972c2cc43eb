import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { scratch } from '../../test/scratch.ts';
import type { Seed } from '../data.ts';
import { isLocked } from './is-locked.ts';
import { openSeedShards } from './seed-shards.ts';

function seedOf(id: string, text = `Text of ${id}`): Seed {
  return {
    id,
    kind: 'text',
    text,
    source: 'a.txt',
    span: [0, text.length],
    title: null,
    language: null,
    license: null,
    tokens: 3,
  };
}

test('gives back what was put in, in order, also when opened again by its lists', async () => {
  const dir = scratch();
  const lists = Array.from({ length: 12 }, (_, shard) => [`${shard}-a`, `${shard}-b`]);
  const shards = openSeedShards(dir, []);
  for (const list of lists) await shards.append(list.map((id) => seedOf(id, `Zeile\n日本語 \u2028 🦜 ${id}`)));
  expect(shards.count).toBe(12);
  const again = openSeedShards(dir, lists);
  expect(again.ids).toEqual(lists.flat());
  for (const id of [...again.ids, ...again.ids])
    expect((await again.get(id)).text).toBe(`Zeile\n日本語 \u2028 🦜 ${id}`);
  const all: string[] = [];
  for await (const { id } of again.all()) all.push(id);
  expect(all).toEqual(lists.flat());
  expect(readdirSync(join(dir, 'seeds'))).toHaveLength(12);
});

test('an unknown seed, and a shard that is missing or damaged, are told; a restored one is read', async () => {
  const dir = scratch();
  await openSeedShards(dir, []).append([seedOf('a')]);
  const shards = openSeedShards(dir, [['a'], ['b']]);
  await expect(shards.get('x')).rejects.toMatchObject({
    code: 'E_RUN_FOLDER',
    message: expect.stringContaining('"x"'),
  });
  await expect(shards.get('b')).rejects.toMatchObject({
    code: 'E_RUN_FOLDER',
    message: expect.stringContaining('000001'),
  });
  writeFileSync(join(dir, 'seeds', '000001.jsonl.zst'), 'no zstd');
  await expect(shards.get('b')).rejects.toMatchObject({ code: 'E_RUN_FOLDER' });
  rmSync(join(dir, 'seeds', '000001.jsonl.zst'));
  await openSeedShards(dir, [['a']]).append([seedOf('b')]);
  expect((await shards.get('b')).id).toBe('b');
});

test('a folder that cannot be written is told as such', async () => {
  const dir = scratch();
  writeFileSync(join(dir, 'seeds'), 'in the way');
  await expect(openSeedShards(dir, []).append([seedOf('a')])).rejects.toMatchObject({ code: 'E_DISK' });
});

test('a folder without a lock is not locked, and a lock that is no database is told', () => {
  const dir = scratch();
  expect(isLocked(dir)).toBe(false);
  writeFileSync(join(dir, 'lock.db'), 'not a database at all, but long enough to be looked at'.repeat(20));
  expect(() => isLocked(dir)).toThrow(expect.objectContaining({ code: 'E_RUN_FOLDER' }));
});
