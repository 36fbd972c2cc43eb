import type { Check } from '../check.ts';
import { plain } from '../forms/form.ts';

/** Words of somebody who has the documents in view. */
const SEEN = new RegExp(
  String.raw`\b(?:(?:according to|based on) (?:the|this|these) (?:documents?|passages?|excerpts?|sources|texts?|articles?|reports?)(?! of| from| on| by)|` +
    String.raw`(?:in|from) (?:the|this|these|those) (?:documents|passages|excerpts?|snippets?|sources)|in (?:the|this) (?:text|passage|article|document)(?=\s*(?:[?.,;]|$))|` +
    '(?:these|those|the (?:given|provided|retrieved|following|above|core)) (?:documents?|passages?|excerpts?|snippets?|sources?|texts?)|' +
    String.raw`search results?|(?:document|source|passage) \d+(?! of))\b|\[\d{1,2}\]`,
  'im',
);

/** Types whose question may speak of sources: their subject is the search itself, or which account to go by. */
const FREE = ['query-reformulation', 'source-authority'];

/**
 * The question is one of somebody who has not seen the documents: it speaks of none, and does not repeat eight words in
 * a row of what it rests on. English wordings.
 */
export const asksUnseen: Check = {
  id: 'asks-unseen',
  at: 'item',
  check({ item }) {
    const questions = [item.instruction.question, item.instruction.first].filter((each) => typeof each === 'string');
    const text = questions.join('\n');
    const found = FREE.includes(item.type) ? undefined : SEEN.exec(text)?.[0];
    if (found !== undefined) return { reason: 'speaks-of-documents', detail: `The question says "${found}"` };
    const copied = evidenceOf(item.instruction.evidence)
      .map((quote) => shared(plain(text), plain(quote)))
      .find(Boolean);
    return copied === undefined
      ? null
      : { reason: 'copies-document', detail: `The question has the document's own words: "${copied}"` };
  },
};

const MOST_SHARED = 8;

function evidenceOf(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : [];
}

/** The first eight words in a row that both texts have. */
function shared(question: string, quote: string): string | undefined {
  const words = question.split(' ');
  const padded = ` ${quote} `;
  for (let at = 0; at + MOST_SHARED <= words.length; at++) {
    const run = words.slice(at, at + MOST_SHARED).join(' ');
    if (padded.includes(` ${run} `)) return run;
  }
  return undefined;
}
