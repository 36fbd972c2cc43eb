import { z } from 'zod';
import { type Constraint, constraint } from './constraint.ts';
import { found, type Part, plain } from './form.ts';
import { wordsIn } from './measure.ts';

const Count = z.strictObject({ count: z.int().min(1).max(20) });
/** Words that title case leaves small. */
const SMALL = new Set(
  'a an and as at but by for from if in into nor of off on onto or over per so the than to up via vs with yet'.split(
    ' ',
  ),
);
const cased = (part: Part) =>
  plain({ settles: ['case'], apart: ['notation'], everywhere: true, for: ['answer'], weight: 0.7, ...part });
const wordWith = (text: string, pattern: RegExp) => wordsIn(text).find((word) => pattern.test(word));

/** Capital and small letters. */
export const LETTER_CASE: readonly Constraint[] = [
  cased({
    id: 'lower-case',
    says: () => [
      'Write everything in lower case, names and beginnings of sentences included.',
      'Use no capital letters at all.',
    ],
    breach: (response) => found(wordWith(response, /\p{Lu}/u)),
  }),
  cased({
    id: 'upper-case',
    weight: 0.3,
    says: () => ['WRITE IN CAPITAL LETTERS ONLY.', 'Use capital letters throughout, no small ones.'],
    breach: (response) => found(wordWith(response, /\p{Ll}/u)),
    make: (_, { size }) => (size > 150 ? null : {}),
  }),
  cased({
    id: 'title-case',
    weight: 0.4,
    says: () => ['Begin every word with a capital, small words such as "of", "and" or "the" excepted.'],
    breach: (response) => found(wordsIn(response).find((word) => /^\p{Ll}/u.test(word) && !SMALL.has(word))),
    make: (_, { size }) => (size > 150 ? null : {}),
  }),
  constraint<{ count: number }>({
    id: 'capital-words',
    family: 'form',
    shape: Count,
    settles: ['case'],
    apart: ['notation'],
    for: ['answer'],
    says: ({ count }) => [`Put at least ${count} words entirely in CAPITALS for emphasis.`],
    breach(response, { count }) {
      const { length } = wordsIn(response).filter((word) => /^\p{Lu}{2,}$/u.test(word));
      return length >= count ? null : `${length} words in capitals; at least ${count}`;
    },
    make: (draw) => ({ count: 2 + draw.index(4) }),
  }),
];
