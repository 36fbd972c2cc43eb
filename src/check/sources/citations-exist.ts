import { Collection } from '../../retrieve/collection.ts';
import type { Check, Finding } from '../check.ts';
import { holds, plain } from '../forms/form.ts';

/** Marks of citation: what stands in brackets, and a document called by its kind and number or letter. */
const BRACKETS = /[[【]([^[\]【】\n]{1,200})[\]】](?!\()/g;
const ONE = String.raw`(?:\d{1,3}|[A-HJ-Z])(?![\p{L}\d])`;
const CALLED = new RegExp(
  String.raw`(?<!\p{L})(?:(?:Docs?|Documents?|Sources?|Result)\s*#?(${ONE}(?:\s*(?:,|and|&|\/|–|-)\s*${ONE}){0,20})|(?:documents?|sources?) (\d{1,3}(?:(?:, | and |, and )\d{1,3}){0,20})(?![\p{L}\d]))`,
  'gu',
);
const MARK = /^(?:(?:documents?|docs?|sources?|results?|id)\s*[:#]?\s*)?(\d{1,3}|[A-Z])$/i;

const Titles = Collection.pick({ documents: true });

/**
 * Every document that the response cites exists: by number, letter or title. Code, and brackets that stand in the
 * documents or the request themselves, are let through. A row that demands citations has one at least.
 */
export const citationsExist: Check = {
  id: 'citations-exist',
  at: 'response',
  check({ item, messages, question, material, response }) {
    const read = Titles.safeParse({ documents: item.content.value.documents });
    if (!read.success) return null;
    const titles = read.data.documents.map(({ title }) => title);
    const answer = (response ?? '').replaceAll(/```[\s\S]*?```|`[^`\n]{1,200}`/g, ' ');
    const given = [material, question, ...messages.slice(0, -1).map(({ content }) => content)].join('\n');
    const cited = [...bracketed(answer, given), ...called(answer).map((text) => ({ text, own: false }))];
    const missing = cited.find(({ text, own }) => !own && !exists(text, titles));
    if (missing) return { reason: 'cites-nothing', detail: `There is no document "${missing.text}"` };
    const sound = cited.some(({ text }) => exists(text, titles));
    return item.type === 'citation-required' && !sound ? NONE : null;
  },
};

/** How a row asks for titles. */
const BY_TITLE = /\btitle in square brackets/;

const NONE: Finding = { reason: 'no-citation', detail: 'Citations were asked for, and there is none' };

/**
 * What stands in brackets, part by part: "[1, 3]", "[2–4]", "[B; C]", "[On tides]"; `own` where the row has it in
 * brackets too. Other words in brackets count where documents are to be named by their titles. Links are left alone.
 */
function bracketed(answer: string, given: string): { text: string; own: boolean }[] {
  return [...answer.matchAll(BRACKETS)].flatMap((match) => {
    const inner = (match[1] ?? '').trim();
    const parts = inner.split(/\s*(?:,|;|–|-|&|\band\b)\s*/).filter(Boolean);
    const marks = parts.length > 0 && parts.every((part) => MARK.test(part));
    const own = given.includes(match[0]);
    const titled = plain(inner) !== '' && BY_TITLE.test(given);
    return (marks ? parts : titled ? [inner] : []).map((text) => ({ text, own }));
  });
}

function called(answer: string): string[] {
  const found = [...answer.matchAll(CALLED)].map((match) => match[1] ?? match[2] ?? '');
  return found.flatMap((list) => list.match(/\d{1,3}|[A-Z]/g) ?? []);
}

function exists(cited: string, titles: readonly string[]): boolean {
  const mark = MARK.exec(cited)?.[1];
  if (mark === undefined) return titles.some((title) => holds(title, cited) || holds(cited, title));
  const number = /^\d/.test(mark) ? Number(mark) : mark.toUpperCase().charCodeAt(0) - 64;
  return (number >= 1 && number <= titles.length) || titles.some((title) => plain(title) === plain(cited));
}
