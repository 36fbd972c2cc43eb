import { z } from 'zod';
import type { Curation, Row } from './row.ts';

const Tally = z.record(z.string(), z.int().nonnegative());

/** What a step of curation came to. */
export const StepBooks = z.strictObject({
  step: z.string(),
  /** What it does, in a few words. */
  says: z.string(),
  /** Rows that came to it. */
  rows: z.int().nonnegative(),
  /** Those of them that it left out, by reason. */
  left: Tally,
  /** Rows of other datasets that it brought in, by their name. */
  added: Tally,
  /** What else it counted: flags, marks, items of benchmarks. */
  found: Tally,
});
export type StepBooks = z.infer<typeof StepBooks>;

/** What curation came to: its steps in the order in which they were done, and the rows before and after. */
export const CurationBooks = z.strictObject({
  rows: z.strictObject({ before: z.int().nonnegative(), after: z.int().nonnegative() }),
  steps: z.array(StepBooks),
});
export type CurationBooks = z.infer<typeof CurationBooks>;

/** What curation decided of the rows that the dataset takes without it, for who writes the dataset. */
export interface Curated {
  books: CurationBooks;
  /** What stands in the columns of the row at a place in their order; null where it is left out. */
  at(place: number): Curation | null;
  /** Rows of other datasets, which stand behind all others in the train split. */
  more(): AsyncIterable<Row>;
}
