import { ACROSTICS } from './acrostics.ts';
import type { Constraint, Demand } from './constraint.ts';
import { CONTENT } from './content.ts';
import { EMPHASIS } from './emphasis.ts';
import { ENCLOSED } from './enclosed.ts';
import { FORM } from './form.ts';
import { LAST_LINES } from './last-lines.ts';
import { LENGTH } from './length.ts';
import { LETTER_CASE } from './letter-case.ts';
import { LETTERS } from './letters.ts';
import { LISTS } from './lists.ts';
import { NOTATION } from './notation.ts';
import { OPENINGS } from './openings.ts';
import { PARAGRAPHS } from './paragraphs.ts';
import { PARTS } from './parts.ts';
import { PLACED_WORDS } from './placed-words.ts';
import { SOURCE } from './source.ts';
import { TONGUE } from './tongue.ts';
import { VOCABULARY } from './vocabulary.ts';
import { WELL_FORMED } from './well-formed.ts';
import { WORDS } from './words.ts';

/** Every constraint, by id. */
export const CONSTRAINTS: ReadonlyMap<string, Constraint> = new Map(
  [
    ...[LENGTH, PARAGRAPHS],
    ...[LISTS, NOTATION, ENCLOSED, PARTS, LAST_LINES, WELL_FORMED],
    ...[WORDS, PLACED_WORDS, VOCABULARY, LETTERS, ACROSTICS, OPENINGS],
    ...[FORM, EMPHASIS, LETTER_CASE],
    ...[CONTENT, TONGUE, SOURCE],
  ]
    .flat()
    .map((each) => [each.id, each]),
);

/** The constraint of an id with parameters from outside; null where there is none or they do not fit. */
export function demandOf(id: string, parameters: unknown): Demand | null {
  return CONSTRAINTS.get(id)?.with(parameters) ?? null;
}
