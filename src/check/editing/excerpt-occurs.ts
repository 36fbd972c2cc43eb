import { z } from 'zod';
import type { Check } from '../check.ts';
import { wordCount } from '../constraints/measure.ts';
import { holds } from '../forms/form.ts';

const Excerpted = z.object({ excerpt: z.string() });
const MOST = 130;

/** The part of a text that a task is about stands in the text and is no longer than a paragraph of about 120 words. */
export const excerptOccurs: Check = {
  id: 'excerpt-occurs',
  at: 'item',
  check({ item, content }) {
    const given = Excerpted.safeParse(item.instruction);
    if (!given.success) return null;
    const { excerpt } = given.data;
    const { least } = wordCount(excerpt);
    if (least > MOST) return { reason: 'excerpt-too-long', detail: `${least} words; at most ${MOST}` };
    return holds(content, excerpt)
      ? null
      : { reason: 'excerpt-not-found', detail: `Not in the text: "${excerpt.slice(0, 200)}"` };
  },
};
