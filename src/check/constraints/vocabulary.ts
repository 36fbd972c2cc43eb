import { z } from 'zod';
import { type Constraint, constraint } from './constraint.ts';
import { counted, folded, sentencesIn, wordsIn } from './measure.ts';

const Most = z.strictObject({ most: z.int().min(1).max(9) });

/** Which words an answer as a whole may use, and how often. */
export const VOCABULARY: readonly Constraint[] = [
  constraint<{ most: number }>({
    id: 'no-word-too-often',
    family: 'words',
    shape: Most,
    apart: ['notation'],
    weight: 0.7,
    says: ({ most }) => [`No word of six or more letters may occur more than ${counted(most, 'time')}.`],
    breach(response, { most }) {
      const long = wordsIn(folded(response)).filter((word) => [...word].length >= 6);
      const [word, uses] = [...Map.groupBy(long, (each) => each)].find(([, all]) => all.length > most) ?? [];
      return word === undefined ? null : `"${word}" occurs ${uses?.length} times; at most ${most}`;
    },
    make: (draw, { size }) => (size > 300 ? null : { most: 3 + draw.index(2) }),
  }),
  constraint<Record<string, never>>({
    id: 'no-first-person',
    family: 'words',
    shape: z.strictObject({}),
    everywhere: true,
    for: ['answer'],
    says: () => ['Do not write in the first person: no "I", "we", "my" or "our".', 'Avoid I, me, my, we, us and our.'],
    breach(response) {
      const found =
        /(?<![\p{L}\p{N}'’])(?:I|[Mm](?:e|y|ine|yself)|[Ww]e|[Uu]s|[Oo]ur(?:s|selves)?)(?![\p{L}\p{N}])/u.exec(
          sentencesIn(response).join('\n'),
        )?.[0];
      return found === undefined ? null : `"${found}" occurs`;
    },
    make: () => ({}),
  }),
];
