import { z } from 'zod';
import type { JournalRecord } from '../teacher/journal.ts';
import { addCounts, Counts, noCounts } from './counts.ts';
import { type Database, openDatabase } from './database.ts';
import type { CommitTimes } from './group-commit.ts';
import { openRunJournal, type RunJournal, readRunJournal } from './journal/run-journal.ts';
import { readBack, Unit, UnitObject } from './shapes.ts';
import { statements } from './sqlite-statements.ts';
import type * as store from './store.ts';

/** A store in a SQLite file and the folder `journal` beside it, that also tells how long its journal's commits take. */
export interface SqliteStore extends store.Store {
  commitTimes(): CommitTimes;
}

/** How a {@link SqliteStore} is opened. */
export interface SqliteOptions {
  /** Milliseconds since 1970; leases are measured by it. */
  clock?: () => number;
  /** Opens existing books without a trace, also while another process writes them; writing fails. */
  readOnly?: boolean;
  /** The caller holds the folder's lock (see lock.ts): leases of earlier holders have ended with them. */
  alone?: boolean;
}

/**
 * Opens the books at `path` (made where missing, but its folder is not). The journal is written off the caller's thread,
 * all else on it. Writing rejects with UserError E_DISK when the disk refuses; then nothing of the call is kept and it can be tried
 * again. Throws as {@link openDatabase} does.
 */
export function openSqliteStore(path: string, options: SqliteOptions = {}): SqliteStore {
  const db = openDatabase(path, options.readOnly ?? false);
  try {
    if (options.alone) db.write(() => db.prepare(`UPDATE unit SET ends = 0 WHERE status = 'leased'`).run());
    const journal = (options.readOnly ? readRunJournal : openRunJournal)(db, path);
    return new Books(db, path, options.clock ?? Date.now, journal);
  } catch (error) {
    db.close();
    throw error;
  }
}

const Place = z.object({ place: z.int(), skill: z.string() });
const Leased = z.object({ place: z.int(), attempt: z.int(), body: z.string() });
const Committed = z.object({
  ...{ body: z.string(), attempt: z.int(), object: z.string(), counts: z.string() },
  done: z.int(),
});
const StatusCount = z.array(z.object({ status: z.enum(['open', 'leased', 'done']), units: z.int() }));
const SomeCounts = z.array(z.object({ seq: z.int(), counts: z.string() }));

const ALL: store.Orders = [0, Number.MAX_SAFE_INTEGER];

class Books implements SqliteStore {
  readonly #db: Database;
  readonly #path: string;
  readonly #clock: () => number;
  readonly #journal: RunJournal;
  readonly #sql: ReturnType<typeof statements>;
  readonly #places = new Map<string, z.infer<typeof Place>>();
  /** The counts of the units that are done, up to the manifest's row `seq`. */
  #sum = { seq: 0, counts: noCounts() };

  constructor(db: Database, path: string, clock: () => number, journal: RunJournal) {
    this.#db = db;
    this.#path = path;
    this.#clock = clock;
    this.#journal = journal;
    this.#sql = statements(db);
  }

  async get(name: string): Promise<unknown> {
    const row = this.#db.read(() => this.#sql.get.get(name));
    return row === undefined ? undefined : readBack(z.unknown(), row.value, this.#path);
  }

  async set(name: string, value: unknown): Promise<void> {
    this.#db.write(() => this.#sql.set.run(name, JSON.stringify(value)));
  }

  async plan(units: readonly store.Unit[]): Promise<void> {
    this.#db.write(() => {
      for (const unit of units) this.#sql.plan.run(unit.order, unit.id, JSON.stringify(unit));
    });
  }

  async units(): Promise<store.Unit[]> {
    const rows = this.#db.read(() => this.#sql.units.all());
    return rows.map((row) => readBack(Unit, row.body, this.#path));
  }

  async lease(worker: string, ttl: number, [from, to] = ALL): Promise<store.Lease | undefined> {
    return this.#db.write(() => {
      const now = this.#clock();
      const row = this.#sql.lease.get(worker, now + ttl, now, from, to);
      if (row === undefined) return undefined;
      const { attempt, body } = Leased.parse(row);
      return { unit: readBack(Unit, body, this.#path), attempt };
    });
  }

  async heartbeat({ unit, attempt }: store.Lease, ttl: number): Promise<boolean> {
    return this.#db.write(() => this.#sql.heartbeat.run(this.#clock() + ttl, unit.id, attempt).changes === 1);
  }

  async readJournal(unit: string): Promise<JournalRecord[]> {
    const { place } = this.#place(unit);
    await this.#journal.flush();
    return this.#journal.read(place);
  }

  async append(unit: string, records: readonly JournalRecord[]): Promise<void> {
    const { place, skill } = this.#place(unit);
    if (records.length > 0) await this.#journal.append(place, skill, records);
  }

  async commit({ unit, attempt }: store.Lease, object: store.UnitObject, counts: store.Counts): Promise<boolean> {
    const { place } = this.#place(unit.id);
    await this.#journal.flush();
    const committed = this.#db.write(() => {
      if (this.#sql.finish.run(unit.id, attempt).changes !== 1) return false;
      this.#sql.forget.run(place);
      this.#sql.record.run(place, attempt, JSON.stringify(object), JSON.stringify(counts));
      return true;
    });
    if (committed) this.#journal.end(place);
    return committed;
  }

  async reopen(unit: string, records: readonly JournalRecord[]): Promise<boolean> {
    const { place } = this.#place(unit);
    await this.#journal.flush();
    if (this.#db.read(() => this.#sql.isDone.get(place)) === undefined) return false;
    await this.#journal.restore(place, records);
    try {
      this.#db.write(() => this.#sql.reopen.run(place));
    } catch (error) {
      this.#journal.end(place);
      throw error;
    }
    this.#sum = { seq: 0, counts: noCounts() };
    return true;
  }

  async release({ unit, attempt }: store.Lease): Promise<void> {
    await this.#journal.flush();
    this.#db.write(() => this.#sql.release.run(unit.id, attempt));
  }

  async pause(on: boolean): Promise<void> {
    this.#db.write(() => this.#sql.pause.run(on ? 1 : 0));
  }

  async manifest(): Promise<store.ManifestEntry[]> {
    const rows = this.#db.read(() => this.#sql.manifest.all());
    return z
      .array(Committed)
      .parse(rows)
      .map(({ body, attempt, object, counts, done }) => ({
        unit: readBack(Unit, body, this.#path),
        attempt,
        object: readBack(UnitObject, object, this.#path),
        counts: readBack(Counts, counts, this.#path),
        ...(done === 0 && { reopened: true as const }),
      }));
  }

  async stats(): Promise<store.StoreStats> {
    await this.#journal.flush();
    const spent = this.#journal.spent();
    return this.#db.read(() => {
      const units = { open: 0, leased: 0, done: 0 };
      for (const row of StatusCount.parse(this.#sql.statuses.all())) units[row.status] = row.units;
      const counts = this.#counts();
      const reopened = SomeCounts.parse(this.#sql.reopened.all())
        .map((row) => readBack(Counts, row.counts, this.#path))
        .reduce(addCounts, noCounts());
      return { units, counts, reopened, spent, paused: this.#sql.paused.get()?.paused === 1 };
    });
  }

  async close(): Promise<void> {
    await this.#journal.close();
    this.#db.close();
  }

  commitTimes(): CommitTimes {
    return this.#journal.commitTimes();
  }

  #place(unit: string): z.infer<typeof Place> {
    const known = this.#places.get(unit);
    if (known !== undefined) return known;
    const row = this.#db.read(() => this.#sql.place.get(unit));
    if (row === undefined) throw new Error(`No unit ${unit} is planned`);
    const place = Place.parse(row);
    this.#places.set(unit, place);
    return place;
  }

  #counts(): store.Counts {
    for (const row of SomeCounts.parse(this.#sql.counts.all(this.#sum.seq))) {
      const counts = addCounts(this.#sum.counts, readBack(Counts, row.counts, this.#path));
      this.#sum = { seq: row.seq, counts };
    }
    return addCounts(this.#sum.counts, noCounts());
  }
}
