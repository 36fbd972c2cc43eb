import { z } from 'zod';
import { jsonFormat } from '../ask/format.ts';
import type { Check, Subject } from './check.ts';
import type { Figure } from './figures/read-figures.ts';
import { unsupportedFigures } from './figures/supported.ts';

const UNSUPPORTED = jsonFormat(
  z.strictObject({
    unsupported: z
      .array(
        z.strictObject({
          figure: z.string().describe('The figure as the list has it'),
          why: z.string().describe('What the data give instead, or that they give nothing; half a sentence'),
        }),
      )
      .describe('Only figures of the list that are wrong or without ground; empty when all of them hold'),
  }),
);

/** More figures than this that a program cannot trace are not worth a call. */
const MOST = 24;

/**
 * Every number of the response stands in the data or follows from them: by program where that is beyond doubt, the
 * others by one agent. Numbers in the task count as given.
 */
export const numbersSupported: Check = {
  id: 'numbers-supported',
  at: 'response',
  async check(subject, verify) {
    const response = subject.response ?? '';
    const given = new Set(unsupportedFigures(response, subject.question).map(({ at }) => at));
    const open = unsupportedFigures(response, dataOf(subject)).filter(({ at }) => given.has(at));
    if (open.length === 0) return null;
    if (open.length > MOST) return { reason: 'unsupported-numbers', detail: `${open.length} numbers cannot be traced` };
    const item = JSON.stringify({ figures: open.map((figure) => around(response, figure)), text: response }, null, 2);
    const asked = await verify('numbers-supported', { material: dataOf(subject), item }, UNSUPPORTED);
    if ('fault' in asked) {
      return { reason: `unverified-${asked.fault.reason}`, detail: asked.fault.detail, reply: asked.fault.reply };
    }
    const [first] = asked.value.unsupported;
    return first ? { reason: 'unsupported-numbers', detail: `${first.figure}: ${first.why}` } : null;
  },
};

function dataOf({ content, material }: Subject): string {
  return content === '' ? material : content;
}

/** A figure with the words round it. */
function around(response: string, { at, text }: Figure): { figure: string; words: string } {
  const words = response.slice(Math.max(0, at - 60), at + text.length + 40).replaceAll(/\s+/g, ' ');
  return { figure: text.trim(), words: words.trim() };
}
