import { describe, expect, test } from 'vitest';
import { noCounts } from '../counts.ts';
import { recordOf, type StoreAt, unitOf } from '../journal/contract.ts';
import { ORDERS, type UnitObject } from '../store.ts';

const OBJECT: UnitObject = { path: 'units/generate/reading-000001/1.jsonl.zst', sha256: 'ab', bytes: 7 };

/** What store.ts promises of leases. */
export function testLeases(at: StoreAt): void {
  describe('leases', () => {
    test('go by order, each unit once', async () => {
      await at.store.plan([unitOf(7), unitOf(2), unitOf(5)]);
      expect([await at.leased(), await at.leased(), await at.leased()]).toEqual(
        [2, 5, 7].map((order) => ({ unit: unitOf(order), attempt: 1 })),
      );
      expect(await at.store.lease('w', 1000)).toBeUndefined();
    });

    test('one that has run out is taken over, and its holder has lost it', async () => {
      await at.store.plan([unitOf(1), unitOf(2)]);
      const first = await at.leased(1000);
      at.pass(999);
      expect((await at.leased()).unit.id).toBe(unitOf(2).id);
      at.pass(1);
      const second = await at.leased();
      expect(second).toEqual({ unit: unitOf(1), attempt: 2 });
      expect(await at.store.heartbeat(first, 1000)).toBe(false);
      await at.store.release(first);
      expect(await at.store.commit(first, OBJECT, noCounts())).toBe(false);
      expect((await at.store.stats()).units).toEqual({ open: 0, leased: 2, done: 0 });
      expect(await at.store.manifest()).toEqual([]);
      expect(await at.store.commit(second, OBJECT, noCounts())).toBe(true);
    });

    test('are extended by a heartbeat from now', async () => {
      await at.store.plan([unitOf(1)]);
      const lease = await at.leased(1000);
      at.pass(900);
      expect(await at.store.heartbeat(lease, 1000)).toBe(true);
      at.pass(999);
      expect(await at.store.lease('w', 1000)).toBeUndefined();
      at.pass(1);
      expect((await at.leased()).attempt).toBe(2);
    });

    test('outlive the store that gave them', async () => {
      await at.store.plan([unitOf(1)]);
      const lease = await at.leased(1000);
      await at.reopen();
      expect(await at.store.lease('w', 1000)).toBeUndefined();
      expect(await at.store.heartbeat(lease, 1000)).toBe(true);
    });

    test('are taken among the places asked for alone, also when they have run out', async () => {
      const [from] = ORDERS.judge;
      await at.store.plan([unitOf(1), unitOf(from + 1), unitOf(from)]);
      const judging = () => at.store.lease('w', 1000, ORDERS.judge);
      const leased = async () => (await judging())?.unit.order;
      expect([await leased(), await leased(), await leased()]).toEqual([from, from + 1, undefined]);
      at.pass(1001);
      expect((await at.store.lease('w', 1000, ORDERS.generate))?.unit.order).toBe(1);
      expect(await at.store.lease('w', 1000, ORDERS.generate)).toBeUndefined();
      expect(await judging()).toMatchObject({ unit: unitOf(from), attempt: 2 });
      await at.reopen();
      expect((await at.store.units()).map(({ order }) => order)).toEqual([1, from, from + 1]);
    });

    test('given back, the unit is open and its journal stays; the lease is worth nothing any more', async () => {
      await at.store.plan([unitOf(1)]);
      const lease = await at.leased();
      await at.store.append(lease.unit.id, [recordOf('a')]);
      await at.store.release(lease);
      expect((await at.store.stats()).units).toEqual({ open: 1, leased: 0, done: 0 });
      expect(await at.store.heartbeat(lease, 1000)).toBe(false);
      expect(await at.store.commit(lease, OBJECT, noCounts())).toBe(false);
      expect((await at.leased()).attempt).toBe(2);
      expect(await at.store.readJournal(lease.unit.id)).toEqual([recordOf('a')]);
    });

    test('are not given while paused, also after reopening', async () => {
      await at.store.plan([unitOf(1)]);
      await at.store.pause(true);
      await at.reopen();
      expect(await at.store.lease('w', 1000)).toBeUndefined();
      expect((await at.store.stats()).paused).toBe(true);
      await at.store.pause(false);
      expect((await at.leased()).attempt).toBe(1);
      expect((await at.store.stats()).paused).toBe(false);
    });
  });
}
