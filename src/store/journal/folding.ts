import type { Database } from '../database.ts';
import type { Spent } from '../store.ts';
import type { Lines } from './lines.ts';
import { removeSegment } from './segments.ts';
import { spentTable, sums } from './sums.ts';

/** Keeps the books and the segments of a journal together. */
export interface Folding {
  /** A segment is there; it is written to until the next is. */
  begun(number: number): void;
  /**
   * Deletes the oldest segments while nobody needs a line of them, once their cost is in the books; with `all` also the one
   * that was written to. What the disk refuses is left for a later call.
   */
  fold(options?: { all?: boolean }): void;
  /** All that was ever spent. */
  spent(): Spent[];
}

/** The folding of the journal in `dir` with these lines; `spent` is what the books hold of earlier segments. */
export function folding(db: Database, dir: string, lines: Lines, spent: readonly Spent[]): Folding {
  const table = spentTable(db);
  const setBegun = db.prepare('UPDATE run SET begun = ?');
  const setFolded = db.prepare('UPDATE run SET folded = ?');
  const before = sums(spent);
  /** Their cost is in the books, their files may still lie there. */
  const gone = new Set<number>();
  let writing = 0;

  function foldInto(numbers: readonly number[], cost: readonly Spent[]): void {
    db.write(() => {
      table.add(cost);
      setFolded.run(Math.max(...numbers));
    });
    for (const each of cost) before.add(each);
    for (const number of numbers) {
      lines.forget(number);
      gone.add(number);
    }
  }

  return {
    begun(number) {
      db.write(() => setBegun.run(number));
      writing = number;
    },
    fold({ all = false } = {}) {
      const numbers: number[] = [];
      const cost = sums();
      for (const segment of lines.segments.values()) {
        if (segment.live > 0 || (segment.number === writing && !all)) break;
        numbers.push(segment.number);
        for (const each of segment.sums.all()) cost.add(each);
      }
      try {
        if (numbers.length > 0) foldInto(numbers, cost.all());
      } catch {
        // The segments stay, and their cost with them.
      }
      for (const number of gone) if (removeSegment(dir, number)) gone.delete(number);
    },
    spent: () => allSpent(lines, before.all()),
  };
}

/** What the lines have cost, and what was spent before them. */
export function allSpent(lines: Lines, before: readonly Spent[]): Spent[] {
  const all = sums(before);
  for (const segment of lines.segments.values()) for (const each of segment.sums.all()) all.add(each);
  return all.all();
}
