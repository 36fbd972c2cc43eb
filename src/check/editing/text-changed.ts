import type { Check } from '../check.ts';

/** What an editor hands back is not the text as it was. Items with a key ask about the text instead. */
export const textChanged: Check = {
  id: 'text-changed',
  at: 'response',
  check({ item, material, response }) {
    if (item.form !== 'free' || material === '') return null;
    return (response ?? '').trim() === material.trim()
      ? { reason: 'text-unchanged', detail: 'The response is the text as it was' }
      : null;
  },
};
