import { z } from 'zod';

/** The fields of an estimate, to be spread into a skill's shape: a range in a unit. */
export const estimated = {
  estimate: z
    .strictObject({
      low: z.number().positive().describe('The lowest value you would defend'),
      high: z.number().positive().describe('The highest value you would defend; the same as the lowest for one value'),
      unit: z.string().min(1).describe('The unit, or what is counted: litres per day, people, USD'),
    })
    .describe('The quantity asked for, as your own chain gives it'),
};

/** An estimate as items hold it. */
export type Estimate = z.infer<typeof estimated.estimate>;

/** The estimate of an item; null where it has none. */
export function estimateOf(instruction: Record<string, unknown>): Estimate | null {
  const read = z.object(estimated).safeParse(instruction);
  return read.success ? read.data.estimate : null;
}
