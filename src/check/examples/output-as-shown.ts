import { z } from 'zod';
import type { Check } from '../check.ts';
import { exact, withoutEmphasis } from '../forms/form.ts';
import { ExamplesInstruction } from './fields.ts';

const Keyed = z.object({ ...ExamplesInstruction.shape, answer: z.string(), alternatives: z.array(z.string()) });

/**
 * A response that gives the key writes it as the examples write outputs: capitals, hyphens and the last mark are part of
 * it, which answers are otherwise compared without. A period more, or a name before it, is let through.
 */
export const outputAsShown: Check = {
  id: 'output-as-shown',
  at: 'response',
  check({ item, response }) {
    const keyed = item.form === 'short' ? Keyed.safeParse(item.instruction).data : undefined;
    if (!keyed) return null;
    const right = [keyed.answer, ...keyed.alternatives].map(lastLine);
    const given = lastLine(response ?? '');
    if (right.some((wording) => given.includes(wording) || withoutEmphasis(given).includes(wording))) return null;
    const bare = withoutEmphasis(given).replace(/^(?:\p{L}+:|<\w+>)\s*/u, '');
    const altered = right.find((wording) => exact(wording) === exact(bare.replace(/<\/\w+>$/, '')));
    return altered === undefined
      ? null
      : { reason: 'output-altered', detail: `It gives "${given}", and written as the examples are it is "${altered}"` };
  },
};

function lastLine(text: string): string {
  const line = text.trim().split('\n').at(-1) ?? '';
  return line.replaceAll(/[’‘]/g, "'").replaceAll(/\s+/g, ' ').trim();
}
