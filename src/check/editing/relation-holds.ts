import { z } from 'zod';
import { jsonFormat } from '../../ask/format.ts';
import type { Check } from '../check.ts';
import { holds } from '../forms/form.ts';

const Related = z.object({ anchor: z.string().min(1), relation: z.enum(['follows', 'contradicts', 'open']) });
const STANDS = jsonFormat(
  z.strictObject({
    why: z.string().describe('One sentence'),
    stands: z.enum(['follows', 'contradicts', 'open']).describe('How the second sentence stands to the first'),
  }),
);

/** The quoted sentence that a rewriting is held against stands in the text. */
export const anchorOccurs: Check = {
  id: 'anchor-occurs',
  at: 'item',
  check({ item, content }) {
    if (item.form !== 'free' || !('relation' in item.instruction)) return null;
    const given = Related.safeParse(item.instruction);
    if (!given.success) return { reason: 'no-relation', detail: 'A rewriting needs an anchor and a relation' };
    return holds(content, given.data.anchor)
      ? null
      : { reason: 'anchor-not-found', detail: `Not in the text: "${given.data.anchor.slice(0, 200)}"` };
  },
};

/** A rewritten sentence stands to the quoted one as the task demands, as an agent judges that does not know the demand. */
export const relationHolds: Check = {
  id: 'relation-holds',
  at: 'response',
  async check({ item, response }, verify) {
    const given = item.form === 'free' ? Related.safeParse(item.instruction) : null;
    if (!given?.success) return null;
    const { anchor, relation } = given.data;
    const pair = JSON.stringify({ first: anchor, second: (response ?? '').trim() }, null, 2);
    const asked = await verify('sentence-relation', { material: '', item: pair }, STANDS);
    if ('fault' in asked)
      return { reason: `unverified-${asked.fault.reason}`, detail: asked.fault.detail, reply: asked.fault.reply };
    const { stands, why } = asked.value;
    return stands === relation
      ? null
      : { reason: 'relation-missed', detail: `Wanted: ${relation}; found: ${stands}. ${why}` };
  },
};
