import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addCounts, Counts, noCounts } from './counts.ts';

const n = fc.nat(1000);
const name = fc.constantFrom('check', 'edit', 'constructor', 'toString', 'duplicate');
const usage = fc.record({ calls: n, promptTokens: n, cachedTokens: n, completionTokens: n, estimated: fc.boolean() });
const tallies = fc.dictionary(name, n);
const drops = fc.dictionary(name, tallies);
const counts = fc.record({
  seeds: n,
  items: n,
  pairs: n,
  drops,
  endings: drops,
  types: tallies,
  goals: tallies,
  usage: fc.dictionary(name, usage),
});

test('adding is a sum: any order, any grouping, nothing from nothing', () => {
  fc.assert(
    fc.property(counts, counts, counts, (a, b, c) => {
      expect(addCounts(a, b)).toEqual(addCounts(b, a));
      expect(addCounts(addCounts(a, b), c)).toEqual(addCounts(a, addCounts(b, c)));
      expect(addCounts(a, noCounts())).toEqual(addCounts(noCounts(), a));
      const [total, parts] = [addCounts(a, b), [a, b]];
      expect(total.pairs).toBe(a.pairs + b.pairs);
      for (const type of ['check', 'constructor']) {
        const of = (types: Record<string, number>) => (Object.hasOwn(types, type) ? (types[type] ?? 0) : 0);
        expect(of(total.types)).toBe(parts.reduce((sum, part) => sum + of(part.types), 0));
      }
    }),
  );
});

test('adding changes neither side and shares nothing with them', () => {
  const a = { ...noCounts(), drops: { check: { duplicate: 1 } }, types: { inference: 2 } };
  const before = structuredClone(a);
  const sum = addCounts(a, a);
  expect(sum.drops).toEqual({ check: { duplicate: 2 } });
  sum.drops.check = {};
  expect(a).toEqual(before);
});

test('counts survive being written and read back; other shapes do not pass', () => {
  fc.assert(
    fc.property(counts, (a) => {
      expect(Counts.parse(JSON.parse(JSON.stringify(a)))).toEqual(addCounts(a, noCounts()));
    }),
  );
  expect(Counts.safeParse({ ...noCounts(), pairs: -1 }).success).toBe(false);
  expect(Counts.safeParse({ ...noCounts(), more: 1 }).success).toBe(false);
});
