import { splitSentences } from '../text/sentences.ts';
import type { Check } from './check.ts';
import { numberWords } from './figures/number-words.ts';
import { readFigures } from './figures/read-figures.ts';
import { plain } from './forms/form.ts';

/** Numbers up to this may count what the response itself lists. */
const MOST_COUNTED = 12;

/**
 * The numbers and names of a response of the `types` named occur in its source or its task. Programs see names by capitals
 * within sentences, so in languages that write all nouns so, and in scripts without capitals, only numbers are looked at.
 */
export function namesAndNumbersOccur(types: readonly string[]): Check {
  return {
    id: 'names-and-numbers-occur',
    at: 'response',
    check({ item, response, content, material, question }) {
      if (!types.includes(item.type)) return null;
      const source = `${content || material}\n${question}`;
      const figure = strangeNumber(response ?? '', source);
      if (figure !== null) return { reason: 'number-not-in-source', detail: `The source has no ${figure}` };
      const name = strangeName(response ?? '', source);
      return name === null ? null : { reason: 'name-not-in-source', detail: `The source has no "${name}"` };
    },
  };
}

function strangeNumber(response: string, source: string): string | null {
  const read = (text: string) => readFigures(text).flatMap(({ readings }) => readings.map(({ value }) => value));
  const known = new Set([...read(source), ...numberWords(source)]);
  const tens = [...known].filter((value) => value >= 20 && value < 100 && value % 10 === 0);
  const isKnown = (value: number) => known.has(value) || isYearOf(value, known) || isComposed(value, tens);
  const found = readFigures(response).find(({ readings, at, text }) => {
    const [likely] = readings;
    const counts = likely !== undefined && Number.isInteger(likely.value) && likely.value <= MOST_COUNTED;
    return !counts && !readings.some(({ value }) => isKnown(value)) && !isDay(response, at, text.length);
  });
  return found?.text.trim() ?? null;
}

/** Whether a figure is the day of a date: it may be worked out from another day. */
function isDay(response: string, at: number, length: number): boolean {
  if (Number(response.slice(at, at + length)) > 31) return false;
  if (/\d{4}-\d{2}-$/.test(response.slice(Math.max(0, at - 8), at))) return true;
  const around = response.slice(Math.max(0, at - 12), at + length + 16).match(/\p{L}{3,}/gu) ?? [];
  return around.some((word) => CALENDAR.has(stem(plain(word))));
}

/** A year that the source writes with two digits. */
function isYearOf(value: number, known: ReadonlySet<number>): boolean {
  return value >= 1900 && value < 2100 && Number.isInteger(value) && known.has(value % 100);
}

/** A number such as 47 whose tens stand in the source as a word: it may be written out there. */
function isComposed(value: number, tens: readonly number[]): boolean {
  return tens.includes(Math.floor(value / 10) * 10) && value < 100;
}

/** A text in which more of the words within sentences begin with a capital writes all its nouns so. */
const MOST_CAPITALS = 0.22;

const NAME = /(?<=[\p{Ll}\p{N},;] )\p{Lu}[\p{L}\p{M}'’-]{2,}/gu;

function strangeName(response: string, source: string): string | null {
  const within = (text: string) => text.match(/(?<=[\p{Ll},;] )\p{L}[\p{L}'’-]+/gu) ?? [];
  const capitals = within(source).filter((word) => /^\p{Lu}/u.test(word)).length;
  if (capitals > MOST_CAPITALS * within(source).length) return null;
  const known = plain(source).split(' ');
  const stems = new Set(known.map(stem));
  const initials = new Set(initialsOf(source));
  const names = running(response).flatMap((text) => text.match(NAME) ?? []);
  return (
    names.find(
      (name) =>
        !plain(name)
          .split(' ')
          .every((part) => isKnown(part, stems, initials)),
    ) ?? null
  );
}

function isKnown(word: string, stems: ReadonlySet<string>, initials: ReadonlySet<string>): boolean {
  return stems.has(stem(word)) || initials.has(word) || CALENDAR.has(stem(word)) || word.length < 3;
}

/** The first letters of a word, so that "European" is found in "Europe". */
function stem(word: string): string {
  return word.slice(0, 4);
}

/** Acronyms that runs of capitalised words could have. */
function initialsOf(source: string): string[] {
  const runs = source.match(/\p{Lu}[\p{L}-]+(?: (?:of |the |for |and |de |la |für )*\p{Lu}[\p{L}-]+){1,7}/gu) ?? [];
  return runs.map((run) => (run.match(/\p{Lu}/gu) ?? []).join('').toLowerCase());
}

/** Sentences of running text: headings, labels before a colon and heads of tables have capitals of their own. */
function running(response: string): string[] {
  const lines = response.split('\n').filter((line) => !/^\s*(?:#|\||\*\*[^*]+\*\*:?\s*$)/.test(line));
  return lines.flatMap((line) => {
    const label = /^\s*(?:[-*•]\s+|\d+[.)]\s+)?(?:\*\*)?[^.:]{1,60}:(?:\*\*)?\s/.exec(line)?.[0] ?? '';
    return splitSentences(line.slice(label.length)).map(({ text }) => text);
  });
}

/** Months and days of four languages: dates may be written out that the source has in digits. */
const CALENDAR = new Set(
  ['en', 'de', 'fr', 'es'].flatMap((language) => {
    const words = (options: Intl.DateTimeFormatOptions, at: (index: number) => number) =>
      Array.from({ length: 12 }, (_, index) =>
        stem(plain(new Intl.DateTimeFormat(language, { ...options, timeZone: 'UTC' }).format(at(index)))),
      );
    const month = words({ month: 'long' }, (index) => Date.UTC(2024, index, 15));
    return [...month, ...words({ weekday: 'long' }, (index) => Date.UTC(2024, 0, 1 + index))];
  }),
);
