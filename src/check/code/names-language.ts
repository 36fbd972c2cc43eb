import type { Check } from '../check.ts';
import { fencedBlocks } from './fenced.ts';

/** Fenced blocks of the response name their language; a response that owes code has one. */
export const namesLanguage: Check = {
  id: 'names-language',
  at: 'response',
  check({ item, response }) {
    const blocks = fencedBlocks(response ?? '');
    if (item.form === 'code' && blocks.length === 0)
      return { reason: 'no-code', detail: 'The response holds no fenced block' };
    const nameless = blocks.find(({ language }) => language === '');
    return nameless === undefined
      ? null
      : { reason: 'nameless-block', detail: `A block names no language: "${nameless.code.slice(0, 80)}"` };
  },
};
