import { z } from 'zod';

/** Fewest and most words of a user's message. */
export const MESSAGE_WORDS = [3, 60] as const;

/** What every item of conversation says beside its points: the first message, and the sheet that the user is played from. */
export const TalkInstruction = z.strictObject({
  opening: z.string().min(8).max(800).describe("The person's first message, word for word; 3 to 60 words"),
  persona: z
    .string()
    .min(1)
    .max(1500)
    .describe('The sheet: who they are, what they are after, what they know and wrongly believe, how they write'),
  plan: z
    .array(
      z.strictObject({
        move: z.string().min(10).describe('What they want with this message, and what brings it on'),
        needs: z
          .int()
          .nullable()
          .describe(
            'The number of the earlier message, of either side, without which it cannot be answered; the opening is 1, the reply to it 2; else null',
          ),
      }),
    )
    .min(1)
    .max(5)
    .describe('The messages after the first, in order'),
});

/** Fields that some kinds of conversation have beside these. */
export const TALK_SETS = {
  private: z.strictObject({
    private: z
      .string()
      .min(1)
      .describe('What only this person knows: said when asked for, or never, as the kind has it'),
  }),
  setting: z.strictObject({
    setting: z
      .string()
      .nullable()
      .describe(
        'A standing word to the assistant from whoever offers it: what it is there for, for whom, in which manner; null in half of all items',
      ),
  }),
};

/** An item of conversation as its talk needs it. */
export const TalkScript = z.looseObject({
  ...TalkInstruction.shape,
  private: z.string().optional(),
  setting: z.string().nullable().optional(),
  /** What a goal program asks of every reply. */
  constraints: z.array(z.looseObject({ words: z.string() })).optional(),
});
export type TalkScript = z.infer<typeof TalkScript>;
