import type { Draw } from '../text/draw.ts';

/** How documents are to be used: they alone count, or they help; null where a row says nothing of it. */
export type Policy = 'strict' | 'open' | null;

/** Types that hold for one policy only, or for none; the others are drawn, half and half (design, rag). */
const FORCED: Readonly<Record<string, Policy>> = {
  'insufficient-context': 'strict',
  'partially-answerable': 'strict',
  'unhelpful-documents-answer-anyway': 'open',
  'query-reformulation': null,
};

/** The policy of an item: an item whose evidence was removed is posed under the strict one. */
export function policyOf(type: string, undecided: boolean, draw: Draw): Policy {
  if (undecided) return 'strict';
  const forced = FORCED[type];
  return forced === undefined ? (draw.next() < 0.5 ? 'strict' : 'open') : forced;
}

/** Wordings of each policy. They say nothing of where the documents stand. */
export const POLICIES: Readonly<Record<'strict' | 'open', readonly string[]>> = {
  strict: [
    'Answer only from the documents. If they do not hold the answer, say so instead of guessing.',
    'Use nothing but the documents given. What they do not say you do not know; tell me when that is the case.',
    'Base every statement on the search results. Where they are silent, write that they do not answer it.',
    'Stay within the sources, without outside knowledge. If the answer is not there, saying that plainly is the right reply.',
    'Only what stands in these documents counts. Where they leave the question open, decline and name what is missing.',
    'You may rely on the retrieved texts and on nothing else; should they not settle the matter, state that they do not.',
  ],
  open: [
    'The documents may help: use them where they do, and what you know where they do not.',
    'Here is what a search found. Rely on it where it bears on the question; otherwise answer from general knowledge.',
    'Take the search results into account, but do not leave me without an answer if they turn out to be of no use.',
    'Use the documents as a help, not as a limit. If they miss the point, answer all the same and say that it is not from them.',
    'Some of these sources may be beside the point. Answer as well as you can, with them or without them.',
    'Consult the documents first. When they fall short, fill the gap from what you know and mark it as such.',
  ],
};

const CITES = [
  (reference: string) => `After each claim, refer to the document it comes from by ${reference}.`,
  (reference: string) => `Every sentence needs a reference: name its document by ${reference}.`,
  (reference: string) => `Give your sources as you go; a document is named by ${reference}.`,
  (reference: string) => `Cite what you use, each document by ${reference}, right behind what it supports.`,
];

const QUOTES = [
  'Give the sentence that settles it, word for word and in quotation marks.',
  'Add the exact words on which the answer rests, in quotation marks.',
  'I need the wording as well: quote the deciding sentence.',
  'Quote the passage that says so, exactly as it stands, and mark it as a quotation.',
];

const BRIEF = ['A few words are enough.', 'Answer in one sentence, please.', 'Keep it short.', 'Briefly, please.'];

/** Types whose answer is a few words, so that brevity may be asked for. */
const SHORT = ['single-document-answer', 'one-in-many-documents', 'noisy-context', 'table-in-context', 'temporal'];
/** Types of longer answers, where references may be asked for though it is not the point. */
const CITED = [
  'multi-document-synthesis',
  'comparison',
  'summarize-retrieved',
  'conflict-resolution',
  'source-authority',
];

/** What is asked for beside the question itself: references, a quotation, brevity; empty for most. */
export function wishesOf(type: string, reference: string, draw: Draw): string {
  const cites = type === 'citation-required' || (CITED.includes(type) && draw.at('cites').next() < 0.25);
  if (cites) return draw.at('cite').pick(CITES)?.(reference) ?? '';
  if (type === 'answer-with-quote') return draw.at('quote').pick(QUOTES) ?? '';
  return SHORT.includes(type) && draw.at('brief').next() < 0.35 ? (draw.at('line').pick(BRIEF) ?? '') : '';
}
