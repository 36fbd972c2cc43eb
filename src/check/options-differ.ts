import { z } from 'zod';
import type { Check } from './check.ts';
import { sameValues } from './forms/values.ts';

const Option = z.object({ options: z.array(z.string()) });

/** No two options come to the same: as values in another notation, or in words but for spaces and a final mark. */
export const optionsDiffer: Check = {
  id: 'options-differ',
  at: 'item',
  check({ item }) {
    const { data } = item.form === 'option' ? Option.safeParse(item.instruction) : {};
    for (const [at, one] of (data?.options ?? []).entries()) {
      const twin = data?.options.slice(at + 1).find((other) => bare(one) === bare(other) || sameValues(one, other));
      if (twin !== undefined)
        return { reason: 'options-alike', detail: `Two options come to the same: "${one}", "${twin}"` };
    }
    return null;
  },
};

function bare(text: string): string {
  return text
    .toLowerCase()
    .replaceAll(/\s+/g, '')
    .replace(/[.;,!]+$/, '');
}
