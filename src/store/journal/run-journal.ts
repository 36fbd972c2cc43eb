import { type JournalRecord, usageOf } from '../../teacher/journal.ts';
import type { Database } from '../database.ts';
import { type CommitTimes, type GroupCommit, groupCommit } from '../group-commit.ts';
import type { Spent } from '../store.ts';
import { allSpent, type Folding, folding } from './folding.ts';
import { type Head, lineOf, recordOfLine } from './line.ts';
import type { Line, Lines } from './lines.ts';
import { recover, recovering, tidy } from './recover.ts';
import { journalFolder, readSpans, removeIfEmpty } from './segments.ts';
import { type SegmentWriter, segmentWriter } from './writer.ts';

/** The journal of a run; units are named by their place. */
export interface RunJournal {
  append(unit: number, skill: string, records: readonly JournalRecord[]): Promise<void>;
  read(unit: number): JournalRecord[];
  /** What all records ever appended cost; what was paid twice is counted twice, what was reused not at all. */
  spent(): Spent[];
  /** Gives a unit that is done these records, which were paid for before, in place of any earlier ones. */
  restore(unit: number, records: readonly JournalRecord[]): Promise<void>;
  /** The unit is done, and the books say so: its records are needed no more. */
  end(unit: number): void;
  /** Resolves when what was appended before is on disk, or has failed. */
  flush(): Promise<void>;
  commitTimes(): CommitTimes;
  close(): Promise<void>;
}

/** Sizes of a journal, in bytes. */
export interface JournalSizes {
  /** A segment that has so many is followed by the next. */
  segment?: number;
  /** So much may lie there that nobody needs any more; beyond it, as much as is needed. */
  spare?: number;
}

interface Entry {
  head: Head;
  record: JournalRecord | null;
  /** It stands for a line that lies elsewhere. */
  moved?: Line;
}

const MB = 2 ** 20;

/**
 * Opens the journal of the books at `path` for the one process that writes it. Records are lines in segment files, written
 * and synced off this thread. A segment whose lines nobody needs is deleted and its cost kept in the books; where an old
 * one holds few that are needed, those move on. Throws as {@link recover} does.
 */
export function openRunJournal(db: Database, path: string, sizes: JournalSizes = {}): RunJournal {
  return new SegmentJournal(db, journalFolder(path), sizes);
}

/**
 * The journal of the books at `path` for a process that only reads them: it gives what lies there at every call.
 * Writing rejects as SQLite refuses it.
 */
export function readRunJournal(db: Database, path: string): RunJournal {
  const dir = journalFolder(path);
  const refuse = () => db.write(() => {});
  const found = recovering(db, dir);
  return {
    append: async () => refuse(),
    restore: async () => refuse(),
    end: refuse,
    read: (unit) => lastOfEachKey(readSpans(dir, found().lines.of(unit), recordOfLine)),
    spent() {
      const { lines, spent } = found();
      return allSpent(lines, spent);
    },
    flush: async () => {},
    commitTimes: () => ({ count: 0, p95: 0 }),
    close: async () => {},
  };
}

class SegmentJournal implements RunJournal {
  readonly #dir: string;
  readonly #lines: Lines;
  readonly #folding: Folding;
  readonly #writer: SegmentWriter;
  readonly #queue: GroupCommit<readonly Entry[]>;
  readonly #spare: number;
  #next: number;
  #moving = false;

  constructor(db: Database, dir: string, { segment = 16 * MB, spare = 64 * MB }: JournalSizes) {
    const found = recover(db, dir);
    tidy(dir, found);
    const { lines, spent, nextLine, newest } = found;
    this.#dir = dir;
    this.#lines = lines;
    this.#next = nextLine;
    this.#spare = spare;
    this.#folding = folding(db, dir, lines, spent);
    this.#writer = segmentWriter(dir, { first: newest.number + 1, most: segment, begun: this.#folding.begun });
    this.#queue = groupCommit((groups) => this.#write(groups.flat()));
  }

  append(unit: number, skill: string, records: readonly JournalRecord[]): Promise<void> {
    return this.#queue.add(
      records.map((record) => {
        const { stage, batch = false, reused = false, outcome } = record;
        const spent = reused ? undefined : { skill, stage, batch, usage: usageOf(outcome) };
        return this.#entry({ unit, spent }, record);
      }),
    );
  }

  read(unit: number): JournalRecord[] {
    return lastOfEachKey(readSpans(this.#dir, this.#lines.of(unit), recordOfLine));
  }

  spent(): Spent[] {
    return this.#folding.spent();
  }

  async restore(unit: number, records: readonly JournalRecord[]): Promise<void> {
    this.#lines.open(unit);
    const ended = this.#entry({ unit, ended: true }, null);
    try {
      await this.#queue.add([ended, ...records.map((record) => this.#entry({ unit }, record))]);
    } catch (error) {
      this.#lines.end(unit);
      throw error;
    }
  }

  end(unit: number): void {
    this.#lines.end(unit);
    this.#folding.fold();
  }

  flush(): Promise<void> {
    return this.#queue.flush();
  }

  commitTimes(): CommitTimes {
    return this.#queue.times();
  }

  async close(): Promise<void> {
    await this.#queue.flush();
    this.#writer.close();
    this.#folding.fold({ all: true });
    removeIfEmpty(this.#dir);
  }

  #entry(rest: Omit<Head, 'n'>, record: JournalRecord | null): Entry {
    const head = { n: this.#next++, ...rest };
    return { head, record };
  }

  async #write(entries: readonly Entry[]): Promise<void> {
    const spans = await this.#writer.write(linesOf(entries));
    for (const [index, span] of spans.entries()) {
      const entry = entries[index];
      if (entry?.moved) this.#lines.move(entry.moved, span);
      else if (entry) this.#lines.add(entry.head, span);
    }
    this.#folding.fold();
    void this.#move();
  }

  /** Where too much lies there that nobody needs, what is needed of the oldest segment is written anew. */
  async #move(): Promise<void> {
    const [oldest, second] = this.#lines.segments.values();
    if (this.#moving || !oldest || !second || this.#lines.bytes <= this.#spare + 2 * this.#lines.liveBytes) return;
    this.#moving = true;
    try {
      const lines = this.#lines.within(oldest.number);
      const records = readSpans(this.#dir, lines, recordOfLine);
      const entries = lines.map((moved, index): Entry => {
        const head = { n: moved.n, unit: moved.unit };
        return { head, record: records[index] ?? null, moved };
      });
      await this.#queue.add(entries);
      this.#folding.fold();
    } catch {
      // Whoever appends is told of the disk; what did not move stays where it is.
    } finally {
      this.#moving = false;
    }
  }
}

/** One after the other: thousands of them at once would be as much memory as the replies. */
function* linesOf(entries: readonly Entry[]): Generator<string> {
  for (const { head, record } of entries) yield lineOf(head, record);
}

/** In the place of the first. */
function lastOfEachKey(records: readonly JournalRecord[]): JournalRecord[] {
  return [...new Map(records.map((record) => [record.key, record])).values()];
}
