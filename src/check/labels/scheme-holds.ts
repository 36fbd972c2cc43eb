import type { Check } from '../check.ts';
import { exact } from '../forms/form.ts';
import { Labelled, rightOf, setOf } from './fields.ts';

/** The longest text to be labelled, in code units. */
const MOST_TEXT = 4000;

/**
 * What a labelling item offers fits together: what is right is of the set, no label stands twice, each has its
 * definition, not every tag is right, two texts differ.
 */
export const schemeHolds: Check = {
  id: 'scheme-holds',
  at: 'item',
  check({ item }) {
    const read = Labelled.safeParse(item.instruction);
    if (!read.success) return { reason: 'bad-scheme', detail: 'The item does not have the fields of its type' };
    const problem = problemOf(read.data);
    return problem === null ? null : { reason: 'bad-scheme', detail: problem };
  },
};

function problemOf(item: Labelled): string | null {
  const [set, right] = [setOf(item).map(exact), rightOf(item).map(exact)];
  const { text, second, labels, definitions, tags } = item;
  if (text.length > MOST_TEXT) return `the text has ${text.length} characters`;
  if (new Set(set).size < set.length) return 'a label stands twice';
  const stray = set.length === 0 ? undefined : right.find((each) => !set.includes(each));
  if (stray !== undefined) return `"${stray}" is none of the labels`;
  if (definitions && definitions.length !== labels?.length)
    return `${definitions.length} definitions of ${labels?.length ?? 0} labels`;
  if (tags && right.length >= tags.length) return 'every tag is right';
  return second !== undefined && exact(second) === exact(text) ? 'both texts are the same' : null;
}
