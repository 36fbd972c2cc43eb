import type { Curated, StepBooks } from '../dataset/curation.ts';
import type { PlacedPair } from '../dataset/write-dataset.ts';
import { type Candidate, candidateOf } from './candidate.ts';
import { Decisions } from './decisions.ts';
import {
  type BoundStep,
  bindStep,
  type Finding,
  type Flag,
  type OpenStep,
  type Standing,
  type StepTools,
} from './step.ts';

/** Who is told what becomes of rows, line by line. */
export interface Telling {
  leftOut(line: { id: string; unit: string; step: string; reason: string; detail: string }): Promise<void>;
  flagged(line: { id: string; unit: string; flag: string; detail: string }): Promise<void>;
  /** Told now and then how many rows were looked at. */
  looked(rows: number): void;
}

/** What the steps came to, and their options as they are now known. */
export interface Decided {
  curated: Curated;
  options: Record<string, unknown>[];
}

const TOLD_EVERY = 2000;

interface Working {
  step: BoundStep;
  open: OpenStep;
  books: StepBooks;
}

/**
 * Takes the rows of a dataset through the steps of a recipe: first each row, in order, through those that look at rows one
 * by one; then those that settle decide over all. No row is held: ids, small facts and what steps keep of them are.
 */
export async function decide(
  rows: AsyncIterable<PlacedPair>,
  steps: readonly BoundStep[],
  tools: Omit<StepTools, 'flag' | 'mixed'>,
  telling: Telling,
): Promise<Decided> {
  const decisions = new Decisions();
  const flag = async ({ at }: Candidate, flags: readonly Flag[]) => {
    decisions.flag(
      at,
      flags.map(({ name }) => name),
    );
    const named = decisions.nameOf(at);
    for (const { name, detail } of flags) await telling.flagged({ ...named, flag: name, detail });
  };
  const working: Working[] = [];
  const mixed = steps.some(({ id }) => id === 'mix');
  for (const step of steps) {
    const books = { step: step.id, says: step.says, rows: 0, left: {}, added: {}, found: {} };
    working.push({ step, open: await step.open({ ...tools, flag, mixed }), books });
  }
  const course = new Course(decisions, working, telling);
  for await (const placed of rows) {
    await course.look(candidateOf(placed, decisions.length));
    if (decisions.length % TOLD_EVERY === 0) telling.looked(decisions.length);
  }
  return course.settle();
}

/** The way of rows through open steps. */
class Course {
  readonly #decisions: Decisions;
  readonly #working: readonly Working[];
  readonly #telling: Telling;

  constructor(decisions: Decisions, working: readonly Working[], telling: Telling) {
    this.#decisions = decisions;
    this.#working = working;
    this.#telling = telling;
  }

  /** Takes a row through the steps that look at rows one by one; whether it is still in. */
  async look(row: Candidate): Promise<boolean> {
    this.#decisions.add(row);
    for (const { open, books } of this.#working) {
      if (!row.external) open.note?.(row);
      if (!open.look) continue;
      books.rows++;
      const looked = open.look(row);
      const finding = looked instanceof Promise ? await looked : looked;
      if (finding === null) continue;
      await this.#leaveOut(row.at, books, finding);
      return false;
    }
    return true;
  }

  /** Lets the other steps decide, and closes the books. */
  async settle(): Promise<Decided> {
    const before = this.#decisions.length;
    for (const { open, books } of this.#working) {
      if (!open.settle) continue;
      const standing = this.#standing(before);
      books.rows = standing;
      await open.settle(this.#rowsFor(books, standing));
    }
    const after = this.#standing(before);
    for (const { step, open, books } of this.#working) {
      books.added = open.added?.() ?? {};
      books.found = open.found?.() ?? {};
      if (open.settled) books.says = (await bindStep(step.id, open.settled())).says;
    }
    const added = this.#working.flatMap(({ books }) => Object.values(books.added)).reduce((sum, each) => sum + each, 0);
    return {
      curated: {
        books: { rows: { before, after: after + added }, steps: this.#working.map(({ books }) => books) },
        at: (place) => (this.#decisions.stays(place) ? this.#decisions.columns(place) : null),
        more: () => this.#more(),
      },
      options: this.#working.map(({ open, step }) => open.settled?.() ?? step.options),
    };
  }

  #rowsFor(books: StepBooks, standing: number): Standing {
    return {
      standing,
      stays: (at) => this.#decisions.stays(at),
      leaveOut: (at, finding) => this.#leaveOut(at, books, finding),
      score: (at, score) => this.#decisions.score(at, score),
      admit: async (make) => {
        const at = this.#decisions.length;
        return (await this.look(make(at))) ? at : null;
      },
    };
  }

  async #leaveOut(at: number, books: StepBooks, { reason, detail }: Finding): Promise<void> {
    this.#decisions.leaveOut(at);
    books.left[reason] = (books.left[reason] ?? 0) + 1;
    await this.#telling.leftOut({ ...this.#decisions.nameOf(at), step: books.step, reason, detail });
  }

  #standing(rows: number): number {
    let count = 0;
    for (let at = 0; at < rows; at++) if (this.#decisions.stays(at)) count++;
    return count;
  }

  async *#more() {
    for (const { open } of this.#working) if (open.more) yield* open.more((at) => this.#decisions.columns(at));
  }
}
