import { expect, test } from 'vitest';
import { noCounts } from '../counts.ts';
import { recordOf, type StoreAt, unitOf } from '../journal/contract.ts';
import type { Counts } from '../store.ts';

/** An object that a test commits; nothing lies there. */
export const OBJECT = { path: 'units/generate/reading-000001/1.jsonl.zst', sha256: 'ab', bytes: 7 };
/** What it came to. */
export const COUNTS: Counts = {
  seeds: 1,
  items: 3,
  pairs: 2,
  drops: { check: { duplicate: 1 } },
  endings: {},
  types: { inference: 2 },
  goals: { harder: 1 },
  usage: { respond: { calls: 2, promptTokens: 20, cachedTokens: 8, completionTokens: 4, estimated: false } },
};

/** What store.ts promises of units that are made open again. */
export function testReopen(at: StoreAt): void {
  test('a committed unit can be made open again with its replies, which are not paid again; its row stays meanwhile', async () => {
    const anew = { ...OBJECT, path: OBJECT.path.replace('/1.', '/2.') };
    await at.store.plan([unitOf(1), unitOf(2)]);
    const [first, second] = [await at.leased(), await at.leased()];
    await at.store.append(first.unit.id, [recordOf('a')]);
    expect(await at.store.reopen(first.unit.id, [recordOf('a')])).toBe(false);
    await at.store.commit(first, OBJECT, COUNTS);
    await at.store.commit(second, OBJECT, COUNTS);
    const { spent } = await at.store.stats();
    const entry = { unit: first.unit, attempt: first.attempt, object: OBJECT, counts: COUNTS };
    const records = [{ ...recordOf('a'), superseded: true as const }, recordOf('b')];
    expect(await at.store.reopen(first.unit.id, records)).toBe(true);
    for (const again of [false, true]) {
      if (again) await at.reopen();
      const stats = await at.store.stats();
      expect([stats.units, stats.counts, stats.spent]).toEqual([{ open: 1, leased: 0, done: 1 }, COUNTS, spent]);
      expect(await at.store.readJournal(first.unit.id)).toEqual(records);
      expect(stats.reopened).toEqual(COUNTS);
      expect(await at.store.manifest()).toMatchObject([{ ...entry, reopened: true }, { unit: second.unit }]);
    }
    expect(await at.store.reopen(first.unit.id, [])).toBe(false);
    const lease = await at.leased();
    expect(lease).toEqual({ unit: first.unit, attempt: first.attempt + 1 });
    expect(await at.store.commit(first, OBJECT, COUNTS)).toBe(false);
    expect(await at.store.commit(lease, anew, COUNTS)).toBe(true);
    expect(await at.store.stats()).toMatchObject({ counts: { pairs: 2 * COUNTS.pairs }, reopened: noCounts() });
    expect((await at.store.manifest())[0]).toEqual({ ...entry, attempt: lease.attempt, object: anew });
  });
}
