import { statSync } from 'node:fs';
import { z } from 'zod';
import { UserError } from '../../errors.ts';
import type { Database } from '../database.ts';
import { diskError } from '../disk.ts';
import type { Spent } from '../store.ts';
import { type Lines, linesOf } from './lines.ts';
import { scratch } from './scratch.ts';
import { isMissing, readSegment, removeSegment, segmentPath, segmentsIn, settleSegment } from './segments.ts';
import { spentTable } from './sums.ts';

/** The journal as it lies on disk. */
export interface Recovered {
  lines: Lines;
  /** What the segments that are no more have cost. */
  spent: Spent[];
  /** Higher than the number of any line. */
  nextLine: number;
  /** Segments up to this one are no more. */
  folded: number;
  /** The newest segment, how many bytes of whole lines it has, and whether a torn one follows. */
  newest: { number: number; bytes: number; torn: boolean };
}

/** Segments up to `folded` are no more and their cost is in the books; those after it up to `begun` must be there. */
const Reach = z.object({ folded: z.int(), begun: z.int() });

const TRIES = 5;

/**
 * Reads the journal in `dir` that belongs to the books. Another process may write to it meanwhile: where that folds
 * segments it is read anew. Throws UserError E_RUN_FOLDER where a segment is missing or damaged, E_DISK where one cannot
 * be read.
 */
export function recover(db: Database, dir: string): Recovered {
  const table = spentTable(db);
  const finished = db.prepare(`SELECT 1 FROM unit WHERE place = ? AND status = 'done'`);
  const select = db.prepare('SELECT folded, begun FROM run');
  const reach = () => Reach.parse(select.get());
  for (let tries = 1; ; tries++) {
    const before = db.read(() => ({ ...reach(), spent: table.read() }));
    const lines = linesOf((unit) => finished.get(unit) !== undefined);
    const { spent, folded } = before;
    const found = { lines, spent, nextLine: 0, folded, newest: { number: folded, bytes: 0, torn: false } };
    const fault = readAll(found, dir, before);
    if (reach().folded === before.folded || tries === TRIES) {
      if (fault) throw fault;
      return found;
    }
  }
}

/** {@link recover} for who reads again and again: read anew where books or segments have changed since. */
export function recovering(db: Database, dir: string): () => Recovered {
  const version = db.prepare('PRAGMA data_version');
  let known: { trace: string; found: Recovered } | undefined;
  return () => {
    const numbers = segmentsIn(dir);
    const newest = statSync(segmentPath(dir, numbers.at(-1) ?? 0), { throwIfNoEntry: false });
    const trace = JSON.stringify([version.get(), numbers, newest?.size, newest?.mtimeMs]);
    if (known?.trace !== trace) known = { trace, found: recover(db, dir) };
    return known.found;
  };
}

/**
 * Clears away what a process that was killed may have left, segments whose cost is in the books and a torn group, and has
 * on disk what it leaves. Throws E_DISK.
 */
export function tidy(dir: string, { folded, newest }: Recovered): void {
  for (const number of segmentsIn(dir)) if (number <= folded) removeSegment(dir, number);
  if (newest.number > folded) settleSegment(dir, newest.number, newest);
}

/** Gives back what is wrong with the journal, if anything is. */
function readAll(found: Recovered, dir: string, { folded, begun }: z.infer<typeof Reach>): unknown {
  try {
    const numbers = segmentsIn(dir).filter((number) => number > folded);
    for (let number = folded + 1; number <= begun; number++) {
      if (!numbers.includes(number)) return missing(segmentPath(dir, number));
    }
    const memory = scratch();
    for (const number of numbers) {
      const { lines, bytes, torn } = readSegment(dir, number, number === numbers.at(-1), memory);
      for (const [head, span] of lines) {
        found.lines.add(head, span);
        found.nextLine = Math.max(found.nextLine, head.n + 1);
      }
      found.newest = { number, bytes, torn };
    }
    return undefined;
  } catch (error) {
    return isMissing(error) ? missing(dir) : diskError('read', dir, error);
  }
}

function missing(path: string): UserError {
  return new UserError('E_RUN_FOLDER', `Cannot read ${path}: replies that were paid for should be there`, {
    hint: 'Restore state.db and the folder journal/ as they were together, or begin anew in another folder.',
  });
}
