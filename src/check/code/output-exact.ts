import { z } from 'zod';
import type { Check } from '../check.ts';

const Output = z.object({ runs: z.string(), answer: z.string() });

/** A response that says what a program prints has it to the letter, blanks aside: True is not true, and quotation marks count. */
export const outputExact: Check = {
  id: 'output-exact',
  at: 'response',
  check({ item, response }) {
    const { data } = Output.safeParse(item.instruction);
    const bare = (text: string) => text.replaceAll(/[\s\\]+/g, '');
    if (data === undefined || bare(response ?? '').includes(bare(data.answer))) return null;
    return { reason: 'output-altered', detail: `The response does not hold "${data.answer}" as it is printed` };
  },
};
