import { z } from 'zod';

/** One demonstration. */
export const Example = z.strictObject({
  input: z.string().min(1),
  steps: z.string().describe('The working, as the answer is to show it too; empty in bare pairs'),
  output: z.string().min(1),
});

/** The fields of every item that teaches by examples. */
export const ExamplesInstruction = z.strictObject({
  opening: z.string().describe('A line before the examples; empty where they speak for themselves'),
  examples: z.array(Example).min(2).max(8).describe('The demonstrations, in the order in which they are shown'),
  query: z.string().min(1).describe('The input that the answer is wanted for'),
});

/** Fields that types ask for with a line `With:`, by the name of the set. */
export const EXAMPLE_SETS = {
  rule: z.strictObject({
    rule: z
      .string()
      .min(8)
      .describe(
        'The rule as a JavaScript arrow function of one argument, the input as a text, that returns the output as a text ' +
          'or a number; without clock, chance or anything from outside',
      ),
  }),
} as const;
