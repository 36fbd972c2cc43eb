import { z } from 'zod';
import { words as plainWords } from '../../text/compare.ts';
import { type Constraint, constraint, type Spec } from './constraint.ts';
import { folded, unmarked } from './measure.ts';

const Nothing = z.strictObject({});
const Run = z.strictObject({ most: z.int().min(1).max(30) });

type Part = Pick<Spec<Record<string, never>>, 'id' | 'says' | 'breach'>;
const kept = (part: Part) => constraint<Record<string, never>>({ family: 'source', shape: Nothing, ...part });
const tokens = (text: string) => plainWords(unmarked(folded(text).replaceAll(/<\/?[a-z][^<>\n]{0,80}>/g, ' ')));

/** The first of some words that does not follow the others within a list, in order; undefined when all do. */
function missingFrom(list: readonly string[], sought: readonly string[]): string | undefined {
  let at = 0;
  for (const word of sought) {
    const next = list.indexOf(word, at);
    if (next < 0) return word;
    at = next + 1;
  }
  return undefined;
}

/** Constraints that hold an answer against the text that it was made from. */
export const SOURCE: readonly Constraint[] = [
  kept({
    id: 'same-words',
    says: () => ['Keep every word of the text, in its order; add none and drop none.'],
    breach(response, _, material) {
      const [given, wanted] = [tokens(response), tokens(material)];
      const at = wanted.findIndex((word, place) => given[place] !== word);
      if (at >= 0) return `"${given[at] ?? 'nothing'}" stands where the text has "${wanted[at]}"`;
      return given.length === wanted.length ? null : `"${given[wanted.length]}" was added`;
    },
  }),
  kept({
    id: 'text-kept-within',
    says: () => ['The words of the text stay as they are; what you add stands between or beside them.'],
    breach(response, _, material) {
      const lost = missingFrom(tokens(response), tokens(material));
      return lost === undefined ? null : `"${lost}" of the text is missing or out of place`;
    },
  }),
  kept({
    id: 'only-cuts',
    says: () => ['Only take words out: nothing may be added, changed or moved.'],
    breach(response, _, material) {
      const [given, text] = [tokens(response), tokens(material)];
      const added = missingFrom(text, given);
      if (added !== undefined) return `"${added}" was added, changed or moved`;
      return given.length < text.length ? null : 'nothing was taken out';
    },
  }),
  kept({
    id: 'numbers-kept',
    says: () => ['Every figure of the text must occur.'],
    breach(response, _, material) {
      const figures = (text: string) => new Set(text.match(/\p{Nd}+(?:[.,:/]\p{Nd}+)*/gu));
      const given = figures(response);
      const lost = [...figures(material)].find((figure) => !given.has(figure));
      return lost === undefined ? null : `the figure ${lost} is missing`;
    },
  }),
  constraint<{ most: number }>({
    id: 'no-shared-run',
    family: 'source',
    shape: Run,
    says: ({ most }) => [`Nowhere may ${most + 1} words in a row be those of the text.`],
    breach(response, { most }, material) {
      const runs = (list: readonly string[]) =>
        list.slice(most).map((_, at) => list.slice(at, at + most + 1).join(' '));
      const known = new Set(runs(tokens(material)));
      const shared = runs(tokens(response)).find((run) => known.has(run));
      return shared === undefined ? null : `the text has "${shared}" too`;
    },
  }),
];
