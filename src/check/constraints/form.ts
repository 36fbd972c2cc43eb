import { z } from 'zod';
import { type Constraint, constraint, type Spec } from './constraint.ts';
import { sentencesIn } from './measure.ts';

const Nothing = z.strictObject({});
const Marks = z.strictObject({
  marks: z
    .array(z.string().regex(/^[\p{P}\p{S}]$/u))
    .min(1)
    .max(4),
});
const MARK_NAMES: Record<string, string> = {
  ',': 'commas',
  '!': 'exclamation marks',
  ';': 'semicolons',
  ':': 'colons',
  '?': 'question marks',
  '—': 'long dashes',
};

/** What is particular to such a constraint. */
export type Part = Pick<Spec<Record<string, never>>, 'id' | 'says' | 'breach'> & Partial<Spec<Record<string, never>>>;
/** A constraint of form without parameters. */
export const plain = (part: Part) =>
  constraint<Record<string, never>>({ family: 'form', shape: Nothing, make: () => ({}), ...part });
/** That something occurs which may not; null for nothing. */
export const found = (word: string | undefined) => (word === undefined ? null : `"${word}" occurs`);

/** Punctuation, digits and marks. */
export const FORM: readonly Constraint[] = [
  constraint<z.infer<typeof Marks>>({
    id: 'without-marks',
    family: 'form',
    shape: Marks,
    settles: ['marks'],
    everywhere: true,
    weight: 2,
    says: ({ marks }) => {
      const named = marks.map((mark) => MARK_NAMES[mark] ?? `"${mark}"`).join(' or ');
      return [`Use no ${named}.`, `It must do without ${named}.`];
    },
    breach: (response, { marks }) =>
      found(marks.find((mark) => response.normalize('NFKC').includes(mark.normalize('NFKC')))),
    make: (draw, { size }) => ({
      marks: draw.sample([...(size > 300 ? [] : [',']), '!', ';', '—', ':'], draw.next() < 0.7 ? 1 : 2),
    }),
  }),
  plain({
    id: 'all-quoted',
    settles: ['opening', 'ending', 'layout'],
    apart: ['notation'],
    for: ['answer'],
    weight: 0.6,
    says: () => [
      'Put double quotation marks round the whole answer.',
      'The answer begins and ends with a double quotation mark.',
    ],
    breach: (response) =>
      /^\s*["“„«][\s\S]+["”“»]\s*$/.test(response) ? null : 'there are no quotation marks round the whole',
  }),
  plain({
    id: 'only-questions',
    settles: ['ending', 'sentences'],
    apart: ['notation', 'layout', 'opening'],
    for: ['answer'],
    weight: 0.3,
    says: () => ['Write in questions only: every sentence ends with a question mark.'],
    breach: (response) => {
      const wrong = sentencesIn(response).find((sentence) => !/[?？؟]["'”’»)]*$/.test(sentence));
      return wrong === undefined ? null : `no question: "${wrong.slice(0, 60)}"`;
    },
  }),
  plain({
    id: 'no-digits',
    settles: ['digits'],
    apart: ['notation'],
    everywhere: true,
    weight: 1.2,
    says: () => ['Use no digits: write every number in words.', 'Numbers appear as words only; not one digit.'],
    breach: (response) => found(/\p{Nd}+/u.exec(response)?.[0]),
    make: (_, { material, question }) => (/\d/.test(question) || (material.match(/\d/g)?.length ?? 0) > 6 ? null : {}),
  }),
];
