import { readsEnglish } from '../text/english.ts';
import { splitSentences } from '../text/sentences.ts';
import type { Check } from './check.ts';
import { unmarked } from './forms/stated.ts';
import { findQuantities } from './quantity/find-quantities.ts';

/** How many figures a chain has at least, beside its result. */
const FIGURES = 3;
const LOOKED_AT = 20_000;

const ASSUMING =
  /assum|suppos|estimat|guess|rough|about|around|approx|perhaps|say\b|typical|average|order of|ballpark|take\b|taking|likely|maybe|~|≈|\bmight\b|\bprobably\b|\bon the order\b/i;
const JOINING =
  /[×·÷=≈]|\d\s?[*/x]\s?\d|\bper\b|\btimes\b|divid|multipl|\bproduct\b|\btotal|\bgives?\b|\bcomes? to\b|\bthat is\b|\bso\b/i;

/**
 * An answer to an estimation question shows its chain: figures that it assumes, in more than one step, and not the result
 * alone. That figures are called assumed and are put together is looked for in English only.
 */
export const shownWorking: Check = {
  id: 'shown-working',
  at: 'response',
  check({ response }) {
    const text = unmarked((response ?? '').slice(0, LOOKED_AT));
    const steps = splitSentences(text)
      .map((sentence) => findQuantities(sentence.text).length)
      .filter((count) => count > 0);
    const figures = steps.reduce((sum, count) => sum + count, 0);
    if (figures === 0) return { reason: 'no-final-quantity', detail: 'The answer holds no figure' };
    if (figures <= FIGURES || steps.length < 2)
      return { reason: 'no-steps', detail: `${figures} figures in ${steps.length} sentences` };
    if (!readsEnglish(text)) return null;
    if (!ASSUMING.test(text)) return { reason: 'no-assumptions', detail: 'Nothing in it is called assumed or rough' };
    return JOINING.test(text) ? null : { reason: 'no-steps', detail: 'The figures are never put together' };
  },
};
