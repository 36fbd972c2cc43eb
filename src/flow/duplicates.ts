import { plain } from '../check/forms/form.ts';
import { FORMS } from '../check/forms/index.ts';
import { likeness } from '../text/compare.ts';
import type { Draft } from './result.ts';

/** A draft with what it puts before the student. */
interface Asked {
  draft: Draft;
  material: string;
  question: string;
}

const ALIKE = 0.8;

/**
 * Among the items of one content, in rank order: those that ask what a lower-ranked one asks, by id, with the id of that
 * one. Questions and choices are compared without their material, by word 3-grams (Jaccard at least 0.8); where the
 * material was edited both must match. A refined item and the one it was made from are never duplicates.
 */
export function findDuplicates(items: readonly Asked[]): Map<string, string> {
  const found = new Map<string, string>();
  const kept: Asked[] = [];
  for (const each of items) {
    const twin = kept.find(
      (other) =>
        !related(each.draft, other.draft) &&
        sameMaterial(each, other) &&
        likeness(textOf(each), textOf(other)) >= ALIKE,
    );
    if (twin) found.set(each.draft.item.id, twin.draft.item.id);
    else kept.push(each);
  }
  return found;
}

function related(a: Draft, b: Draft): boolean {
  return a.parent?.item.id === b.item.id || b.parent?.item.id === a.item.id;
}

function sameMaterial(a: Asked, b: Asked): boolean {
  return plain(a.material) === plain(b.material);
}

function textOf({ draft, question }: Asked): string {
  const { choices } = FORMS[draft.item.form].shown(draft.item.instruction);
  return [question, ...choices.toSorted()].join('\n');
}
