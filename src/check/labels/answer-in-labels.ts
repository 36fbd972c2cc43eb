import type { Check, Finding, Subject } from '../check.ts';
import { chosen } from '../forms/choice.ts';
import { exact, holds } from '../forms/form.ts';
import { finalLines, unmarked } from '../forms/stated.ts';
import { Labelled, setOf } from './fields.ts';

/**
 * The response gives a label of the set as it is written there, or by its mark; a list of tags holds no others. Where a
 * label was to be given with its reason, it is the right one, as far as a program can tell.
 */
export const answerInLabels: Check = {
  id: 'answer-in-labels',
  at: 'response',
  check(subject) {
    const read = Labelled.safeParse(subject.item.instruction);
    if (!read.success) return null;
    const set = setOf(read.data);
    const answer = unmarked(subject.response ?? '');
    if (set.length === 0) return null;
    if (read.data.tags) return tagsOnly(answer, set);
    const named = set.some((each) => holds(answer, each)) || byMark(answer, set, subject);
    if (!named) return { reason: 'outside-labels', detail: `None of the labels: "${answer.slice(0, 120)}"` };
    return read.data.label === undefined ? null : rightLabel(answer, set, read.data.label);
  },
};

/** A mark such as "B" or "2", if the row shows its choices with one. */
function byMark(answer: string, set: readonly string[], { messages }: Subject): boolean {
  const mark = /^(?:.{0,40}[:\s(])?\(?([A-Za-z]|\d{1,2})[).\]]?\s*$/s.exec(answer.slice(0, 200))?.[1];
  if (mark === undefined) return false;
  const shown = messages
    .slice(0, -1)
    .map(({ content }) => content)
    .join('\n');
  return set.some((each) => marksBefore(shown, each).includes(mark));
}

function marksBefore(shown: string, label: string): string[] {
  const marks: string[] = [];
  for (let at = shown.indexOf(label); at >= 0; at = shown.indexOf(label, at + 1)) {
    const found = /(?<![\p{L}\p{N}])([A-Za-z]|\d{1,2})[)\].:*]*\s*$/u.exec(shown.slice(Math.max(0, at - 8), at));
    if (found?.[1]) marks.push(found[1]);
  }
  return marks;
}

const MOST_WORDS = 6;

/** A bare list holds tags alone; prose holds one at least. */
function tagsOnly(answer: string, tags: readonly string[]): Finding | null {
  const lines = (finalLines(answer) ?? answer)
    .replaceAll(/^\s*(?:[-*•]|\d{1,2}[.)])\s+/gm, '')
    .replace(/^[\p{L} ]{1,24}:\s+/u, '');
  const parts = lines
    .split(/[\n,;|]+/)
    .map((part) => part.replaceAll(/^[\s"“[{(]+|[\s"”\]}).]+$/g, ''))
    .filter(Boolean);
  const bare = parts.every((part) => part.split(/\s+/).length <= MOST_WORDS);
  const known = new Set(tags.map(exact));
  const stray = bare
    ? parts.find((part) => !known.has(exact(part)) && !tags.some((tag) => holds(tag, part)))
    : undefined;
  if (stray !== undefined) return { reason: 'outside-labels', detail: `"${stray}" is none of the tags` };
  return tags.some((tag) => holds(answer, tag))
    ? null
    : { reason: 'outside-labels', detail: 'It gives none of the tags' };
}

function rightLabel(answer: string, labels: readonly string[], label: string): Finding | null {
  const given = chosen(answer, { texts: labels, labels: [] });
  const stated = given === null ? null : (labels[given] ?? null);
  if (stated !== null && exact(stated) !== exact(label))
    return { reason: 'other-label', detail: `It gives "${stated}"; the key is "${label}"` };
  return holds(answer, label) ? null : { reason: 'other-label', detail: `It never gives the key, "${label}"` };
}
