import { z } from 'zod';
import { draw } from '../text/draw.ts';
import type { Check } from './check.ts';

const Option = z.object({ options: z.array(z.string()), key: z.int() });

/** By how much the key must exceed the next longest option for its length to show: as a share, and in characters. */
const SHARE = 0.15;
const CHARACTERS = 6;

/** Shorter keys are terms and values, whose length says nothing. */
const LEAST = 25;

/** Share of such items that are let through, drawn by the item's id: else the longest option would be known to be wrong. */
const LET_THROUGH = 0.2;

/**
 * The right option does not show by its length: an item whose key is clearly longer than every other option is dropped,
 * four times in five. Writers make the right option the longest in about half of their items; with these dropped it is
 * so about as often as by chance. `fixed` names types whose options are always the same.
 */
export function keyNotLongest(fixed: readonly string[] = []): Check {
  return {
    id: 'key-not-longest',
    at: 'item',
    check({ item }) {
      const concerned = item.form === 'option' && !fixed.includes(item.type);
      const { data } = concerned ? Option.safeParse(item.instruction) : {};
      if (data === undefined) return null;
      const lengths = data.options.map((option) => option.length);
      const key = lengths[data.key] ?? 0;
      const next = Math.max(0, ...lengths.filter((_, at) => at !== data.key));
      const shows = key >= LEAST && key >= next * (1 + SHARE) && key >= next + CHARACTERS;
      if (!shows || draw(item.id, 'key-not-longest').next() < LET_THROUGH) return null;
      return { reason: 'key-longest', detail: `The right option has ${key} characters, the next longest ${next}` };
    },
  };
}
