import type { Draw } from '../../text/draw.ts';
import type { Known } from './makers.ts';
import { readPassage } from './passage.ts';
import { solve } from './solve.ts';
import type { Search } from './sources.ts';
import { plainText, squash } from './words.ts';

/** How often an answer has a wrong citation or quotation, or guesses where nothing is said. */
const WRONG = 0.06;

const NOTHING = 'No sentence of the documents says this; it cannot be told from them.';
const PRICE = 'What it cost cannot be told: the documents do not give a price.';

/** Answers a search from all that a row shows but the question itself. */
export function answerSearch(search: Search & { asked: string }, row: string, draw: Draw): string {
  const text = row.replaceAll(search.asked, '\n\n');
  const { kind } = search;
  if (kind === 'queries')
    return `1. ${search.quote} history\n2. origin of ${search.quote}\n3. ${search.quote} compared`;
  if (kind === 'sum') return 'Three hours have 180 minutes; this is general knowledge.\n\nThe answer is: 180';
  if (kind === 'cost') return draw.at('guess').next() < WRONG ? 'It cost about 400 in the end.' : NOTHING;
  if (kind === 'claim') return verdict(search.quote, text);
  if (kind === 'cell') return cell(search.quote, text);
  return kind === 'gap' ? gap(search.quote, text, row, draw) : told(search, text, row, draw);
}

function gap(quote: string, text: string, row: string, draw: Draw): string {
  const found = solve({ kind: 'cloze', quote }, text.replaceAll('\\"', '"'), []);
  const [value] = found?.values ?? [];
  if (!found || value === undefined || value.includes('____')) return NOTHING;
  const said = draw.at('quote').next() < WRONG ? `${found.quote} or so it was said at least` : found.quote;
  const quoted = /\bquot|exact words|word for word/i.test(row) ? `It says “${said}”.\n\n` : '';
  return `${quoted}The answer is: ${value}`;
}

function told({ kind, quote }: Search, text: string, row: string, draw: Draw): string {
  const sought = plainText(quote);
  const telling = readPassage(text).sentences.filter(({ words }) => words.some(({ plain }) => plain === sought));
  if (telling.length === 0) return NOTHING;
  const cites = /\bby (?:its (?:number|id|letter|title)|the number) /.test(row);
  const wrong = draw.at('mark').next() < WRONG;
  const lines = telling.slice(0, 3).map(({ verbatim }) => {
    const mark = wrong ? '[99]' : markBefore(text, text.indexOf(verbatim));
    return `${plainly(verbatim)}${cites ? ` ${mark}` : ''}`;
  });
  const price = kind === 'half' && draw.at('admit').next() >= WRONG ? ['', PRICE] : [];
  return [...lines, ...price].join('\n');
}

/** The first line of a document in one of the notations, where it runs into its first sentence. */
const HEAD =
  /^(?:\[\d+\] |Document (?:\d+|[A-Z])(?::| –) |### Source \d+: |Result \d+ \| |## |<document )[^\n]*\n(?:-+\n)?/;

/** A sentence on one line, without the quotation marks that could be taken for the answer's own. */
function plainly(verbatim: string): string {
  return squash(verbatim.replace(HEAD, '')).replaceAll(/["“”„«»]/g, '');
}

/** The marks of documents, notation by notation; the first kind that counts from the beginning is the row's. */
const MARKS = [
  /<document id="(\d+)"/g,
  /^### Source (\d+): /gm,
  /^Result (\d+) \| /gm,
  /^Document (\d+): /gm,
  /^Document ([A-Z]) – /gm,
  /"id": (\d+),/g,
  /^\[(\d+)\] /gm,
  /^## (.*)$/gm,
];

/** How the document before a place is referred to. */
function markBefore(row: string, place: number): string {
  const text = row.replaceAll(/^> /gm, '  ').replaceAll(/^ {2}(?=\S)/gm, '');
  const all = MARKS.map((mark) => [...text.matchAll(mark)]).find(([first]) => /^(?:[1A]$|\D)/.test(first?.[1] ?? ''));
  const shift = row.length - text.length > 0 ? text.length / row.length : 1;
  return `[${all?.findLast(({ index }) => index <= place * shift)?.[1] ?? 1}]`;
}

function verdict(claim: string, text: string): string {
  if (/^perhaps /i.test(claim)) return 'Some of it holds and some does not.\n\nThe answer is: maybe';
  const said = squash(text).includes(claim);
  return said ? 'It is said in these words.\n\nThe answer is: yes' : 'It is said otherwise.\n\nThe answer is: no';
}

function cell(head: string, text: string): string {
  const line = text
    .replaceAll('\\n', '\n')
    .split('\n')
    .find((each) => plainText(each).startsWith(plainText(head)) && each.includes('|'));
  const figure = line
    ?.split('|')
    .map((each) => each.trim())
    .filter(Boolean)
    .at(-1);
  return figure === undefined ? NOTHING : `It stands in the row of these words.\n\nThe answer is: ${figure}`;
}

/** What an answer gives and admits, for the agent that judges it. */
export function saidAbout(answer: string): Known {
  const nothing = answer.includes(NOTHING);
  const lacking = answer.includes(PRICE);
  const answers = nothing ? 'none' : lacking ? 'part' : 'whole';
  return { why: `By its words it gives ${answers} of it.`, answers, admits: nothing || lacking };
}
