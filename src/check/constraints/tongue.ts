import { z } from 'zod';
import { detectLanguage } from '../../text/language.ts';
import { type Constraint, constraint } from './constraint.ts';
import { countBreach, sentencesIn } from './measure.ts';

const Count = z.strictObject({ count: z.int().min(1).max(12) });
const Language = z.strictObject({ language: z.string().regex(/^[a-z]{2}$/) });
const LANGUAGES = [
  'de',
  'fr',
  'es',
  'it',
  'pt',
  'nl',
  'pl',
  'sv',
  'tr',
  'ja',
  'zh',
  'ru',
  'uk',
  'cs',
  'fi',
  'ar',
  'ko',
  'hu',
  'ro',
  'el',
];
const nameOf = (code: string) => new Intl.DisplayNames(['en'], { type: 'language' }).of(code) ?? code;

/** The language of an answer, and whether it asks. */
export const TONGUE: readonly Constraint[] = [
  constraint<{ count: number }>({
    id: 'questions-asked',
    family: 'content',
    shape: Count,
    apart: ['notation'],
    for: ['answer', 'piece'],
    says: ({ count }) => [`Exactly ${count} of its sentences must be ${count === 1 ? 'a question' : 'questions'}.`],
    breach: (response, { count }) =>
      countBreach(sentencesIn(response).filter((each) => /[?？؟]["'”’»)]*$/.test(each)).length, count, 'question'),
    make: (draw, { size }) => (size > 350 ? null : { count: 1 + draw.index(2) }),
  }),
  constraint<z.infer<typeof Language>>({
    id: 'language',
    family: 'content',
    shape: Language,
    settles: ['tongue'],
    apart: ['notation', 'case', 'opening', 'ending'],
    for: ['answer'],
    says: ({ language }) => [
      `Answer in ${nameOf(language)}.`,
      `Write the whole answer in ${nameOf(language)}, and in no other language.`,
    ],
    async breach(response, { language }) {
      const detected = await detectLanguage(response);
      return detected === null || detected === language ? null : `it is written in ${nameOf(detected)}`;
    },
    make: (draw) => ({ language: draw.pick(LANGUAGES) ?? 'de' }),
  }),
];
