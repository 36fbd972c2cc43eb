import { copyFileSync, mkdirSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { storeIn } from '../../test/run-books.ts';
import { scratch } from '../../test/scratch.ts';
import { checkSeeds, gatherSeeds, readShardLists } from './gather-seeds.ts';
import { RunSettings } from './settings.ts';

function folderWith(names: string[]): { dir: string; add(name: string): void; settings: RunSettings } {
  const dir = scratch();
  mkdirSync(join(dir, 'seeds'));
  const add = (name: string) =>
    writeFileSync(join(dir, 'seeds', name), `${`The story of ${name} goes on. `.repeat(40)}\n`);
  names.forEach(add);
  const given = { seeds: [join(dir, 'seeds')], out: join(dir, 'run') };
  return { dir, add, settings: RunSettings.parse({ ...given, quality: 'off', nearDuplicates: 'off' }) };
}

test('reads files into shards, says what was rejected, and does not read unchanged files again', async () => {
  const { dir, add, settings } = folderWith(['a.txt', 'b.txt']);
  writeFileSync(join(dir, 'seeds', 'x.bin'), 'no reader takes it');
  const store = storeIn(settings.out);
  const read: unknown[] = [];
  const first = await gatherSeeds(settings.out, store, settings, (event) => read.push(event));
  expect(first.books).toMatchObject({ files: 2, duplicates: 0, rejected: [{ file: 'seeds/x.bin' }] });
  expect(read.at(-1)).toEqual({ files: 2, seeds: first.shards.ids.length });
  read.length = 0;
  const again = await gatherSeeds(settings.out, store, settings, (event) => read.push(event));
  expect(again.books).toEqual(first.books);
  expect(again.shards.ids).toEqual(first.shards.ids);
  expect(read).toEqual([]);

  const shards = () =>
    readdirSync(join(settings.out, 'seeds')).map((name) => [
      name,
      readFileSync(join(settings.out, 'seeds', name), 'hex'),
    ]);
  const before = shards();
  add('aa.txt');
  const more = await gatherSeeds(settings.out, store, settings);
  expect(more.shards.ids.slice(0, first.shards.ids.length)).toEqual(first.shards.ids);
  expect(more.shards.ids.length).toBeGreaterThan(first.shards.ids.length);
  expect(shards().slice(0, before.length)).toEqual(before);
  expect((await readShardLists(store)).flat()).toEqual(more.shards.ids);
  expect((await more.shards.get(more.shards.ids.at(-1) ?? '')).source).toBe('seeds/aa.txt');
  await store.close();
});

test('a file that changed is read again; what it gave before stays', async () => {
  const { dir, settings } = folderWith(['a.txt']);
  const store = storeIn(settings.out);
  const { shards } = await gatherSeeds(settings.out, store, settings);
  writeFileSync(join(dir, 'seeds', 'a.txt'), 'Something else altogether is told here now. '.repeat(40));
  utimesSync(join(dir, 'seeds', 'a.txt'), 1, 1);
  const after = await gatherSeeds(settings.out, store, settings);
  expect(after.shards.ids.slice(0, shards.ids.length)).toEqual(shards.ids);
  expect(after.shards.ids.length).toBeGreaterThan(shards.ids.length);
  await store.close();
});

test('a text that comes again in a file of its own is a duplicate, also at a later start', async () => {
  const { dir, settings } = folderWith(['b.txt']);
  const store = storeIn(settings.out);
  const { shards } = await gatherSeeds(settings.out, store, settings);
  copyFileSync(join(dir, 'seeds', 'b.txt'), join(dir, 'seeds', 'a.txt'));
  const after = await gatherSeeds(settings.out, store, settings);
  expect(after.shards.ids).toEqual(shards.ids);
  expect(after.books.duplicates).toBe(shards.ids.length);
  await store.close();
});

test('what the run itself writes below the seeds is not read', async () => {
  const { dir, settings: given } = folderWith(['a.txt']);
  const settings = { ...given, seeds: [dir], state: join(dir, 'state') };
  const store = storeIn(settings.state);
  const first = await gatherSeeds(settings.out, store, settings);
  writeFileSync(join(settings.out, 'README.md'), 'The card of the dataset.');
  writeFileSync(join(settings.state, 'notes.txt'), 'What stands beside the state.');
  const again = await gatherSeeds(settings.out, store, settings);
  expect(again.books).toEqual(first.books);
  expect(again.books).toMatchObject({ files: 1, rejected: [] });
  expect(again.shards.ids).toEqual(first.shards.ids);
  await expect(checkSeeds(settings)).resolves.toBeUndefined();
  await expect(checkSeeds({ ...settings, seeds: [settings.out] })).rejects.toMatchObject({ code: 'E_SEEDS' });
  await expect(checkSeeds({ ...settings, seeds: [settings.state] })).resolves.toBeUndefined();
  await store.close();
});

test('nothing to work on is an error with the first reasons', async () => {
  const { dir, settings } = folderWith([]);
  const store = storeIn(settings.out);
  await expect(gatherSeeds(settings.out, store, settings)).rejects.toMatchObject({ code: 'E_SEEDS' });
  writeFileSync(join(dir, 'seeds', 'x.bin'), 'no reader takes it');
  await expect(gatherSeeds(settings.out, store, settings)).rejects.toThrow(/seeds\/x\.bin: no reader/);
  await store.close();
});

test('ends when it is told to', async () => {
  const { settings } = folderWith(['a.txt', 'b.txt']);
  const store = storeIn(settings.out);
  const signal = AbortSignal.abort(new DOMException('stopped', 'AbortError'));
  await expect(gatherSeeds(settings.out, store, settings, undefined, signal)).rejects.toThrow('stopped');
  expect(await store.get('seed-books')).toBeUndefined();
  await store.close();
});
