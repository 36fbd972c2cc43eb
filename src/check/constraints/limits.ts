import { z } from 'zod';
import { demandOf } from './catalogue.ts';
import type { Demand } from './constraint.ts';

type Made = readonly [id: string, parameters: unknown];
type Reader = (value: string) => Made;

const number = (value: string) => Number(/\d+/.exec(value)?.[0] ?? Number.NaN);
const exactly =
  (id: string): Reader =>
  (value) => [id, { least: number(value), most: number(value) }];
const most =
  (id: string): Reader =>
  (value) => [id, { least: 0, most: number(value) }];
const least =
  (id: string): Reader =>
  (value) => [id, { least: number(value), most: 5000 }];
const count =
  (id: string): Reader =>
  (value) => [id, { count: number(value) }];
const phrase =
  (id: string): Reader =>
  (value) => [id, { phrase: value.trim() }];
const words = (value: string) => value.split(/\s*[,;|]\s*/).filter((word) => word !== '');
const letters = (value: string) => [...value.replaceAll(/[^\p{L}]/gu, '')];
const bare =
  (id: string, parameters: unknown = {}): Reader =>
  () => [id, parameters];

/** What authors of tasks may name as a limit, and the constraint that each stands for. */
const RULES = {
  'at-most-words': most('words'),
  'at-least-words': least('words'),
  'at-most-characters': most('characters'),
  sentences: exactly('sentences'),
  paragraphs: exactly('paragraphs'),
  lines: exactly('lines'),
  bullets: count('bullets'),
  'numbered-steps': count('numbered-steps'),
  headings: count('headings'),
  'questions-and-answers': count('questions-and-answers'),
  'at-most-words-a-sentence': (value) => ['sentence-words', { most: number(value) }],
  'at-most-letters-a-word': (value) => ['word-letters', { most: number(value) }],
  'must-use': (value) => ['include-words', { words: words(value), times: 1 }],
  'must-not-use': (value) => ['forbid-words', { words: words(value) }],
  'without-letter': (value) => ['forbid-letter', { letter: letters(value)[0] ?? '' }],
  'sentences-begin-with-letters': (value) => ['sentence-initials', { letters: letters(value) }],
  'words-begin-with-letters': (value) => ['word-initials', { letters: letters(value) }],
  'every-nth-word-begins-with': (value) => [
    'every-nth-word',
    { every: number(value), letter: letters(value).at(-1) ?? '' },
  ],
  'spells-by-lines': (value) => ['acrostic', { word: value.trim() }],
  'first-words': phrase('begin-with'),
  'last-words': phrase('end-with'),
  'in-language': (value) => ['language', { language: value.trim().toLowerCase().slice(0, 2) }],
  'lower-case': bare('lower-case'),
  'upper-case': bare('upper-case'),
  'title-case': bare('title-case'),
  'no-digits': bare('no-digits'),
  'no-commas': bare('without-marks', { marks: [','] }),
  'well-formed': (value) => ['well-formed', { notation: value.trim().toLowerCase() }],
  'dates-year-month-day': bare('iso-dates', { count: 1 }),
  'same-words-in-order': bare('same-words'),
  'text-kept-with-additions': bare('text-kept-within'),
  'nothing-but-cuts': bare('only-cuts'),
  'figures-kept': bare('numbers-kept'),
  'no-run-in-common': (value) => ['no-shared-run', { most: number(value) - 1 }],
} satisfies Record<string, Reader>;

const NAMES = Object.keys(RULES) as (keyof typeof RULES)[];

const Limit = z.strictObject({
  rule: z.enum(NAMES).describe('What can be tested'),
  value: z
    .string()
    .describe(
      'The number; the words, with commas between them; the letters; for a language its two-letter code; for what is to be well formed json, yaml, csv or xml; empty for rules without any of these',
    ),
});
/** A demand of a task that a program can test, as the task's author names it. */
export type Limit = z.infer<typeof Limit>;

/** A list of limits; see RULES for what each rule means. */
export const Limits = z.array(Limit).max(6);

/** The field set `limits` of skills whose authors name what can be tested: docs/skills.md. */
export const limitFields = z.strictObject({
  limits: Limits.describe(
    'The demands of the request that can be counted or looked up, each as the request states it; may be empty',
  ),
});

/** The constraint that a limit stands for; null where its value does not fit. */
export function demandOfLimit({ rule, value }: Limit): Demand | null {
  return demandOf(...RULES[rule](value));
}
