import fc from 'fast-check';
import { expect, test } from 'vitest';
import { draw } from './draw.ts';

const list = (n: number, next: () => unknown) => Array.from({ length: n }, next);
const tally = (places: number[], at: number) => {
  places[at] = (places[at] ?? 0) + 1;
};

test('draw gives the same stream for the same path, whichever way it is opened', () => {
  const [a, b, c] = [draw('seed', 1), draw('seed').at(1), draw().at('seed').at(1)].map((each) => list(20, each.next));
  expect(b).toEqual(a);
  expect(c).toEqual(a);
  expect(list(20, draw('seed', 2).next)).not.toEqual(a);
  expect(list(20, draw('seed1').next)).not.toEqual(a);
});

test('draw.at depends neither on what was drawn before nor on the order of opening', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), fc.nat(9), (x, y, drawn) => {
      fc.pre(x !== y);
      const first = draw('run');
      const fresh = [first.at(x).next(), first.at(y).next()];
      const second = draw('run');
      list(drawn, second.next);
      const later = [second.at(y).next(), second.at(x).next()];
      expect(later.toReversed()).toEqual(fresh);
    }),
  );
});

test('draw.index spreads evenly over 10,000 paths', () => {
  const places = [0, 0, 0, 0, 0];
  for (let i = 0; i < 10_000; i++) tally(places, draw('key', i).index(5));
  for (const count of places) expect(Math.abs(count - 2000)).toBeLessThan(160);
});

test('draw.next stays in [0, 1) and has the mean of a half', () => {
  const { next } = draw('mean');
  const numbers = Array.from({ length: 10_000 }, next);
  expect(Math.min(...numbers)).toBeGreaterThanOrEqual(0);
  expect(Math.max(...numbers)).toBeLessThan(1);
  expect(numbers.reduce((sum, each) => sum + each, 0) / 10_000).toBeCloseTo(0.5, 1);
});

test('draw.pick goes by weight and never gives what weighs nothing', () => {
  const counts = { a: 0, b: 0, c: 0 };
  const weights = { a: 1, b: 0, c: 3 };
  for (let i = 0; i < 4000; i++) {
    const value = draw('pick', i).pick(['a', 'b', 'c'] as const, (each) => weights[each]);
    if (value) counts[value]++;
  }
  expect(counts.b).toBe(0);
  expect(Math.abs(counts.c - 3000)).toBeLessThan(150);
  expect(draw('x').pick([1, 2], () => 0)).toBeUndefined();
  expect(draw('x').pick([])).toBeUndefined();
});

test('draw.sample gives different values, no more than there are', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.integer()), fc.nat(12), fc.string(), (values, count, path) => {
      const taken = draw(path).sample(values, count);
      expect(taken).toHaveLength(Math.min(count, values.length));
      expect(new Set(taken).size).toBe(taken.length);
      expect(values).toEqual(expect.arrayContaining(taken));
    }),
  );
});

test('draw.shuffle keeps all values and puts each everywhere alike', () => {
  const places = [0, 0, 0, 0];
  const values = ['a', 'b', 'c', 'd'];
  for (let i = 0; i < 10_000; i++) {
    const mixed = draw('shuffle', i).shuffle(values);
    tally(places, mixed.indexOf('a'));
    if (i < 50) expect(mixed.toSorted()).toEqual(values);
  }
  for (const count of places) expect(Math.abs(count - 2500)).toBeLessThan(180);
  expect(values).toEqual(['a', 'b', 'c', 'd']);
});
