import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import type { Stage } from '../data.ts';
import type { JournalRecord } from '../teacher/journal.ts';
import { noCounts } from './counts.ts';
import {
  type OpenStore,
  recordOf,
  type StoreAt,
  type StoreModule,
  storeAt,
  testJournal,
  unitOf,
} from './journal/contract.ts';
import { testLeases } from './leases/contract.ts';
import { COUNTS, OBJECT, testReopen } from './reopen/contract.ts';

/** What store.ts promises, for every implementation; `where` tells a child process how to open the same. */
export function testStore(open: OpenStore, where: StoreModule): void {
  const at = storeAt(open);
  testValuesAndPlan(at);
  testLeases(at);
  testJournal(at, where);
  testCommit(at);
  testReopen(at);
}

function testValuesAndPlan(at: StoreAt): void {
  describe('values', () => {
    test('any JSON value survives, the last one set counts, an unknown name is undefined', async () => {
      expect(await at.store.get('unknown')).toBeUndefined();
      await fc.assert(
        fc.asyncProperty(fc.string({ unit: 'binary' }), fc.jsonValue(), async (name, value) => {
          await at.store.set(name, 'before');
          await at.store.set(name, value);
          expect(await at.store.get(name)).toEqual(JSON.parse(JSON.stringify(value)));
        }),
        { numRuns: 50 },
      );
      await at.store.set('settings', { pairs: [1, null] });
      await at.reopen();
      expect(await at.store.get('settings')).toEqual({ pairs: [1, null] });
    });
  });

  describe('plan', () => {
    test('adds units in plan order, and leaves known ones as they are', async () => {
      await at.store.plan([unitOf(3), unitOf(1)]);
      await at.store.plan([unitOf(1, { seeds: ['other'] }), unitOf(2)]);
      await at.reopen();
      expect(await at.store.units()).toEqual([unitOf(1), unitOf(2), unitOf(3)]);
    });

    test('adds all or none', async () => {
      await at.store.plan([unitOf(1)]);
      await expect(at.store.plan([unitOf(2), unitOf(1, { id: 'takes-the-place-of-1' })])).rejects.toThrow();
      expect(await at.store.units()).toEqual([unitOf(1)]);
    });
  });
}

function testCommit(at: StoreAt): void {
  describe('commit', () => {
    beforeEach(() => at.store.plan([unitOf(1), unitOf(2)]));

    test('writes the manifest and deletes the journal; a second one has no effect', async () => {
      const lease = await at.leased();
      await at.store.append(lease.unit.id, [recordOf('a')]);
      expect(await at.store.commit(lease, OBJECT, COUNTS)).toBe(true);
      expect(await at.store.commit(lease, { ...OBJECT, bytes: 8 }, noCounts())).toBe(false);
      await at.reopen();
      expect(await at.store.manifest()).toEqual([{ unit: unitOf(1), attempt: 1, object: OBJECT, counts: COUNTS }]);
      expect(await at.store.readJournal(lease.unit.id)).toEqual([]);
      expect(await at.store.heartbeat(lease, 1000)).toBe(false);
      at.pass(10_000);
      expect((await at.leased()).unit.id).toBe(unitOf(2).id);
    });

    test('keeps the manifest in plan order', async () => {
      const [first, second] = [await at.leased(), await at.leased()];
      await at.store.commit(second, OBJECT, COUNTS);
      await at.store.commit(first, OBJECT, COUNTS);
      expect((await at.store.manifest()).map(({ unit }) => unit.order)).toEqual([1, 2]);
    });

    test('leaves other journals alone, and takes nothing in for a unit that is done', async () => {
      const [first, second] = [await at.leased(), await at.leased()];
      await at.store.append(second.unit.id, [recordOf('a')]);
      await at.store.commit(first, OBJECT, COUNTS);
      await at.store.append(first.unit.id, [recordOf('late')]);
      expect(await at.store.readJournal(first.unit.id)).toEqual([]);
      expect(await at.store.readJournal(second.unit.id)).toHaveLength(1);
    });
  });

  test('stats add up: committed units and open journals, also when reopened', async () => {
    const nothing = { open: 0, leased: 0, done: 0 };
    expect(await at.store.stats()).toEqual({
      units: nothing,
      counts: noCounts(),
      reopened: noCounts(),
      spent: [],
      paused: false,
    });
    await at.store.plan([unitOf(1), unitOf(2), unitOf(3)]);
    const [first, second] = [await at.leased(), await at.leased()];
    await at.store.append(first.unit.id, [recordOf('a'), recordOf('b')]);
    await at.store.append(second.unit.id, [recordOf('a'), recordOf('c', 'edit')]);
    const spent = (stage: Stage, calls: number, tokens = calls) => {
      const usage = { ...times(tokens), calls, estimated: false };
      return { skill: 'reading', stage, batch: false, usage };
    };
    expect((await at.store.stats()).spent).toEqual([spent('edit', 1), spent('respond', 3)]);
    await at.store.commit(first, OBJECT, COUNTS);
    const failed: JournalRecord = {
      ...recordOf('d', 'edit'),
      outcome: { failure: { reason: 'too-long', message: '' } },
    };
    await at.store.append(second.unit.id, [failed]);
    for (const again of [false, true]) {
      if (again) await at.reopen();
      const stats = await at.store.stats();
      expect(stats.units).toEqual({ open: 1, leased: 1, done: 1 });
      expect(stats.counts).toEqual(COUNTS);
      expect(stats.spent).toEqual([spent('edit', 2, 1), spent('respond', 3)]);
    }
    await at.store.commit(second, OBJECT, COUNTS);
    expect((await at.store.stats()).counts).toMatchObject({ pairs: 4, drops: { check: { duplicate: 2 } } });
    expect((await at.store.stats()).spent).toEqual([spent('edit', 2, 1), spent('respond', 3)]);
  });

  test('stats tell what was reused and what was paid in batches apart', async () => {
    await at.store.plan([unitOf(1), unitOf(2, { skill: 'other' })]);
    await at.store.append(unitOf(1).id, [{ ...recordOf('a'), reused: true }]);
    await at.store.append(unitOf(2).id, [{ ...recordOf('b'), batch: true }, recordOf('c')]);
    const usage = { ...times(1), estimated: false };
    expect((await at.store.stats()).spent).toEqual([
      { skill: 'other', stage: 'respond', batch: false, usage },
      { skill: 'other', stage: 'respond', batch: true, usage },
    ]);
    expect(await at.store.readJournal(unitOf(1).id)).toEqual([{ ...recordOf('a'), reused: true }]);
  });
}

function times(calls: number) {
  return { calls, promptTokens: 10 * calls, cachedTokens: 4 * calls, completionTokens: 2 * calls };
}
