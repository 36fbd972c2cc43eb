import { z } from 'zod';
import { ToolCall } from '../data.ts';

const Whole = z.int().nonnegative();

/** The shape of a teacher's reply, for reading it back from a journal or a recording. */
export const ReplyShape = z.strictObject({
  text: z.string(),
  reasoning: z.string().optional(),
  toolCalls: z.exactOptional(z.array(ToolCall)),
  finish: z.enum(['stop', 'length', 'filtered', 'refused']),
  usage: z
    .strictObject({
      promptTokens: Whole,
      cachedTokens: Whole,
      completionTokens: Whole,
      estimated: z.boolean().optional(),
    })
    .nullable(),
});
