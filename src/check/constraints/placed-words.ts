import type { z } from 'zod';
import { type Constraint, constraint } from './constraint.ts';
import { paragraphsIn, placesIn, timesIn } from './measure.ts';
import { drawWords, LINKS, Listed, quoted } from './words.ts';

/** Where words stand. */
export const PLACED_WORDS: readonly Constraint[] = [
  constraint<z.infer<typeof Listed>>({
    id: 'words-in-order',
    family: 'words',
    shape: Listed,
    apart: ['notation'],
    writes: ({ words }) => words,
    says: ({ words }) => [
      `Let these come up for the first time in this order: ${quoted(words)}.`,
      `Use ${quoted(words)}, each first mentioned after the one before it.`,
    ],
    breach(response, { words }) {
      const places = words.map((word) => placesIn(response, word)[0] ?? -1);
      const wrong = places.findIndex((place, at) => place < 0 || place < (places[at - 1] ?? 0));
      return wrong < 0 ? null : `"${words[wrong]}" is missing or comes too early`;
    },
    make: (draw) => ({ words: draw.sample(LINKS, 3) }),
  }),
  constraint<z.infer<typeof Listed>>({
    id: 'word-in-each-paragraph',
    family: 'words',
    shape: Listed,
    apart: ['notation', 'layout', 'opening', 'ending'],
    for: ['answer', 'piece'],
    writes: ({ words }) => words,
    says: ({ words }) => [`Every paragraph must hold ${words.length === 1 ? 'the word' : 'each of'} ${quoted(words)}.`],
    breach(response, { words }) {
      const at = paragraphsIn(response).findIndex((each) => !words.every((word) => timesIn(each, word) > 0));
      return at < 0 ? null : `paragraph ${at + 1} lacks one of ${quoted(words)}`;
    },
    make(draw, asking) {
      const words = asking.size > 400 ? [] : drawWords(draw, asking, 1);
      return words.length === 0 ? null : { words };
    },
  }),
];
