import { z } from 'zod';
import { type Constraint, constraint } from './constraint.ts';
import { folded, sentencesIn, wordsIn } from './measure.ts';

const Letter = z.strictObject({ letter: z.string().regex(/^\p{L}$/u) });
const Start = z.strictObject({
  letters: z
    .array(z.string().regex(/^\p{L}$/u))
    .min(1)
    .max(12),
});
const Nth = z.strictObject({ every: z.int().min(2).max(9), letter: z.string().regex(/^\p{L}$/u) });

/** The first letter of a text, folded; empty where there is none. */
const initial = (text: string) => folded(/\p{L}/u.exec(text)?.[0] ?? '');
const begins = (text: string, letters: readonly string[]) => letters.some((letter) => folded(letter) === initial(text));

/** Laws for letters: which occur, and what words, sentences and lines begin with. */
export const LETTERS: readonly Constraint[] = [
  constraint<z.infer<typeof Letter>>({
    id: 'forbid-letter',
    family: 'words',
    shape: Letter,
    everywhere: true,
    for: ['answer'],
    apart: ['notation'],
    weight: 0.6,
    says: ({ letter }) => [`The letter "${letter}" may not occur anywhere.`, `Write it without a single "${letter}".`],
    breach(response, { letter }) {
      const found = wordsIn(response).find((word) => folded(word).includes(folded(letter)));
      return found === undefined ? null : `"${found}" holds the letter "${letter}"`;
    },
    make(draw, { question }) {
      const free = ['q', 'z', 'x', 'j', 'k', 'v'].filter((letter) => !folded(question).includes(letter));
      return free.length === 0 ? null : { letter: draw.pick(free) ?? 'q' };
    },
  }),
  constraint<z.infer<typeof Start>>({
    id: 'sentence-initials',
    family: 'words',
    shape: Start,
    settles: ['opening'],
    apart: ['notation', 'layout'],
    for: ['answer', 'piece'],
    weight: 0.5,
    says: ({ letters }) => [
      letters.length === 1
        ? `Every sentence begins with the letter "${letters[0]}".`
        : `Every sentence begins with one of these letters: ${letters.join(', ')}.`,
    ],
    breach(response, { letters }) {
      const wrong = sentencesIn(response).find((sentence) => !begins(sentence, letters));
      return wrong === undefined ? null : `a sentence begins "${wrong.slice(0, 40)}"`;
    },
    make: (draw, { size }) =>
      size > 250 ? null : { letters: draw.pick([['T'], ['A'], ['S'], ['I', 'T'], ['A', 'E', 'I', 'O', 'U']]) ?? ['T'] },
  }),
  constraint<z.infer<typeof Start>>({
    id: 'word-initials',
    family: 'words',
    shape: Start,
    settles: ['opening'],
    says: ({ letters }) => [
      `Every word begins with ${letters.length === 1 ? `"${letters[0]}"` : `one of ${letters.join(', ')}`}.`,
    ],
    breach(response, { letters }) {
      const wrong = wordsIn(response).find((word) => /^\p{L}/u.test(word) && !begins(word, letters));
      return wrong === undefined ? null : `"${wrong}" begins otherwise`;
    },
  }),
  constraint<z.infer<typeof Nth>>({
    id: 'every-nth-word',
    family: 'words',
    shape: Nth,
    says: ({ every, letter }) => [
      `Counted from the first word, word ${every}, ${every * 2}, ${every * 3} and so on begin with "${letter}".`,
    ],
    breach(response, { every, letter }) {
      const words = wordsIn(response);
      const wrong = words.findIndex((word, at) => (at + 1) % every === 0 && !begins(word, [letter]));
      return wrong < 0 ? null : `word ${wrong + 1} is "${words[wrong]}"`;
    },
  }),
];
