import type { Check } from './check.ts';
import { holds } from './forms/form.ts';

const NUMBERED =
  /\b(?:see|in|as shown in|according to|refer to) (?:the )?((?:figure|fig\.|table|section|chapter|appendix|equation)\s*\d+)/i;
const ELSEWHERE =
  /\b(?:(?:the )?((?:previous|preceding|next|following|last|earlier|later) (?:chapter|section|unit|module|figure))\b(?! (?:of the (?:road|route|way|track|path|trail|journey|river|pipe|wall|bridge|line)|sold|made|produced|bought)\b)|((?:figure|table) \d+) (?:shows|above|below))/i;

/** The question does not send its reader to figures, tables or chapters that a row does not hold. English wordings. */
export const noOutsideReferences: Check = {
  id: 'no-outside-references',
  at: 'item',
  check({ question, material }) {
    const found = NUMBERED.exec(question) ?? ELSEWHERE.exec(question);
    if (!found || holds(material, found[1] ?? found[2] ?? '')) return null;
    return { reason: 'outside-reference', detail: `The question refers to what the row does not hold: "${found[0]}"` };
  },
};
