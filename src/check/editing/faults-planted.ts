import type { Check } from '../check.ts';
import { holds } from '../forms/form.ts';
import { evened, Faulty, places, undone } from './faults.ts';

/**
 * Each fault of a draft can be found in it just once and differs from what should stand there. Without an excerpt beside it
 * the draft is the text itself: with the faults undone it stands in the text, so that it holds no fault that is not listed.
 */
export const faultsPlanted: Check = {
  id: 'faults-planted',
  at: 'item',
  check({ item, content }) {
    const given = Faulty.safeParse(item.instruction);
    if (!given.success) return null;
    const { draft, faults } = given.data;
    for (const { wrong, right } of faults) {
      const times = places(draft, wrong);
      if (times !== 1) return { reason: 'fault-not-found', detail: `"${wrong}" stands ${times} times in the draft` };
      if (evened(wrong) === evened(right))
        return { reason: 'no-fault', detail: `"${wrong}" is what should stand there` };
    }
    if (typeof item.instruction.excerpt === 'string') return null;
    const mended = faults.reduce(undone, draft);
    if (holds(content, mended)) return null;
    return {
      reason: 'draft-not-the-text',
      detail: `With the faults undone it differs from the text: "${mended.slice(0, 200)}"`,
    };
  },
};
