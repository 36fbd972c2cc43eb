import { z } from 'zod';
import type { Draw } from '../../text/draw.ts';
import { type Asking, type Constraint, constraint } from './constraint.ts';
import { counted, timesIn, wordsIn } from './measure.ts';

const Words = z.array(z.string().min(1).max(60)).min(1).max(8);
/** Parameters that are a list of words. */
export const Listed = z.strictObject({ words: Words });
const Repeated = z.strictObject({ words: Words, times: z.int().min(1).max(9) });

/** Words as they are named to a student. */
export const quoted = (words: readonly string[]) => words.map((word) => `"${word}"`).join(', ');
/** Words that join sentences. */
export const LINKS =
  'however|instead|because|although|meanwhile|therefore|otherwise|above all|by contrast|in practice|even so|at first'.split(
    '|',
  );
/** Things to be woven into a piece of writing. */
const THINGS =
  'ladle|gutter|receipt|thimble|ferry|chalk|turnip|ladder|button|kettle|passport|plaster|whistle|drawer|umbrella|yeast|railing|compass|envelope|moth'.split(
    '|',
  );
const EMPTY =
  'very|really|important|various|basically|significant|crucial|overall|additionally|essential|many|key|utilize|leverage|ensure|robust|furthermore|moreover|typically|generally'.split(
    '|',
  );

/** Words for an answer to hold: some of the material's, or such as join sentences; none that the question speaks of. */
export function drawWords(draw: Draw, { question, material, kind }: Asking, count: number): string[] {
  const free = (words: readonly string[]) => [...new Set(words)].filter((word) => timesIn(question, word) === 0);
  const own = free(wordsIn(material.slice(0, 6000)).filter((word) => /^\p{Ll}{6,14}$/u.test(word)));
  return draw.next() < 0.7 && own.length >= count
    ? draw.sample(own, count)
    : draw.sample(free(kind === 'piece' ? THINGS : LINKS), count);
}

/** Which words stand in an answer, which do not, and how often. */
export const WORDS: readonly Constraint[] = [
  constraint<z.infer<typeof Repeated>>({
    id: 'include-words',
    family: 'words',
    shape: Repeated,
    apart: ['notation'],
    weight: 3,
    writes: ({ words }) => words,
    says: ({ words, times }) =>
      times === 1
        ? [`Use the ${words.length === 1 ? 'word' : 'words'} ${quoted(words)}.`, `These must occur: ${quoted(words)}.`]
        : [`Use ${quoted(words)} at least ${times} times${words.length > 1 ? ' each' : ''}.`],
    breach(response, { words, times }) {
      const lost = words.find((word) => timesIn(response, word) < times);
      return lost === undefined
        ? null
        : `"${lost}" occurs ${counted(timesIn(response, lost), 'time')}; at least ${times}`;
    },
    make(draw, asking) {
      const times = draw.next() < 0.7 ? 1 : 2;
      const words = drawWords(draw.at('words'), asking, times === 1 ? 1 + draw.index(3) : 1);
      return words.length === 0 ? null : { words, times };
    },
  }),
  constraint<z.infer<typeof Listed>>({
    id: 'forbid-words',
    family: 'words',
    shape: Listed,
    everywhere: true,
    weight: 3,
    says: ({ words }) => [
      `Do not use the ${words.length === 1 ? 'word' : 'words'} ${quoted(words)}.`,
      `Avoid ${quoted(words)} altogether.`,
      `${quoted(words)} must not occur.`,
    ],
    breach(response, { words }) {
      const found = words.find((word) => timesIn(response, word) > 0);
      return found === undefined ? null : `"${found}" occurs`;
    },
    make(draw, { question }) {
      const free = [...EMPTY, ...LINKS.slice(0, 3)].filter((word) => timesIn(question, word) === 0);
      return free.length === 0 ? null : { words: draw.sample(free, 1 + draw.index(3)) };
    },
  }),
];
