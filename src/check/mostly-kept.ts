import { changedShare } from '../text/compare.ts';
import type { Check } from './check.ts';

/** An edit of the material that is to flip or take away the key touches at most `most` (0-1) of the material's words. */
export function mostlyKept(most: number): Check {
  return {
    id: 'mostly-kept',
    at: 'item',
    check({ parent, material, outcome }) {
      if (!parent || (outcome !== 'new-key' && outcome !== 'undecided')) return null;
      const share = changedShare(parent.material, material);
      if (share === 0) return { reason: 'unchanged', detail: 'The material was to be edited and is as it was' };
      if (share <= most) return null;
      return {
        reason: 'changed-too-much',
        detail: `${Math.round(share * 100)}% of the words differ; at most ${Math.round(most * 100)}% may`,
      };
    },
  };
}
