import type { Check } from './check.ts';
import { holds, plain } from './forms/form.ts';

/**
 * The `evidence` of an item, a list of quotations, stands word for word in the content that agents saw; case, marks and spacing aside,
 * and an ellipsis may join two places. Items whose key the material no longer decides need none.
 */
export const evidenceOccurs: Check = {
  id: 'evidence-occurs',
  at: 'item',
  check({ item, content, outcome }) {
    if (outcome === 'undecided') return null;
    const evidence = item.instruction.evidence;
    const quotes = Array.isArray(evidence) ? evidence.map(String) : [];
    if (quotes.length === 0) return { reason: 'no-evidence', detail: 'The item quotes nothing of the material' };
    const missing = quotes.find((quote) => {
      const parts = quote.split(/\[?(?:…|\.{3})\]?/).filter((part) => plain(part) !== '');
      return parts.length === 0 || !parts.every((part) => holds(content, part));
    });
    return missing === undefined
      ? null
      : { reason: 'evidence-not-found', detail: `Not in the material: "${missing.trim()}"` };
  },
};
