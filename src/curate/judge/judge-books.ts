import { z } from 'zod';
import { judgedUnit, judgePrefix } from '../../run/judged-by.ts';
import { readObject } from '../../store/objects.ts';
import { type ManifestEntry, ORDERS, type Store, type Unit } from '../../store/store.ts';
import { Judged } from './rubric.ts';
import type { WantedRow } from './wanted.ts';

/** Places in the plan that each judge has. */
const OF_A_JUDGE = 2 ** 30;
const BOOK = 'judges';

/**
 * The units of one judge (a model, its words, its temperature): each is of rows that one unit of the run has made, and
 * named after it. Rows are judged once; what is planned stays, what is committed is read again.
 */
export class JudgeBooks {
  readonly #dir: string;
  readonly #store: Store;
  readonly #judge: string;
  readonly #firstOrder: number;
  #units: Unit[] = [];
  /** Those of them that are not in the plan yet. */
  #fresh: Unit[] = [];
  #committed = new Map<string, ManifestEntry[]>();
  /** Of units of the run that have units which were planned before and are open, the rows that are wanted now. */
  readonly #stillWanted = new Map<string, Set<string>>();

  /** Opens what a run folder has of the judge with this identity. */
  static async open(dir: string, store: Store, identity: string): Promise<JudgeBooks> {
    const judges = z.array(z.string()).parse((await store.get(BOOK)) ?? []);
    if (!judges.includes(identity)) await store.set(BOOK, [...judges, identity]);
    const place = judges.includes(identity) ? judges.indexOf(identity) : judges.length;
    const books = new JudgeBooks(dir, store, identity, ORDERS.judge[0] + place * OF_A_JUDGE);
    await books.#read();
    return books;
  }

  private constructor(dir: string, store: Store, judge: string, firstOrder: number) {
    this.#dir = dir;
    this.#store = store;
    this.#judge = judge;
    this.#firstOrder = firstOrder;
  }

  /** The places of its units. */
  get orders(): readonly [number, number] {
    return [this.#firstOrder, this.#firstOrder + OF_A_JUDGE];
  }

  async #read(): Promise<void> {
    const isOwn = ({ id }: Unit) => id.startsWith(judgePrefix(this.#judge));
    this.#units = (await this.#store.units()).filter(isOwn);
    const entries = (await this.#store.manifest()).filter(({ unit }) => isOwn(unit));
    this.#committed = Map.groupBy(entries, ({ unit }) => this.madeBy(unit));
  }

  /** The unit of the run whose rows a unit of the judge is of. */
  madeBy(unit: Pick<Unit, 'id'>): string {
    return judgedUnit(unit, this.#judge);
  }

  /** What is known of the rows that a unit of the run has made, by their ids. */
  async judged(unit: string): Promise<Map<string, Judged>> {
    const known = new Map<string, Judged>();
    for (const { object } of this.#committed.get(unit) ?? []) {
      for await (const line of readObject(this.#dir, object)) {
        const judged = Judged.safeParse(line);
        if (judged.success) known.set(judged.data.id, judged.data);
      }
    }
    return known;
  }

  /**
   * Makes units for the rows that are not judged, nor in a unit that is open; {@link keep} puts them into the plan. Gives how
   * many rows are to be judged, and how many of them are.
   */
  async plan(
    skill: string,
    groups: Iterable<{ unit: string; rows: WantedRow[] }>,
  ): Promise<{ lacking: number; known: number }> {
    const open = Map.groupBy(this.open(), (unit) => this.madeBy(unit));
    const planned = Map.groupBy(this.#units, (unit) => this.madeBy(unit));
    for (const unit of open.keys()) this.#stillWanted.set(unit, new Set());
    let [next, lacking, all] = [this.#firstOrder + this.#units.length, 0, 0];
    const units: Unit[] = [];
    for (const { unit, rows } of groups) {
      const known = await this.judged(unit);
      const left = rows.filter((row) => known.get(row.id)?.contentHash !== row.contentHash).map(({ id }) => id);
      lacking += left.length;
      all += rows.length;
      const waiting = new Set((open.get(unit) ?? []).flatMap(({ seeds }) => seeds));
      if (open.has(unit)) this.#stillWanted.set(unit, new Set(left));
      const fresh = left.filter((id) => !waiting.has(id));
      if (fresh.length === 0) continue;
      const number = planned.get(unit)?.length ?? 0;
      const id = `${judgePrefix(this.#judge)}${unit}-${number}`;
      units.push({ id, kind: 'judge', order: next++, skill, pass: 0, round: 0, seeds: fresh });
    }
    this.#units.push(...units);
    this.#fresh.push(...units);
    return { lacking, known: all - lacking };
  }

  /** Puts what was made into the plan of the run. */
  async keep(): Promise<void> {
    await this.#store.plan(this.#fresh);
    this.#fresh = [];
  }

  /** Units that are not committed. */
  open(): Unit[] {
    const done = new Set([...this.#committed.values()].flat().map(({ unit }) => unit.id));
    return this.#units.filter(({ id }) => !done.has(id));
  }

  /** The rows of a unit that are wanted; one that was planned for other rows may have others. */
  wantedOf(unit: Unit): string[] {
    const wanted = this.#stillWanted.get(this.madeBy(unit));
    return wanted ? unit.seeds.filter((id) => wanted.has(id)) : unit.seeds;
  }

  /** Reads what was committed since. */
  async again(): Promise<void> {
    await this.#read();
  }
}
