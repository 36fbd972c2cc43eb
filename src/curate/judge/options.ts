import { z } from 'zod';

/** What a recipe says of its judge. */
export const JudgeOptions = z.strictObject({
  /** As `generate --teacher` takes it. */
  teacher: z.string().default('rehearsal'),
  /** Null for the only one that the endpoint serves; known once the judge was asked. */
  model: z.string().nullable().default(null),
  /** Share of the rows that are judged, drawn by their ids (0-1). */
  share: z.number().gt(0).max(1).default(1),
  /** Rows with a lower mark are left out; null where the marks only stand in their column. */
  minScore: z.int().min(1).max(5).nullable().default(null),
  temperature: z.number().min(0).max(2).default(0),
  /** Most tokens of a reply. */
  maxTokens: z.int().positive().default(2048),
});
export type JudgeOptions = z.infer<typeof JudgeOptions>;
