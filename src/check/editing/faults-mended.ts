import type { Check } from '../check.ts';
import { Faulty, places } from './faults.ts';

/** No fault of the draft is left in the response, up to where it lists its changes. How each was mended is free. */
export const faultsMended: Check = {
  id: 'faults-mended',
  at: 'response',
  check({ item, response }) {
    const given = Faulty.safeParse(item.instruction);
    if (!given.success) return null;
    const { draft, faults } = given.data;
    const text = edited(response ?? '', draft.length);
    const left = faults.find(({ wrong, right }) => places(text, wrong) > places(right, wrong));
    return left ? { reason: 'fault-left', detail: `"${left.wrong}" is as it was` } : null;
  },
};

/** The beginning of a response that is the edited text: a list of changes may follow it, and names the faults. */
function edited(response: string, length: number): string {
  const later = response.slice(Math.floor(length * 0.8));
  const listing = /\n\s*\n/.exec(later);
  return listing ? response.slice(0, Math.floor(length * 0.8) + listing.index) : response;
}
