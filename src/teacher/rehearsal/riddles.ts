import type { Draw } from '../../text/draw.ts';
import type { Known, Wanted } from './makers.ts';
import type { Passage, Sentence } from './passage.ts';
import { clauseOf, lookalikes, pickTarget } from './rewrite.ts';

/** The wordings of questions that are solved from their own words. The quotation follows, in “ ”. */
const STEMS = {
  backwards: [
    'Which word, read backwards, is',
    'Which one of the words do you get by reversing',
    'Put the letters into reverse and name the word:',
  ],
  letters: ['How many letters are in the word', 'Count the letters of'],
  parity: ['Is the number of letters odd or even in', 'Odd or even, counting the letters of'],
  longer: ['Is it so that more than six letters are in the word', 'Has it more than six letters, the word'],
  alphabet: ['In which order would a dictionary have these, beside', 'Sort these as in a dictionary; leave aside'],
  meaning: ['What does it come to when somebody says that', 'Explain in plain words what is meant by saying that'],
} as const;
/** What a reworded riddle ends with. */
const REMARKS = [
  'There is only one way to see it.',
  'Go through it twice, since the first attempt often misleads.',
  'It came up yesterday in a quiz and nobody had the answer.',
  'Somebody bet me that it could not be told from this alone.',
];

type Kind = keyof typeof STEMS;

const KINDS: Record<Wanted, Kind> = {
  short: 'backwards',
  option: 'backwards',
  list: 'backwards',
  number: 'letters',
  label: 'parity',
  boolean: 'longer',
  order: 'alphabet',
  free: 'meaning',
};

/** An item of a form that needs no passage to be solved, made from a sentence of one; null where the sentence will not do. */
export function makeRiddle(
  wanted: Wanted,
  sentence: Sentence,
  passage: Passage,
  draw: Draw,
  size: number,
): Known | null {
  const target = pickTarget(sentence, passage, draw, 'word')?.text ?? '';
  const evidence = [sentence.verbatim];
  const asked = (quote: string) => `${draw.pick(STEMS[KINDS[wanted]])} “${quote}”?`;
  const clause = clauseOf(sentence);
  if (wanted === 'free') return { question: asked(clause), points: [clause], reference: clause, evidence };
  if (target === '' || reversed(target) === target) return null;
  const others = lookalikes(wordOf(sentence, target), passage, draw, size - 1, new Set([target.toLowerCase()]));
  const words = [target, ...others.map(({ text }) => text)];
  const letters = [...target].length;
  const reference = `The word is ${target}, of ${letters} letters.`;
  const made: Record<Exclude<Wanted, 'free'>, Known> = {
    short: { question: asked(reversed(target)), answer: target, alternatives: [] },
    option: { question: asked(reversed(target)), options: words, key: 0 },
    list: { question: asked(words.slice(0, 3).map(reversed).join('; ')), answer: words.slice(0, 3) },
    number: { question: asked(target), answer: letters, unit: null },
    label: { question: asked(target), labels: ['odd', 'even'], answer: letters % 2 === 0 ? 'even' : 'odd' },
    boolean: { question: asked(target), answer: letters > 6 },
    order: { question: asked(target), steps: sorted(others.map(({ text }) => text)) },
  };
  const short = new Set(words).size < Math.max(3, size) && ['option', 'list', 'order'].includes(wanted);
  return short ? null : { ...made[wanted], reference, evidence };
}

/** The same riddle in another wording; null for any other question. */
export function reworded(question: string, draw: Draw): string | null {
  const found = readRiddle(question);
  if (!found) return null;
  const others = STEMS[found.kind].filter((stem) => stem !== found.stem);
  return `${draw.pick(others) ?? found.stem} “${found.quote}”? ${draw.pick(REMARKS)}`;
}

/** Solves the riddle that a text holds; null where it holds none. */
export function solveRiddle(text: string, choices: readonly string[], labels: readonly string[]): string | null {
  const found = readRiddle(text);
  if (!found) return null;
  const { kind, quote } = found;
  if (kind === 'meaning') return `It comes to this: ${quote}. Nothing more is claimed by it.`;
  if (kind === 'alphabet') {
    if (choices.length < 2) return null;
    const marked = (choice: string) => labels[choices.indexOf(choice)] ?? choice;
    return `The order is ${sorted(choices).map(marked).join(', ')}.`;
  }
  const letters = [...quote].length;
  const value = {
    backwards: quote.split('; ').map(reversed).join(', '),
    letters: String(letters),
    parity: letters % 2 === 0 ? 'even' : 'odd',
    longer: letters > 6 ? 'Yes' : 'No',
  }[kind];
  const place = choices.findIndex((choice) => choice.toLowerCase() === value.toLowerCase());
  const mark = labels[place] === undefined ? '' : `(${labels[place]}) `;
  return kind === 'longer' ? `${value}.` : `Letter by letter one finds it.\n\nThe answer is ${mark}${value}.`;
}

function readRiddle(text: string): { kind: Kind; stem: string; quote: string } | null {
  for (const kind of Object.keys(STEMS) as Kind[]) {
    for (const stem of STEMS[kind]) {
      const at = text.indexOf(`${stem} “`);
      const end = at < 0 ? -1 : text.indexOf('”?', at);
      if (end >= 0) return { kind, stem, quote: text.slice(at + stem.length + 2, end) };
    }
  }
  return null;
}

function wordOf({ words }: Sentence, text: string) {
  return words.find((word) => word.text === text) ?? { text, at: 0, plain: text.toLowerCase(), kind: 'word' as const };
}

function reversed(word: string): string {
  return [...word].reverse().join('');
}

function sorted(words: readonly string[]): string[] {
  return words.toSorted((a, b) => (a.toLowerCase() < b.toLowerCase() ? -1 : 1));
}
