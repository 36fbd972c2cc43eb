import { z } from 'zod';
import { Stage } from '../data.ts';
import { messageOf, UserError } from '../errors.ts';
import type { JournalRecord as RecordOf } from '../teacher/journal.ts';
import { ReplyShape } from '../teacher/reply-shape.ts';
import type { UnitObject as ObjectOf, Unit as UnitOf } from './store.ts';

const Whole = z.int().nonnegative();

/** The shape of a unit, for reading it back. */
export const Unit: z.ZodType<UnitOf> = z.strictObject({
  id: z.string(),
  kind: z.enum(['generate', 'judge', 'evaluate', 'redrive']),
  order: z.int(),
  skill: z.string(),
  pass: Whole,
  round: Whole,
  seeds: z.array(z.string()),
});

/** The shape of what names a unit's result, for reading it back. */
export const UnitObject: z.ZodType<ObjectOf> = z.strictObject({ path: z.string(), sha256: z.string(), bytes: Whole });

const Failure = z.strictObject({ reason: z.enum(['too-long', 'filtered']), message: z.string() });

/** The shape of a line of the journal, for reading it back. */
export const JournalRecord: z.ZodType<RecordOf> = z.strictObject({
  key: z.string(),
  stage: Stage,
  agent: z.string(),
  maxTokens: z.int(),
  outcome: z.union([z.strictObject({ reply: ReplyShape }), z.strictObject({ failure: Failure })]),
  reused: z.literal(true).optional(),
  batch: z.literal(true).optional(),
  superseded: z.literal(true).optional(),
});

const Text = z.string();

/**
 * Parses JSON text that was read from a file of the run folder.
 * Throws UserError E_RUN_FOLDER naming the file when the text is not JSON or does not have the shape.
 */
export function readBack<T>(shape: z.ZodType<T>, text: unknown, file: string): T {
  try {
    return shape.parse(JSON.parse(Text.parse(text)));
  } catch (error) {
    const found = error instanceof z.ZodError ? z.prettifyError(error) : messageOf(error);
    throw new UserError('E_RUN_FOLDER', `Cannot read ${file}: ${found.replaceAll(/\s+/g, ' ')}`, {
      hint: 'The file was damaged or written by another program; restore it, or begin anew in another folder.',
      cause: error,
    });
  }
}
