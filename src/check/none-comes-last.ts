import { z } from 'zod';
import type { Check } from './check.ts';
import { numbersOf } from './forms/values.ts';

const Option = z.object({ options: z.array(z.string()) });
const NAMING =
  /\b(?:all|none|both|neither|any) of (?:the|these|them)\b|\b(?:[A-F]|I{1,3}) (?:and|or) (?:[A-F]|I{1,3})\b/i;

/** Longer than this, the last option says more than that no other is right. */
const LONGEST = 60;

/** Items of the type `type` close with an option that says that none of the others is right; the others are answers. */
export function noneComesLast(type: string): Check {
  return {
    id: 'none-comes-last',
    at: 'item',
    check({ item, question }) {
      const { data } = item.type === type && item.form === 'option' ? Option.safeParse(item.instruction) : {};
      if (data === undefined) return null;
      const last = data.options.at(-1) ?? '';
      const naming = data.options.slice(0, -1).find((option) => NAMING.test(option));
      if (naming !== undefined)
        return { reason: 'option-names-others', detail: `Not the last, and no answer: "${naming}"` };
      if (numbersOf(last) !== null || last.length > LONGEST)
        return { reason: 'none-not-last', detail: `The last option does not say that none is right: "${last}"` };
      return /\b(?:best|most likely|most probabl[ye])\b/i.test(question)
        ? { reason: 'best-with-none', detail: 'A question for the best one has an answer whatever the options are' }
        : null;
    },
  };
}
