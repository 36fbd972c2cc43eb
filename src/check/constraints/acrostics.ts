import { z } from 'zod';
import { type Constraint, constraint } from './constraint.ts';
import { counted, folded, linesIn, sentencesIn, wordsIn } from './measure.ts';

/** The first letter of a text, folded; empty where there is none. */
const initial = (text: string) => folded(/\p{L}/u.exec(text)?.[0] ?? '');
const Acrostic = z.strictObject({ word: z.string().regex(/^\p{L}{3,10}$/u) });

/** What the beginnings of lines and sentences are, taken together. */
export const ACROSTICS: readonly Constraint[] = [
  constraint<z.infer<typeof Acrostic>>({
    id: 'acrostic',
    family: 'form',
    shape: Acrostic,
    settles: ['layout', 'opening', 'size', 'sentences'],
    apart: ['notation', 'ending'],
    for: ['answer'],
    weight: 0.5,
    says: ({ word }) => [`Write ${[...word].length} lines whose first letters, read downwards, spell "${word}".`],
    breach(response, { word }) {
      const found = linesIn(response).map(initial).join('');
      return found === folded(word) ? null : `the first letters spell "${found.slice(0, 40)}"`;
    },
    make(draw, { question }) {
      const words = wordsIn(question).filter((word) => /^[a-z]{4,8}$/.test(word));
      return words.length === 0 ? null : { word: (draw.pick(words) ?? '').toUpperCase() };
    },
  }),
  constraint<Record<string, never>>({
    id: 'distinct-openings',
    family: 'words',
    shape: z.strictObject({}),
    apart: ['notation', 'layout'],
    weight: 1.5,
    says: () => ['No two sentences may begin with the same word.', 'Start every sentence with a different word.'],
    breach(response) {
      const firsts = sentencesIn(response).map((sentence) => folded(wordsIn(sentence)[0] ?? ''));
      const again = firsts.find((word, at) => firsts.indexOf(word) < at);
      return again === undefined
        ? null
        : `${counted(firsts.filter((word) => word === again).length, 'sentence')} begin with "${again}"`;
    },
    make: (_, { size }) => (size > 350 ? null : {}),
  }),
];
