import { z } from 'zod';
import { type Constraint, constraint } from './constraint.ts';
import { folded, paragraphsIn, unmarked, wordsIn } from './measure.ts';

const Phrase = z.strictObject({ phrase: z.string().min(1).max(120) });
const Nth = z.strictObject({
  paragraph: z.int().min(1).max(12),
  paragraphs: z.int().min(1).max(12),
  word: z.string().min(1).max(30),
});

/** Text as beginnings and endings are compared: without marks round it. */
const bare = (text: string) =>
  folded(unmarked(text))
    .replaceAll(/^[\s\p{P}\p{S}]+|[\s\p{P}\p{S}]+$/gu, '')
    .replaceAll(/\s+/g, ' ');

/** What an answer, or one of its paragraphs, begins and ends with. */
export const OPENINGS: readonly Constraint[] = [
  constraint<z.infer<typeof Phrase>>({
    id: 'begin-with',
    family: 'words',
    shape: Phrase,
    settles: ['opening'],
    apart: ['notation'],
    for: ['answer', 'piece'],
    writes: ({ phrase }) => [phrase],
    says: ({ phrase }) => [
      `The first words must be "${phrase}".`,
      `Begin with "${phrase}".`,
      `Let it open with the words "${phrase}".`,
    ],
    breach: (response, { phrase }) =>
      startsWith(bare(response), bare(phrase)) ? null : `it begins "${response.trim().slice(0, 40)}"`,
    make: (draw, { kind }) => ({
      phrase:
        draw.pick(
          kind === 'piece'
            ? ['Nobody had asked', 'By the time', 'It was not', 'The first thing']
            : ['The short of it', 'What matters here', 'Begin with', 'At bottom', 'Put simply'],
        ) ?? '',
    }),
  }),
  constraint<z.infer<typeof Phrase>>({
    id: 'end-with',
    family: 'words',
    shape: Phrase,
    settles: ['ending'],
    apart: ['notation'],
    for: ['answer', 'piece'],
    writes: ({ phrase }) => [phrase],
    says: ({ phrase }) => [`The very last words must be "${phrase}".`, `End with "${phrase}" and nothing after it.`],
    breach: (response, { phrase }) =>
      endsWith(bare(response), bare(phrase)) ? null : `it ends "${response.trim().slice(-40)}"`,
    make: (draw, { kind }) => ({
      phrase:
        draw.pick(
          kind === 'piece'
            ? ['and the door stayed open.', 'as it had always been.', 'which was enough.', 'for once.']
            : ['That is the whole of it.', 'This much is certain.', 'Check it yourself.', 'Nothing else follows.'],
        ) ?? '',
    }),
  }),
  constraint<z.infer<typeof Nth>>({
    id: 'paragraph-first-word',
    family: 'words',
    shape: Nth,
    settles: ['layout'],
    apart: ['notation', 'opening', 'sentences'],
    for: ['answer', 'piece'],
    writes: ({ word }) => [word],
    says: ({ paragraph, paragraphs, word }) => [
      `Write ${paragraphs} paragraphs, separated by blank lines; paragraph ${paragraph} begins with the word "${word}".`,
    ],
    breach(response, { paragraph, paragraphs, word }) {
      const found = paragraphsIn(response);
      if (found.length !== paragraphs) return `${found.length} paragraphs; wanted ${paragraphs}`;
      const first = wordsIn(unmarked(found[paragraph - 1] ?? ''))[0] ?? '';
      return folded(first) === folded(word) ? null : `paragraph ${paragraph} begins with "${first}"`;
    },
    make(draw) {
      const paragraphs = 2 + draw.index(3);
      const word = draw.pick(['Still', 'Perhaps', 'Yet', 'Instead', 'Only', 'Seen', 'Before']) ?? 'Still';
      return { paragraphs, paragraph: 1 + draw.index(paragraphs), word };
    },
  }),
];

const startsWith = (text: string, phrase: string) =>
  text.startsWith(phrase) && !/^\p{L}/u.test(text.slice(phrase.length));
const endsWith = (text: string, phrase: string) =>
  text.endsWith(phrase) && !/\p{L}$/u.test(text.slice(0, -phrase.length));
