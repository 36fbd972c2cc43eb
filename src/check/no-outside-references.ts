import type { Check } from './check.ts';

const OUTSIDE =
  /\b(?:(?:see|in|as shown in|according to|refer to) (?:figure|fig\.|table|section|chapter|appendix|equation)\s*\d|(?:the )?(?:previous|preceding|next|following|last|earlier|later) (?:chapter|section|unit|module|figure)\b|(?:figure|table) \d+ (?:shows|above|below))/i;

/** The question does not send its reader to figures, tables or chapters that a row does not hold. English wordings. */
export const noOutsideReferences: Check = {
  id: 'no-outside-references',
  at: 'item',
  check({ question, material }) {
    const found = OUTSIDE.exec(question)?.[0];
    if (found === undefined || material.toLowerCase().includes(found.toLowerCase().replace(/^(see|in|refer to) /, '')))
      return null;
    return { reason: 'outside-reference', detail: `The question refers to what the row does not hold: "${found}"` };
  },
};
