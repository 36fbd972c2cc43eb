import { z } from 'zod';

/** Further fields of tasks for an editor, by the names that types give them with a line `With:`. */
export const editingFields = {
  excerpt: z.strictObject({
    excerpt: z
      .string()
      .min(1)
      .describe('The part of the material that the task is about, at most 120 words, copied exactly'),
  }),
  draft: z.strictObject({
    draft: z.string().min(1).describe('The faulty text that the editor gets'),
    faults: z
      .array(
        z.strictObject({
          wrong: z
            .string()
            .min(1)
            .describe('The words as they stand in the draft, enough of them to be found just once'),
          right: z.string().min(1).describe('What should stand there'),
        }),
      )
      .min(2)
      .max(10)
      .describe('Every fault of the draft'),
  }),
  sample: z.strictObject({
    sample: z.string().min(1).describe('The sample of style, shown to the editor below the task'),
  }),
  relation: z.strictObject({
    anchor: z
      .string()
      .nullable()
      .describe('The quoted sentence that a rewriting is held against; null where nothing is to be rewritten'),
    relation: z
      .enum(['follows', 'contradicts', 'open'])
      .nullable()
      .describe('How the rewritten sentence is to stand to the anchor; null where nothing is to be rewritten'),
  }),
};

const Shown = z.object({
  task: z.string(),
  excerpt: z.string().nullish(),
  draft: z.string().nullish(),
  sample: z.string().nullish(),
});

/** What stands between an original and its translation where a student gets both. */
const RULE = '\n\n* * *\n\n';

/**
 * What an editor gets: the text, or what the item puts in its place (the part of it that the task is about, a faulty draft, or
 * both with a rule between them), and the task, with the sample of style below it.
 */
export function posedEdit(text: string, instruction: unknown): { material: string; question: string } {
  const { task, excerpt, draft, sample } = Shown.parse(instruction);
  const given = [excerpt, draft].filter((part): part is string => typeof part === 'string' && part.trim() !== '');
  const quoted = sample
    ? sample
        .trim()
        .split('\n')
        .map((line) => `> ${line}`.trimEnd())
    : [];
  return {
    material: given.length > 0 ? given.map((part) => part.trim()).join(RULE) : text,
    question: sample ? `${task}\n\n${quoted.join('\n')}` : task,
  };
}
