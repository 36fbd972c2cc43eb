import type { Check } from './check.ts';

const OPENING =
  /^(?:(?:sure(?: thing)?|certainly|of course|absolutely)\s*(?:[,.!:–—-]|here\b)|(?:great|good) question\b|(?:i'd be )?happy to\b)/i;
const CLOSING = /(?:let me know if|feel free to|hope this helps|would you like me to)[^\n]*$/i;

/** The response neither opens with a nod to the asker nor closes with an offer. English wordings. */
export const responseBeginsWithSubstance: Check = {
  id: 'response-begins-with-substance',
  at: 'response',
  check({ response }) {
    const text = (response ?? '').trim();
    const found = OPENING.exec(text)?.[0] ?? CLOSING.exec(text)?.[0];
    return found === undefined ? null : { reason: 'filler', detail: `The response holds "${found.slice(0, 80)}"` };
  },
};
