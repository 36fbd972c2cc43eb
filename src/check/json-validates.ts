import type { Check, Subject } from './check.ts';
import { problemIn } from './outline/outline.ts';
import { jsonOf, readOutlined } from './outline/read-outlined.ts';

/** The outline of an item is sound, and the extraction that its agent gave fits it. Items without an outline pass. */
export const outlineFits: Check = {
  id: 'outline-fits',
  at: 'item',
  check({ item }: Subject) {
    const outlined = readOutlined(item);
    if (!outlined) return null;
    const { tree, reference } = outlined;
    if (typeof tree === 'string') return { reason: 'outline-broken', detail: tree };
    if (reference === undefined) return { reason: 'extraction-invalid', detail: 'The extraction is no JSON' };
    const problem = problemIn(reference, tree);
    return problem === null ? null : { reason: 'extraction-invalid', detail: problem };
  },
};

/** The response is JSON and nothing else, and fits the item's outline. Items without an outline pass. */
export const jsonValidates: Check = {
  id: 'json-validates',
  at: 'response',
  check({ item, response }: Subject) {
    const outlined = readOutlined(item);
    if (!outlined || typeof outlined.tree === 'string') return null;
    const value = jsonOf(response ?? '');
    if (value === undefined) return { reason: 'not-json', detail: 'The response is not JSON alone' };
    const problem = problemIn(value, outlined.tree);
    return problem === null ? null : { reason: 'json-invalid', detail: problem };
  },
};
