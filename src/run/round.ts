import { z } from 'zod';

/** How far planning has come; kept in the store. */
export const Cursor = z.strictObject({
  round: z.int(),
  order: z.int(),
  /** How many seeds of each pass have been given out. */
  passes: z.array(z.int()),
  /** Number of the next unit of each skill. */
  next: z.record(z.string(), z.int()),
  /** In one pass: how many seeds have been gone over for skills that search; without it as many as for the others. */
  searching: z.int().optional(),
});
/** How far planning has come. */
export type Cursor = z.infer<typeof Cursor>;

/** What a round was cut by; kept before its units are, so that after a crash the same are cut again. */
export const Round = z.strictObject({
  weights: z.strictObject({ types: z.record(z.string(), z.number()), goals: z.record(z.string(), z.number()) }),
  /** How many seeds there were. */
  seeds: z.int(),
  passes: z.int(),
  /** Full units that it has room for. */
  units: z.int(),
  /** Seeds wanted of each skill that lacks rows; null where all seeds are gone through once. */
  needs: z.record(z.string(), z.int().positive()).nullable(),
  /** In one pass: whether it has the seeds of skills that search, or those of the others; null where it has all. */
  searching: z.boolean().nullable().default(null),
});
/** What a round is cut by. */
export type Round = z.infer<typeof Round>;
