import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { type Database, openDatabase } from '../../database.ts';
import { recordOf, unitOf } from '../contract.ts';
import { openRunJournal, type RunJournal, readRunJournal } from '../run-journal.ts';

/** `touch` is called before whatever changes the disk; where it throws the disk has refused, maybe after a `half` of it. */
export interface Disk {
  touch(what: string, half?: () => void): void;
}

/** Places of the units that there are. */
export const UNITS: readonly number[] = [0, 1, 2];

/** What is done with a journal; not waited for, but for `turn` and `settle`. */
export interface Command {
  what: 'append' | 'commit' | 'reopen' | 'turn' | 'settle';
  unit: number;
  records: number;
}

/** What the disk must hold: keys of open units in order, and how many calls were paid for; and what it may hold beside. */
export interface Held {
  units: { opening: number; reopening: boolean; keys: Set<string> }[];
  paid: number;
  maybe: Map<string, string>;
}

const callsOf = (journal: RunJournal) => journal.spent().reduce((sum, { usage }) => sum + usage.calls, 0);
const keysOf = (journal: RunJournal, place: number) => journal.read(place).map(({ key }) => key);
const tagOf = (place: number, { opening }: { opening: number }) => `${place} ${opening}`;
function unitIn({ units }: Held, place: number): Held['units'][number] {
  const unit = units[place];
  if (!unit) throw new Error(`No unit ${place}`);
  return unit;
}
let names = 0;

/** A process with an open journal. What `held` allows is held against what it finds at its begin, and what it gives. */
export class Life {
  readonly dir: string;
  readonly #held: Held;
  readonly #db: Database;
  readonly #journal: RunJournal;
  readonly #pending: Promise<void>[] = [];
  #faults = 0;
  #closing = false;
  /** The disk refuses one thing whose name begins so, after so many others of its kind. */
  fail = { after: 0, of: 'nothing' };
  /** It is killed when the disk was touched so many times, maybe half-way through the next. */
  kill = { after: -1, half: false };
  /** Where the disk lies as it was then, and what it must hold. */
  killed: [dir: string, held: Held] | undefined;

  constructor(disk: Disk, dir: string, held: Held) {
    this.dir = dir;
    this.#held = held;
    disk.touch = () => {};
    const db = openDatabase(join(dir, 'state.db'), false);
    db.prepare('PRAGMA synchronous = OFF').run();
    const insert = db.prepare(`INSERT OR IGNORE INTO unit (place, id, body) VALUES (?, ?, '{}')`);
    for (const place of UNITS) insert.run(place, unitOf(place).id);
    const failing = <T>(work: () => T): T => {
      disk.touch('books');
      return work();
    };
    this.#db = { ...db, write: <T>(work: () => T) => db.write(() => failing(work)) };
    this.#journal = openRunJournal(this.#db, join(dir, 'state.db'), { segment: 300, spare: 1500 });
    this.#learn();
    disk.touch = (what, half) => this.#touch(what, half);
  }

  #touch(what: string, half?: () => void): void {
    if (this.kill.after-- === 0) {
      if (this.kill.half) half?.();
      this.killed = [`${this.dir}k`, structuredClone(this.#held)];
      cpSync(this.dir, `${this.dir}k`, { recursive: true });
    }
    if (!what.startsWith(this.fail.of) || this.fail.after-- > 0) return;
    this.fail.of = 'nothing';
    this.#faults++;
    half?.();
    throw Object.assign(new Error('EIO'), { code: 'EIO', syscall: what });
  }

  /** What may be there is there or not, from here on. */
  #learn(): void {
    const [held, journal] = [this.#held, this.#journal];
    const calls = callsOf(journal);
    expect(calls - held.paid).toBeGreaterThanOrEqual(0);
    expect(calls - held.paid).toBeLessThanOrEqual(held.maybe.size);
    for (const [place, known] of this.#open()) {
      const found = keysOf(journal, place);
      expect(found.filter((key) => known.keys.has(key) || held.maybe.get(key) !== tagOf(place, known))).toEqual([
        ...known.keys,
      ]);
      Object.assign(known, { keys: new Set(found), reopening: false });
    }
    held.paid = calls;
    held.maybe.clear();
  }

  /** What the journal gives, and a reader where all that was refused was taken back. */
  #check(): void {
    const reader = readRunJournal(this.#db, join(this.dir, 'state.db'));
    for (const journal of this.#faults ? [this.#journal] : [this.#journal, reader]) {
      expect(callsOf(journal)).toBe(this.#held.paid);
      for (const [place, { keys }] of this.#open()) expect(keysOf(journal, place)).toEqual([...keys]);
    }
  }

  #isDone(place: number): boolean {
    return this.#db.prepare(`SELECT 1 FROM unit WHERE place = ? AND status = 'done'`).get(place) !== undefined;
  }

  #open() {
    return [...this.#held.units.entries()].filter(([place]) => !this.#isDone(place));
  }

  async #append(place: number, records: number): Promise<void> {
    const [held, journal] = [this.#held, this.#journal];
    const unit = unitIn(held, place);
    const [tag, keys] = [tagOf(place, unit), Array.from({ length: records }, () => `k${names++}`)];
    for (const key of keys) held.maybe.set(key, tag);
    await journal.append(
      place,
      'reading',
      keys.map((key) => recordOf(key)),
    );
    held.paid += records;
    for (const key of keys) held.maybe.delete(key);
    if (tagOf(place, unit) === tag) for (const key of keys) unit.keys.add(key);
  }

  async #commit(place: number): Promise<void> {
    await this.#journal.flush();
    const done = this.#db.prepare(`UPDATE unit SET status = 'done' WHERE place = ? AND status = 'open'`);
    if (this.#db.write(() => done.run(place).changes) === 1) this.#journal.end(place);
  }

  async #reopen(place: number): Promise<void> {
    await this.#journal.flush();
    const unit = unitIn(this.#held, place);
    if (!this.#isDone(place) || unit.reopening) return;
    unit.opening++;
    unit.reopening = true;
    unit.keys = new Set([`k${names++}`, `k${names++}`]);
    try {
      await this.#journal.restore(
        place,
        [...unit.keys].map((key) => recordOf(key)),
      );
      this.#db.write(() => this.#db.prepare(`UPDATE unit SET status = 'open' WHERE place = ?`).run(place));
    } finally {
      unit.reopening = false;
    }
  }

  #begin(work: Promise<void>): void {
    const told = (error: unknown) => (this.#faults > 0 || this.#closing ? undefined : Promise.reject(error));
    this.#pending.push(work.catch(told));
  }

  async run({ what, unit, records }: Command): Promise<void> {
    if (what === 'append') this.#begin(this.#append(unit, records));
    else if (what === 'turn') await new Promise((resolve) => void setImmediate(resolve));
    else if (what === 'commit') this.#begin(this.#commit(unit));
    else if (what === 'reopen') this.#begin(this.#reopen(unit));
    else {
      await this.settled();
      if (!this.killed) this.#check();
    }
  }

  /** Resolves when nothing that was begun is under way. */
  async settled(): Promise<void> {
    await Promise.all(this.#pending);
  }

  /** Where the next one finds the disk, and what it must find. Without `closes` it is killed while nothing is under way. */
  async end(closes: boolean): Promise<[dir: string, held: Held]> {
    if (closes && !this.killed) {
      const closed = this.#journal.close();
      this.#closing = true;
      this.#begin(this.#append(0, 1));
      await closed;
    } else {
      await this.run({ what: 'settle', unit: 0, records: 0 });
      for (let times = 0; times < 2; times++) await this.#journal.flush();
    }
    this.#db.close();
    return this.killed ?? [this.dir, this.#held];
  }
}
