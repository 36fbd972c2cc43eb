import type { Check } from '../check.ts';
import { holds, plain } from '../forms/form.ts';
import { Labelled, rightOf, setOf } from './fields.ts';

/**
 * The text does not hold the word of its right label, which would give it away. Let through: types named in `except`,
 * whose labels are taken from the text or stand in it by nature, and texts that hold two labels or more, since then the
 * word decides nothing. Of a path, the last part counts.
 */
export function labelNotInText(except: readonly string[]): Check {
  return {
    id: 'label-not-in-text',
    at: 'item',
    check({ item }) {
      const read = Labelled.safeParse(item.instruction);
      if (!read.success || except.includes(item.type)) return null;
      const { text } = read.data;
      const present = setOf(read.data).filter((each) => holds(text, lastOf(each)));
      const given = rightOf(read.data).find((each) => telling(lastOf(each)) && holds(text, lastOf(each)));
      if (given === undefined || present.length > 1) return null;
      return { reason: 'label-in-text', detail: `The text holds its label, "${lastOf(given)}"` };
    },
  };
}

function lastOf(label: string): string {
  return label.split(' > ').at(-1) ?? label;
}

/** Labels of one or two letters or digits are codes, not words. */
function telling(label: string): boolean {
  return plain(label).length > 2 || /[^\p{ASCII}]/u.test(label);
}
