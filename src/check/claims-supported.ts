import { z } from 'zod';
import { jsonFormat } from '../ask/format.ts';
import type { Check } from './check.ts';

const CLAIMS = jsonFormat(
  z.strictObject({
    unsupported: z
      .array(
        z.strictObject({
          claim: z.string().describe('The words of the text, as short as they can be told apart'),
          why: z.string().describe('What the material says instead, or that it says nothing of it'),
        }),
      )
      .describe('Empty when the material carries everything'),
  }),
);

/** One agent lists what a response of the `types` named says and its source does not; anything listed drops it. */
export function claimsSupported(types: readonly string[]): Check {
  return {
    id: 'claims-supported',
    at: 'response',
    async check({ item, response, content, material, question }, verify) {
      if (!types.includes(item.type)) return null;
      const shown = JSON.stringify({ task: question, text: response ?? '' }, null, 2);
      const asked = await verify('unsupported-claims', { material: content || material, item: shown }, CLAIMS);
      if ('fault' in asked) {
        return { reason: `unverified-${asked.fault.reason}`, detail: asked.fault.detail, reply: asked.fault.reply };
      }
      const [first] = asked.value.unsupported;
      return first ? { reason: 'unsupported-claim', detail: `"${first.claim}": ${first.why}` } : null;
    },
  };
}
