import type { SeedKind } from '../data.ts';
import { type Prose, proseOf } from './prose.ts';
import { Repetition, repeated } from './repetition.ts';
import { notMaterial } from './shape.ts';
import { STOP_WORDS } from './stop-words.ts';

/** Why a chunk is not used: a short word that is counted, and what was found, for people. */
export interface Refusal {
  rule: string;
  found: string;
  /** It holds for all chunks of the document, and is told once. */
  whole?: true;
}

/** Text of which less is prose (the rest is fenced code and tables) is judged by no rule. */
const LEAST_PROSE = 0.4;
/** How many lines, and words, rules need that speak of shares. */
const LINES = 6;
const WORDS = 50;

/**
 * What speaks against working on a chunk; null where nothing does. Light rules after Gopher (Rae et al. 2021, arXiv
 * 2112.11446, table A1) and C4 (Raffel et al. 2020, section 2.2), with thresholds that suit chunks of documents rather than
 * pages of the open web: docs/seeds.md has them all. Only running text is judged: code, tables, interfaces and web pages
 * pass, and so does what is mostly fenced code or rows of a table. Lists of contents, links and references, and licences
 * are no material either (see shape.ts).
 */
export function refusalOf(text: string, kind: SeedKind, language: string | null): Refusal | null {
  if (kind !== 'text') return null;
  const shape = notMaterial(text);
  if (shape !== null) return { rule: 'no-material', found: shape };
  const prose = proseOf(text);
  if (prose.share < LEAST_PROSE) return null;
  for (const [rule, find] of Object.entries(RULES)) {
    const found = find(prose, language);
    if (found !== null) return { rule, found };
  }
  return null;
}

type Rule = (prose: Prose, language: string | null) => string | null;

/** The rules by the words that are counted, in the order in which they are asked. */
const RULES: Record<string, Rule> = {
  'too-short': tooShort,
  garbled,
  placeholder,
  'repeated-lines': repeatedLines,
  'repeated-words': repeatedWords,
  symbols,
  'few-letters': fewLetters,
  'word-length': wordLength,
  'cut-off': cutOff,
  'no-sentences': noSentences,
};

/** The rules' words, for the docs. */
export const QUALITY_RULES: readonly string[] = ['no-material', ...Object.keys(RULES)];

/** Gopher asks for 50 words of a page. Here three: a chunk may be a whole record, and skills say themselves how much they need. */
function tooShort({ words }: Prose): string | null {
  return words.length < 3 ? `too short (${words.length} words)` : null;
}

/** Characters that could not be decoded, or that only one font knows, in more than one word of twenty (ours). */
function garbled({ lines, words }: Prose): string | null {
  const odd = count(lines, /[\ufffd\p{Co}]/gu);
  return odd > words.length / 20 ? `garbled text (${odd} unreadable characters)` : null;
}

/** C4 drops pages with "lorem ipsum"; here its words must make up a twentieth, for texts about it are none. */
function placeholder({ words }: Prose): string | null {
  const dummies = words.filter((word) =>
    /^(?:lorem|ipsum|dolor|amet|consectetu?er|adipisc\w+|elit)$/.test(word),
  ).length;
  return dummies >= 5 && dummies > words.length / 20 ? 'placeholder text (lorem ipsum)' : null;
}

/** Gopher: lines 30% by number or 20% by characters, and paragraphs. Here lines 50% by characters, or 30% and 60% by number. */
function repeatedLines({ lines }: Prose): string | null {
  if (lines.length < LINES) return null;
  const { count: share, characters } = repeated(lines);
  const most = Math.max(share, characters);
  return characters > 0.5 || (share > 0.6 && characters > 0.3) ? `repetitive lines (${percent(most)})` : null;
}

/** Gopher: sequences of 2, 3 and 4 words 20%, 18% and 16%, of 5 and 10 15% and 10%. Here 30%, and 60% and 50%. */
function repeatedWords({ words, dense }: Prose): string | null {
  if (words.length < WORDS || dense > 0.2) return null;
  const repetition = new Repetition(words);
  const pair = repetition.top(2);
  // A phrase is no more frequent than its first two words.
  const top = pair < 0.05 ? pair : Math.max(pair, repetition.top(3), repetition.top(4));
  if (top > 0.3) return `one phrase again and again (${percent(top)})`;
  // What lies in longer phrases lies in shorter ones.
  const short = repetition.again(5);
  const long = short > 0.5 ? repetition.again(10) : 0;
  return short > 0.6 || long > 0.5 ? `repetitive phrases (${percent(Math.max(short, long))})` : null;
}

/** Gopher: one `#` or ellipsis to ten words. Here three; the marks of Markdown headings and dots that lead to a number do not count. */
function symbols({ lines, words }: Prose): string | null {
  const found = count(
    lines.map((line) => line.replace(/^#{1,6} /, '')),
    /#|…|(?<!\.)\.{3}(?!\.)/g,
  );
  return found > words.length * 0.3 ? `more signs than words (${found} # and ...)` : null;
}

/** Gopher: 80% of the words with a letter. Here half of them, and the numbers of lists do not count. */
function fewLetters({ words, spoken, lines }: Prose): string | null {
  const numbered = lines.filter((line) => /^\(?\d{1,3}[.)]\s/.test(line)).length;
  const all = words.length - numbered;
  if (all < WORDS) return null;
  const share = spoken.length / all;
  return share < 0.5 ? `mostly numbers (${percent(1 - share)})` : null;
}

/** Gopher: a mean of 3 to 10 letters. Not asked of scripts without spaces, nor of Korean and Vietnamese, which part syllables. */
function wordLength({ spoken, dense }: Prose, language: string | null): string | null {
  if (spoken.length < WORDS || dense > 0.2 || language === 'ko' || language === 'vi') return null;
  const mean = spoken.reduce((sum, word) => sum + word.length, 0) / spoken.length;
  return mean < 2.5 || mean > 10 ? `no words of a language (${mean.toFixed(1)} letters on average)` : null;
}

/** Gopher: 30% of the lines end in an ellipsis, as teasers of articles do. */
function cutOff({ lines }: Prose): string | null {
  const cut = lines.filter((line) => /(?:\.{3}|…)$/.test(line) && !/\.{4}/.test(line)).length;
  return lines.length >= LINES && cut > lines.length * 0.3
    ? `lines that are cut off (${percent(cut / lines.length)})`
    : null;
}

/** Gopher: two of eight stop words; in ten languages. Not asked of what has the signs of code. */
function noSentences({ words, lines }: Prose, language: string | null): string | null {
  const stops = STOP_WORDS.get(language ?? '');
  if (words.length < WORDS || !stops || isCodeLike(lines)) return null;
  const found = new Set(words.filter((word) => stops.has(word))).size;
  return found < 2 ? 'no sentences (none of the words that every text has)' : null;
}

/** Brackets, quotation marks and operators: more than one in twenty characters. */
function isCodeLike(lines: readonly string[]): boolean {
  const all = lines.reduce((sum, line) => sum + line.length, 0);
  return count(lines, /[{}<>=;\\[\]()|"'`_$&]/g) > all / 20;
}

function count(lines: readonly string[], pattern: RegExp): number {
  return lines.reduce((sum, line) => sum + (line.match(pattern)?.length ?? 0), 0);
}

function percent(share: number): string {
  return `${Math.round(share * 100)}%`;
}
