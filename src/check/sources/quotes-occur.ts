import type { Check } from '../check.ts';
import { holds, plain } from '../forms/form.ts';

/** Quotations in the marks of several languages. Straight marks are taken in pairs within a line. */
const QUOTED = [/[“„]([^“”„]{1,2000})[”“]/g, /«([^«»]{1,2000})»/g, /「([^「」]{1,2000})」/g, /"([^"\n]{1,2000})"/g];

/** Quotations set off as a block, or in single marks, which look like apostrophes: these only count for there being one. */
const OTHERWISE = [/^>[ \t]*(\S[^\n]{0,2000})$/gm, /(?<!\p{L})[‘']([^\n‘]{12,600}?)[’'](?!\p{L})/gu];

/** Shorter ones are words that are mentioned, not quotations. */
const LEAST_WORDS = 5;

/**
 * What the response sets in quotation marks, from five words on, stands in the documents or in the request word for
 * word; case, marks and spacing aside, and an ellipsis may join two places. Where a quotation is demanded there is one.
 */
export const quotesOccur: Check = {
  id: 'quotes-occur',
  at: 'response',
  check({ item, content, messages, question, material, outcome, response }) {
    const answer = response ?? '';
    const given = [content, material, question, ...messages.slice(0, -1).map((message) => message.content)].join('\n');
    const quotes = QUOTED.flatMap((marks) => found(marks, answer));
    const missing = quotes.find((quote) => sizeOf(quote) >= LEAST_WORDS && !occurs(quote, given));
    if (missing !== undefined) return { reason: 'quote-not-found', detail: `Nowhere in the documents: "${missing}"` };
    if (item.type !== 'answer-with-quote' || outcome === 'undecided') return null;
    const all = [...quotes, ...OTHERWISE.flatMap((marks) => found(marks, answer))];
    const sound = all.some((quote) => plain(quote) !== '' && occurs(quote, given));
    return sound ? null : { reason: 'no-quote', detail: 'A quotation was asked for, and there is none' };
  },
};

function found(marks: RegExp, answer: string): string[] {
  return [...answer.matchAll(marks)].map((match) => match[1] ?? '');
}

function occurs(quote: string, given: string): boolean {
  const parts = quote.split(/\[?(?:…|\.{3})\]?|\[[^\]]*\]/).filter((part) => plain(part) !== '');
  return parts.length > 0 && parts.every((part) => holds(given, part));
}

function sizeOf(quote: string): number {
  const dense = quote.match(/[\u3040-\u30ff\u3400-\u9fff\u0e00-\u0e7f]/g)?.length ?? 0;
  return dense > 0 ? dense / 2 : plain(quote).split(' ').length;
}
