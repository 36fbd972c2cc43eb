import { expect, test } from 'vitest';
import { pairOf } from '../../test/pairs.ts';
import { storeIn } from '../../test/run-books.ts';
import { scratch } from '../../test/scratch.ts';
import type { Quota, Quotas } from '../dataset/select.ts';
import { noCounts } from '../store/counts.ts';
import { writeObject } from '../store/objects.ts';
import type { Unit } from '../store/store.ts';
import { createTaken } from './taken.ts';

const SPLIT = ({ id }: { id: string }) => (id.startsWith('t') ? ('test' as const) : ('train' as const));
const quotas = (rows: number, more: Partial<Quota> = {}): Quotas =>
  new Map([['small', { rows, test: null, types: new Map([['pick', 1]]), ...more }]]);

/** A run folder with a committed unit a round, each with pairs of these ids. */
async function committed(...rounds: string[][]) {
  const dir = scratch();
  const store = storeIn(dir);
  const unitOf = (round: number): Unit => ({
    ...{ id: `small-${round}`, kind: 'generate', order: round, skill: 'small', pass: 0, round, seeds: ['s'] },
  });
  await store.plan(rounds.map((_, round) => unitOf(round)));
  for (const ids of rounds) {
    const lease = await store.lease('w', 60_000);
    if (!lease) throw new Error('no unit');
    const pairs = ids.map((id) => pairOf(id));
    const object = await writeObject(dir, lease.unit, lease.attempt, pairs);
    await store.commit(lease, object, { ...noCounts(), seeds: 1, items: ids.length, pairs: ids.length });
  }
  return { dir, store };
}

test('counts what the dataset would take below a round, the same whatever was asked before', async () => {
  const { dir, store } = await committed(['a', 'b'], ['a', 'c'], ['d']);
  const fresh = async (round: number) =>
    (await createTaken(dir, store, quotas(3, { types: new Map() }), SPLIT)(round)).get('small');
  const taken = createTaken(dir, store, quotas(3, { types: new Map() }), SPLIT);
  for (const round of [0, 1, 3, 2, 3]) expect((await taken(round)).get('small')).toBe(await fresh(round));
  expect([await fresh(0), await fresh(1), await fresh(2), await fresh(3)]).toEqual([0, 2, 3, 3]);
  await store.close();
});

test('a type over its share does not hold a quota open for ever, with rows held out either', async () => {
  const type = pairOf('a').lineage.item?.type ?? '';
  const { dir, store } = await committed(['a', 'b', 'c', 't1'], ['d']);
  const types = new Map([[type, 1]]);
  const below = async (round: number, test: number | null) =>
    (await createTaken(dir, store, quotas(2, { types, test }), SPLIT)(round)).get('small');
  expect([await below(1, 1), await below(2, 1)]).toEqual([2, 3]);
  expect([await below(1, null), await below(2, null)]).toEqual([2, 2]);
  await store.close();
});
