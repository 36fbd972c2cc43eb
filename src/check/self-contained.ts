import { z } from 'zod';
import { jsonFormat } from '../ask/format.ts';
import { readsEnglish } from '../text/english.ts';
import type { Check } from './check.ts';
import { FORMS } from './forms/index.ts';
import { pointingWords } from './pointing-words.ts';

const STANDS = jsonFormat(
  z.strictObject({
    lacking: z
      .string()
      .nullable()
      .describe('The words that cannot be understood without something more; null where there are none'),
    standsAlone: z.boolean().describe('Whether the question can be understood and answered as it stands'),
  }),
);

/**
 * A question that comes without material sends nobody to a passage, an author or a table. In English a program tells by
 * the wording and asks an agent where it is in doubt; in other languages the agent judges, and the finding says so.
 */
export const selfContained: Check = {
  id: 'self-contained',
  at: 'item',
  async check({ item, material, question }, verify) {
    if (material !== '') return null;
    const english = readsEnglish(question);
    const pointing = english ? pointingWords(question) : null;
    if (english && pointing === null) return null;
    if (pointing?.sure) {
      return { reason: 'not-self-contained', detail: `The question points at what nobody sees: "${pointing.words}"` };
    }
    const { choices } = FORMS[item.form].shown(item.instruction);
    const posed = JSON.stringify({ question, ...(choices.length > 0 && { choices }) }, null, 2);
    const asked = await verify('self-contained', { material: '', item: posed }, STANDS);
    if ('fault' in asked)
      return { reason: `unverified-${asked.fault.reason}`, detail: asked.fault.detail, reply: asked.fault.reply };
    const { standsAlone, lacking } = asked.value;
    if (standsAlone) return null;
    const words = lacking ?? pointing?.words ?? question;
    return {
      reason: 'not-self-contained',
      detail: `Judged by an agent: "${words}"`,
      reply: JSON.stringify(asked.value),
    };
  },
};
