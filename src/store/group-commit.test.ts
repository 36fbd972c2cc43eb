import fc from 'fast-check';
import { expect, test } from 'vitest';
import { groupCommit } from './group-commit.ts';

const turn = () => new Promise<void>((resolve) => void setImmediate(resolve));

test('items added in one turn are written together, in order, and resolve after the write', async () => {
  const writes: number[][] = [];
  const queue = groupCommit<number>(async (items) => void writes.push([...items]));
  let resolved = false;
  const first = queue.add(1).then(() => {
    resolved = true;
  });
  const second = queue.add(2);
  await Promise.resolve();
  expect([writes, resolved]).toEqual([[], false]);
  await Promise.all([first, second]);
  expect(writes).toEqual([[1, 2]]);
  await queue.add(3);
  expect(writes).toEqual([[1, 2], [3]]);
  expect(queue.times().count).toBe(2);
});

test('waits while every turn adds, but no longer than `wait`', async () => {
  let now = 0;
  const writes: number[][] = [];
  const queue = groupCommit<number>(async (items) => void writes.push([...items]), { now: () => now, wait: 2 });
  for (let n = 0; n < 4; n++) {
    void queue.add(n);
    void queue.add(n);
    now += 0.4;
    await turn();
    expect(writes).toEqual([]);
  }
  void queue.add(4);
  now += 0.4;
  await turn();
  expect(writes).toEqual([[0, 0, 1, 1, 2, 2, 3, 3, 4]]);
});

test('writes at once what is full, or flushed', async () => {
  const writes: number[][] = [];
  const queue = groupCommit<number>(async (items) => void writes.push([...items]), { most: 2 });
  const all = [1, 2].map((n) => queue.add(n));
  expect(writes).toEqual([[1, 2]]);
  await Promise.all(all);
  const last = queue.add(3);
  await queue.flush();
  expect(writes).toEqual([[1, 2], [3]]);
  await queue.flush();
  await last;
  await turn();
  expect(writes).toHaveLength(2);
});

test('the next list waits until `wait` ms after the last was begun', async () => {
  let now = 0;
  const writes: number[][] = [];
  const queue = groupCommit<number>(async (items) => void writes.push([...items]), { now: () => now, wait: 20 });
  await queue.add(1);
  const next = [queue.add(2), queue.add(3)];
  for (let turns = 0; turns < 5; turns++) await turn();
  expect(writes).toEqual([[1]]);
  await Promise.all(next);
  expect(writes).toEqual([[1], [2, 3]]);
  now += 20;
  void queue.add(4);
  for (let turns = 0; turns < 3; turns++) await turn();
  expect(writes).toHaveLength(2 + 1);
});

test('one list is written at a time; what comes meanwhile is the next, and a flush waits for both', async () => {
  const writes: { items: number[]; end: () => void }[] = [];
  const write = (items: readonly number[]) =>
    new Promise<void>((resolve) => void writes.push({ items: [...items], end: resolve }));
  const queue = groupCommit<number>(write, { most: 2 });
  const all = [1, 2, 3, 4, 5].map((n) => queue.add(n));
  let flushed = false;
  const flush = queue.flush().then(() => {
    flushed = true;
  });
  for (let turns = 0; turns < 3; turns++) await turn();
  expect([writes.map(({ items }) => items), flushed]).toEqual([[[1, 2]], false]);
  const lists = () => writes.map(({ items }) => items);
  writes[0]?.end();
  for (let turns = 0; turns < 3; turns++) await turn();
  expect([lists(), flushed]).toEqual([
    [
      [1, 2],
      [3, 4],
    ],
    false,
  ]);
  writes[1]?.end();
  for (let turns = 0; turns < 3; turns++) await turn();
  expect([lists().at(-1), flushed]).toEqual([[5], false]);
  writes[2]?.end();
  await Promise.all([...all, flush]);
});

test('a write that fails rejects all who wait for it and nobody else', async () => {
  let full = true;
  const queue = groupCommit<string>(async () => {
    if (full) throw new Error('disk full');
  });
  const found = await Promise.allSettled([queue.add('a'), queue.add('b')]);
  expect(found.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  full = false;
  await queue.add('c');
  expect(queue.times().count).toBe(1);
});

test('p95 is the nearest rank over the last 1,000 writes', async () => {
  const durations = fc.array(fc.integer({ min: 0, max: 50 }), { maxLength: 1200 });
  await fc.assert(
    fc.asyncProperty(durations, async (taken) => {
      let now = 0;
      const write = async (items: readonly number[]) => {
        now += items[0] ?? 0;
      };
      const queue = groupCommit<number>(write, { now: () => now, most: 1 });
      for (const ms of taken) await queue.add(ms);
      const last = taken.slice(-1000).sort((a, b) => a - b);
      const { count, p95 } = queue.times();
      expect(count).toBe(taken.length);
      expect(last.filter((ms) => ms <= p95).length).toBeGreaterThanOrEqual(last.length * 0.95);
      expect(last.filter((ms) => ms < p95).length).toBeLessThan(Math.max(last.length * 0.95, 1));
    }),
    { numRuns: 30 },
  );
});
