import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createPacker } from './pack.ts';

interface Item {
  length: number;
  at: number;
}

/** Packs lengths in windows; gives the rows, and how many sequences were held at most. */
function pack(lengths: readonly number[], room: number, window: { sequences: number; rows: number }) {
  const packer = createPacker<Item>(room, window);
  let [held, most] = [0, 0];
  const rows = lengths.flatMap((length, at) => {
    held++;
    most = Math.max(most, held);
    const ready = packer.add({ length, at });
    held -= ready.flat().length;
    return ready;
  });
  return { rows: [...rows, ...packer.end()], most };
}

const full = (row: readonly Item[]) => row.reduce((sum, { length }) => sum + length, 0);

test('every sequence is in one row, none is too full, and no more than a window is held', () => {
  const lengths = fc.array(fc.integer({ min: 1, max: 100 }), { maxLength: 300 });
  fc.assert(
    fc.property(lengths, fc.integer({ min: 1, max: 50 }), (given, sequences) => {
      const { rows, most } = pack(given, 100, { sequences, rows: 5 });
      expect(rows.every((row) => row.length > 0 && full(row) <= 100)).toBe(true);
      expect(
        rows
          .flat()
          .map(({ at }) => at)
          .sort((a, b) => a - b),
      ).toEqual(given.map((_, at) => at));
      expect(most).toBeLessThanOrEqual(sequences);
    }),
  );
});

test('best fit decreasing: the row with the least room that is enough', () => {
  const { rows } = pack([30, 60, 40, 70, 35, 65], 100, { sequences: 100, rows: 100 });
  expect(rows.map((row) => row.map(({ length }) => length)).sort()).toEqual([
    [60, 40],
    [65, 35],
    [70, 30],
  ]);
});

test('many short sequences fill their rows nearly, also window by window', () => {
  const lengths = Array.from({ length: 5000 }, (_, at) => 20 + ((at * 7919) % 700));
  const { rows } = pack(lengths, 2048, { sequences: 500, rows: 128 });
  const share = rows.reduce((sum, row) => sum + full(row), 0) / (rows.length * 2048);
  expect(share).toBeGreaterThan(0.98);
});
