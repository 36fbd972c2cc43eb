import { z } from 'zod';
import type { Check } from '../check.ts';
import { demandOf } from '../constraints/catalogue.ts';
import { wordCount } from '../constraints/measure.ts';

const Sampled = z.object({ sample: z.string() });
const [LEAST, MOST] = [40, 180];

/** A sample of style is long enough to show one, short enough to be no second text, and not made of the text's own sentences. */
export const sampleSound: Check = {
  id: 'sample-sound',
  at: 'item',
  async check({ item, content }) {
    const given = Sampled.safeParse(item.instruction);
    if (!given.success) return null;
    const { least, most } = wordCount(given.data.sample);
    if (most < LEAST || least > MOST) return { reason: 'sample-length', detail: `${least} words; ${LEAST} to ${MOST}` };
    const shared = await demandOf('no-shared-run', { most: 7 })?.breach(given.data.sample, content);
    return shared ? { reason: 'sample-from-the-text', detail: shared } : null;
  },
};
