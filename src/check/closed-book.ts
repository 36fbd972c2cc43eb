import { z } from 'zod';

/**
 * The fields of a closed-book instruction, to be spread into a skill's shape: the student gets the question alone, or
 * the material beside it where `wellKnown` is false. `reference` is what answers without a key are held against.
 */
export const closedBook = {
  question: z
    .string()
    .min(4)
    .describe('What is asked, to be understood without anything else; choices are listed below it by the program'),
  reference: z.string().min(1).describe('What a right answer comes to, in brief, as the material has it'),
  evidence: z
    .array(z.string())
    .max(6)
    .describe('The words of the material that the reference rests on, quoted exactly'),
  wellKnown: z.boolean().describe('Whether a well-read person could know the answer without the material'),
};
