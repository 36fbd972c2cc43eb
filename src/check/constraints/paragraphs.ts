import { z } from 'zod';
import { type Constraint, constraint } from './constraint.ts';
import { counted, paragraphsIn, sentencesIn, wordsIn } from './measure.ts';

const Count = z.strictObject({ count: z.int().min(1).max(12) });
const Nothing = z.strictObject({});
const Most = z.strictObject({ most: z.int().min(2).max(200) });
const Letters = z.strictObject({ most: z.int().min(3).max(20) });

/** How long paragraphs, sentences and words are. */
export const PARAGRAPHS: readonly Constraint[] = [
  constraint<{ count: number }>({
    id: 'sentences-each-paragraph',
    family: 'length',
    shape: Count,
    settles: ['layout', 'sentences'],
    apart: ['opening', 'ending', 'notation'],
    for: ['answer', 'piece'],
    says: ({ count }) => [
      `Give each paragraph exactly ${counted(count, 'sentence')}.`,
      `Every paragraph has ${counted(count, 'sentence')}, separated from the next by a blank line.`,
    ],
    breach(response, { count }) {
      const found = paragraphsIn(response).map((each) => sentencesIn(each).length);
      const wrong = found.findIndex((each) => each !== count);
      return wrong < 0 ? null : `paragraph ${wrong + 1} has ${counted(found[wrong] ?? 0, 'sentence')}; wanted ${count}`;
    },
    make: (draw, { size }) => (size > 400 ? null : { count: 2 + draw.index(3) }),
  }),
  constraint<Record<string, never>>({
    id: 'growing-paragraphs',
    family: 'length',
    shape: Nothing,
    settles: ['layout'],
    apart: ['opening', 'ending', 'notation'],
    says: () => [
      'Write at least three paragraphs, each longer than the one before it.',
      'Let every paragraph have more words than the previous one; there are three or more.',
    ],
    breach(response) {
      const sizes = paragraphsIn(response).map((each) => wordsIn(each).length);
      if (sizes.length < 3) return `${counted(sizes.length, 'paragraph')}; at least 3`;
      const at = sizes.findIndex((size, place) => place > 0 && size <= (sizes[place - 1] ?? 0));
      return at < 0 ? null : `paragraph ${at + 1} is no longer than the one before it`;
    },
    make: () => ({}),
  }),
  constraint<{ most: number }>({
    id: 'word-letters',
    family: 'words',
    shape: Letters,
    everywhere: true,
    apart: ['notation'],
    for: ['answer'],
    weight: 0.5,
    says: ({ most }) => [`No word may be longer than ${most} letters.`, `Use only words of up to ${most} letters.`],
    breach(response, { most }) {
      const long = wordsIn(response)
        .flatMap((word) => word.split(/['’.,‑-]/))
        .find((part) => [...part].length > most);
      return long === undefined ? null : `"${long}" has ${[...long].length} letters; at most ${most}`;
    },
    make(draw, { question }) {
      const longest = Math.max(0, ...wordsIn(question).map((word) => [...word].length));
      return longest > 12 ? null : { most: 12 + draw.index(2) };
    },
  }),
  constraint<{ most: number }>({
    id: 'sentence-words',
    family: 'length',
    shape: Most,
    apart: ['notation', 'layout'],
    says: ({ most }) => [
      `No sentence may have more than ${most} words.`,
      `Keep every sentence to ${most} words or fewer.`,
    ],
    breach(response, { most }) {
      const long = sentencesIn(response).find((sentence) => wordsIn(sentence).length > most);
      return long === undefined
        ? null
        : `a sentence of ${wordsIn(long).length} words; at most ${most}: "${long.slice(0, 60)}"`;
    },
    make: (draw) => ({ most: 14 + draw.index(9) }),
  }),
];
