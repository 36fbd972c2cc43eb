import { z } from 'zod';
import { jsonFormat } from '../../ask/format.ts';

const Mark = z.strictObject({
  reason: z.string().describe('One sentence: what is at fault, or what you checked'),
  score: z.literal([1, 2, 3, 4, 5]),
});

/** The four marks of a row, each with its reason. */
export const Marks = z.strictObject({
  instruction: Mark.describe('What is asked: clear, and answerable from what stands there'),
  correct: Mark.describe('What the assistant says: true, result and steps'),
  complete: Mark.describe('All that was asked, under all its conditions'),
  wellFormed: Mark.describe('Fit for use as it stands'),
});
export type Marks = z.infer<typeof Marks>;

/** What a judge is asked for. */
export const MARKS = jsonFormat(Marks);

/** What a row came to: its marks, and the lowest of them; or why there are none. A line of a `judge` unit's object. */
export const Judged = z.discriminatedUnion('record', [
  z.strictObject({
    record: z.literal('judged'),
    id: z.string(),
    /** Of the row as it was judged: a row that was made anew is another one. */
    contentHash: z.string(),
    score: z.int().min(1).max(5),
    marks: Marks,
  }),
  z.strictObject({
    record: z.literal('unjudged'),
    id: z.string(),
    contentHash: z.string(),
    reason: z.string(),
    detail: z.string(),
  }),
]);
export type Judged = z.infer<typeof Judged>;

/** A row is as good as the worst that is said of it. */
export function scoreOf(marks: Marks): number {
  return Math.min(...Object.values(marks).map(({ score }) => score));
}
