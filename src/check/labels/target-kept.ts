import type { Check } from '../check.ts';
import { exact } from '../forms/form.ts';
import { Labelled, rightOf, setOf } from './fields.ts';

/** Names of variants that mean a place in the set. */
const PLACES: Readonly<Record<string, number>> = { 'the first': 0, 'the second': 1, equal: 2 };

/**
 * The label that was drawn is the right one: a type's variant `Positive: ...` names it, or its place (`The first: ...`).
 * Where no label of the set has the variant's name, nothing is said. It keeps the labels balanced as they were drawn.
 */
export const targetKept: Check = {
  id: 'target-kept',
  at: 'item',
  check({ item, parent }) {
    const name = /^(\p{L}[\p{L} -]{1,30}):\s/u.exec(item.variant ?? '')?.[1];
    const read = Labelled.safeParse(item.instruction);
    if (name === undefined || parent !== null || !read.success) return null;
    const set = setOf(read.data);
    const place = PLACES[name.toLowerCase()];
    const target = place === undefined ? set.find((each) => exact(each) === exact(name)) : set[place];
    const [right = ''] = rightOf(read.data);
    if (target === undefined || exact(target) === exact(right)) return null;
    return { reason: 'not-the-target', detail: `"${target}" was to be right, and it is "${right}"` };
  },
};
