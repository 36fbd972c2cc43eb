import { afterEach, expect, test } from 'vitest';
import { storeIn } from '../../test/run-books.ts';
import { scratch } from '../../test/scratch.ts';
import { type LoopbackHub, serveHub } from '../seed/remote/loopback-hub.ts';
import { checkSeeds, gatherSeeds } from './gather-seeds.ts';
import { RunSettings } from './settings.ts';

const open: LoopbackHub[] = [];
afterEach(async () => {
  for (const hub of open.splice(0)) await hub.close();
});

async function hubWith(files: Record<string, string>): Promise<LoopbackHub> {
  const hub = await serveHub(files, { license: 'cc0-1.0', token: 'hf_secret' });
  open.push(hub);
  return hub;
}

test('a data set of the Hub is read once, and again only where it changed; no token is kept', async () => {
  const settings = RunSettings.parse({ seeds: ['hf://datasets/org/name'], out: scratch() });
  const store = storeIn(settings.out);
  const before = { 'a.jsonl': '{"text":"A first text of some length."}\n', 'b.jsonl': '{"text":"A second text."}\n' };
  const gather = (hub: LoopbackHub) =>
    gatherSeeds(settings.out, store, settings, undefined, undefined, { hfEndpoint: hub.origin, hfToken: 'hf_secret' });
  const first = await gather(await hubWith(before));
  expect(first.books).toMatchObject({ files: 2, rejected: [] });
  expect(open[0]?.fetched().length).toBeGreaterThan(0);

  const unchanged = await hubWith(before);
  expect((await gather(unchanged)).shards.ids).toEqual(first.shards.ids);
  expect(unchanged.fetched()).toEqual([]);

  const changed = await hubWith({ ...before, 'b.jsonl': '{"text":"Another second text."}\n' });
  const after = await gather(changed);
  expect(changed.fetched().some((each) => each.startsWith('b.jsonl'))).toBe(true);
  expect(after.shards.ids.slice(0, 2)).toEqual(first.shards.ids);
  expect(await after.shards.get(after.shards.ids[2] ?? '')).toMatchObject({
    source: 'hf://datasets/org/name/b.jsonl#1',
    text: 'Another second text.',
  });
  expect(JSON.stringify([after.books, await store.get('seed-books')])).not.toContain('hf_secret');
  await store.close();
});

test('what cannot be found is told before anything is made', async () => {
  const settings = RunSettings.parse({ seeds: ['hf://datasets/org/none'], out: scratch() });
  const hub = await hubWith({ 'a.jsonl': '{"text":"a"}\n' });
  const asked = checkSeeds(settings, { hfEndpoint: hub.origin, hfToken: 'hf_secret' });
  await expect(asked).rejects.toMatchObject({ code: 'E_SEEDS', message: expect.stringContaining('(404)') });
});
