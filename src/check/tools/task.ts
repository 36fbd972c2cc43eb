import { z } from 'zod';
import { parseJson } from '../../ask/format.ts';
import { Library } from './api.ts';

/** A call that a flawless assistant makes. */
export const Expected = z.strictObject({
  name: z.string().describe('The function'),
  arguments: z
    .string()
    .describe('The arguments as they are in the end, a JSON object written as text; without those that are open'),
  open: z.array(z.string()).max(6).describe('Parameters whose value only an earlier result supplies; mostly none'),
});
export type Expected = z.infer<typeof Expected>;

const calls = z.array(Expected).max(6);

/** What every item of tool use says beside its points. */
export const ToolInstruction = z.strictObject({
  request: z.string().min(12).max(1500).describe('What the user writes first'),
  expected: calls.describe('The calls for that request, in an order that works; none where none is right'),
  further: z
    .array(z.strictObject({ request: z.string().min(8), expected: calls }))
    .max(2)
    .describe('What the user asks next, once the one before is dealt with; mostly empty'),
  mishap: z
    .string()
    .nullable()
    .describe('Which call meets an error, what comes back, what is done about it then; null where all goes well'),
});

/** Fields that some kinds of task have beside these. */
export const TOOL_SETS = {
  missing: z.strictObject({
    missing: z
      .array(
        z.strictObject({
          call: z.string().describe('The function that lacks it'),
          parameter: z.string(),
          value: z.string().describe('Its value, as it stands in the expected call'),
          said: z.string().describe('How the user puts it when asked'),
        }),
      )
      .min(1)
      .max(4)
      .describe('What the request leaves out; the expected calls hold these values'),
  }),
  unlisted: z.strictObject({
    unlisted: z
      .array(
        z.strictObject({
          name: z.string().describe('A name for the function that is lacking'),
          about: z.string().describe('What it would do'),
        }),
      )
      .min(1)
      .max(2),
  }),
  confirmation: z.strictObject({
    confirmation: z.strictObject({
      effect: z.string().describe('What would be changed, sent, bought or deleted'),
      reply: z.string().describe('What the user answers when asked whether to go ahead'),
    }),
  }),
};

const Task = z.looseObject({
  ...ToolInstruction.shape,
  missing: TOOL_SETS.missing.shape.missing.optional(),
  unlisted: TOOL_SETS.unlisted.shape.unlisted.optional(),
  confirmation: TOOL_SETS.confirmation.shape.confirmation.optional(),
});

/** An item of tool use with the functions that it is about. */
export type ToolTask = z.infer<typeof Task> & { library: Library };

/** The task of an item; null where its fields are other ones. */
export function toolTaskOf(content: unknown, instruction: unknown): ToolTask | null {
  const [library, task] = [Library.safeParse(content), Task.safeParse(instruction)];
  return library.success && task.success ? { ...task.data, library: library.data } : null;
}

/** Arguments written as text; null for what is no JSON object. */
export function argumentsOf(text: string): Record<string, unknown> | null {
  if (text.trim() === '') return {};
  const value = parseJson(text);
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : null;
}
