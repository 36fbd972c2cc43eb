import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createRing, type Standing } from './ring.ts';

const IDLE: Standing = { load: () => 0, room: () => 32, alive: () => true };
const keys = Array.from({ length: 4000 }, (_, at) => `seed ${at}`);
const names = (count: number) => Array.from({ length: count }, (_, at) => `http://gpu-${at}:8000/v1`);

test('a key always goes to the same replica, and keys are spread', () => {
  const ring = createRing(names(4));
  const counts = [0, 0, 0, 0];
  for (const key of keys) {
    const at = ring.route(key, IDLE) ?? -1;
    expect(ring.route(key, IDLE)).toBe(at);
    counts[at] = (counts[at] ?? 0) + 1;
  }
  for (const count of counts) expect(count / keys.length).toBeCloseTo(0.25, 1);
});

test('a replica that dies moves its own keys alone; one more takes its share and moves no others', () => {
  const [four, five] = [createRing(names(4)), createRing(names(5))];
  let moved = 0;
  for (const key of keys) {
    const before = four.route(key, IDLE);
    const without = four.route(key, { ...IDLE, alive: (at) => at !== 2 });
    if (before !== 2) expect(without).toBe(before);
    else expect(without).not.toBe(2);
    const after = five.route(key, IDLE);
    if (after !== before) {
      expect(after).toBe(4);
      moved++;
    }
  }
  expect(moved / keys.length).toBeGreaterThan(0.12);
  expect(moved / keys.length).toBeLessThan(0.28);
});

test('no load comes above 1.25 times the mean, each by its room', () => {
  const room = [32, 32, 8];
  fc.assert(
    fc.property(fc.array(fc.nat(9), { minLength: 200, maxLength: 400 }), (asked) => {
      const ring = createRing(names(3));
      const loads = [0, 0, 0];
      for (const key of asked) {
        const at = ring.route(`hot ${key}`, {
          load: (i) => loads[i] ?? 0,
          room: (i) => room[i] ?? 1,
          alive: () => true,
        });
        loads[at ?? 0] = (loads[at ?? 0] ?? 0) + 1;
      }
      const share = asked.length / 72;
      for (const [at, load] of loads.entries()) expect(load).toBeLessThanOrEqual(1.25 * share * (room[at] ?? 0) + 1);
    }),
  );
});

test('where none is alive there is none', () => {
  expect(createRing(names(2)).route('a', { ...IDLE, alive: () => false })).toBeNull();
});
