/**
 * What a piece of text is, told by its shape alone: reasons for a skill to refuse a seed before any call is made. All
 * are pure, look at the text only, and are written to be right when they say yes.
 */

const SENTENCE_END = /[.!?…。！？।؟][”"’')\]»]*$/;
/** A page number, or several, at the end of a line (or of a row) of words. */
const PAGE_NUMBER = /(?:\s|\||\.{2}) ?\d{1,4}(?:, ?\d{1,4})* ?\|?$/u;
const DENSE = /[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0e7f]/g;

/**
 * Whether most of the text is running prose: at least two paragraphs' worth of sentences (30 words, or 60 characters
 * of a script without spaces), three fifths of the letters in lines of sentences, and few of the marks of code.
 */
export function looksLikeProse(text: string): boolean {
  const lines = linesIn(text.replaceAll(/^\s*(```|~~~)[\s\S]*?^\s*\1/gm, ''));
  const letters = (of: string) => of.match(/\p{L}/gu)?.length ?? 0;
  const prose = lines.filter(isSentenceLine);
  const share = letters(prose.join(' ')) / Math.max(1, letters(text));
  return share >= 0.6 && words(prose.join(' ')) >= 30 && codeMarks(text) < 0.015;
}

/** Whether the text is a table of contents or an index: most lines end in a page number, or lead to one by dots. */
export function isContentsPage(text: string): boolean {
  const lines = linesIn(text).filter((line) => !/^[|\s:-]+$/.test(line));
  const entries = lines.filter(
    (line) =>
      /\.{4,}|(?:\. ){4,}/.test(line) ||
      (/\d\s*\|?$/.test(line) && words(line) <= 14 && endsInPageNumber(line) && !isRowOfNumbers(line)),
  );
  const numbers = entries
    .map((line) => Number(/(\d{1,4})\s*\|?$/.exec(line)?.[1] ?? Number.NaN))
    .filter((n) => !Number.isNaN(n));
  if (numbers.filter((n) => n < 1000).length < numbers.length / 2) return false;
  const rising = new Set(numbers).size < 5 ? 0 : numbers.filter((n, i) => i === 0 || n >= (numbers[i - 1] ?? 0)).length;
  const named = /^(?:#+ )?(?:table of )?(?:contents|index|inhalt\w*|sommaire|índice)\.?$/im.test(text);
  return entries.length >= 5 && entries.length >= lines.length * 0.6 && (named || rising >= numbers.length * 0.8);
}

/** Whether a row of a table has numbers in other cells than its first, as tables of data have. */
function isRowOfNumbers(line: string): boolean {
  const [, ...cells] = line.replace(/^\|/, '').replace(/\|$/, '').split('|');
  return cells.filter((cell) => /^\s*[-+−]?\d[\d.,]*\s*%?\s*$/.test(cell)).length > 1;
}

/** Whether the text is a menu or a list of links: most lines, and most characters, are addresses or short items without a sentence. */
export function isLinkList(text: string): boolean {
  const lines = linesIn(text);
  const links = lines.filter((line) => {
    const item = line.replace(/^(?:[-*+•]|\d+[.)])\s+/, '');
    const bare = item.replace(/(?<![\s.,;|])[\s.,;|]+$/, '');
    const linked = /^(?:\[[^\]]*\]\([^)]*\)|https?:\S+|\S*www\.\S+)$/.test(bare);
    return linked || (item !== line && words(item) <= 8 && !SENTENCE_END.test(item) && !/[:;,]$/.test(item));
  });
  return links.length >= 5 && links.length >= lines.length * 0.7 && mostOf(links, lines);
}

/**
 * Whether the text is a bibliography: most entries carry three of a number, a name first, a year, pages, an address, a
 * publisher or volume; two where the text calls itself one.
 */
export function isReferenceList(text: string): boolean {
  const entries = text.split(/\n\s*\n|\n(?=\s*(?:\[\w+\]|\d{1,3}[.)]|[-*])\s)/).map((entry) => entry.trim());
  const full = entries.filter((entry) => entry !== '' && !/^#|^references$|^bibliography$/i.test(entry));
  const named = /^#*\s*[*_]*(?:\d+\.? )?(?:references|bibliography|works cited|sources|further reading)\b/im.test(text);
  const cited = full.filter((entry) => {
    const marks = [
      /\b(?:1[5-9]|20)\d\d[a-z]?\b/,
      /\bpp?\.\s*\d|(?<![\w–-])\d+\s*[–-]\s*\d+(?![\w–-])|\b\d{1,4} pp?\./,
      /\bdoi\b|arxiv|isbn|issn|https?:/i,
      /\bvol\.|\bv\. \d|\bno\. \d|\bed(?:s|\.)|\bet al\b|\bIn:|\bPress\b|\bJournal\b|\bProc\b|\bReport \d|\bRFC \d+/i,
      /^(?:\[\w+\]|\d{1,3}[.)]\s)/,
      /^(?:\[\w+\]|\d{1,3}[.)]|[-*])?\s*\p{Lu}[\p{L}'-]+,\s+(?:\p{Lu}\.|\p{Lu}\p{Ll}+)/u,
    ];
    return entry.length < 600 && marks.filter((mark) => mark.test(entry)).length >= (named ? 2 : 3);
  });
  return cited.length >= 4 && cited.length >= full.length * 0.6 && mostOf(cited, full);
}

const LICENCE_WORDS = [
  /permission is hereby granted/i,
  /redistributions? (?:and use )?(?:in|of) source/i,
  /without warrant(?:y|ies)|warranties or conditions of any kind/i,
  /the software is provided ["“]as is/i,
  /licensed under the (?:apache|mit|bsd|gnu|mozilla|creative)/i,
  /gnu (?:lesser |affero )?general public license/i,
  /creative commons (?:attribution|legal code|public domain)/i,
  /\b(?:the )?licensor\b/i,
  /in no event shall/i,
  /all rights reserved/i,
  /you may (?:obtain a copy|not use this file)/i,
  /project gutenberg(?:-tm|™) (?:license|electronic works)/i,
  /derivative works?/i,
  /copyright (?:notice|holders?|\(c\)|©)/i,
];

/**
 * Whether the text is a licence or copyright notice: three of its usual phrases, at least one per 120 words, and most of its
 * characters in paragraphs that hold one.
 */
export function isLicenceText(text: string): boolean {
  const flat = (said: string) => said.replaceAll(/[\s*/#>]+/g, ' ');
  const whole = flat(text);
  const found = LICENCE_WORDS.filter((phrase) => phrase.test(whole));
  if (found.length < 3 || found.length < words(whole) / 120) return false;
  const paragraphs = text.split(/\n[\s*/#>]*\n/).map(flat);
  return mostOf(
    paragraphs.filter((paragraph) => found.some((phrase) => phrase.test(paragraph))),
    paragraphs,
  );
}

/** Whether some of the pieces of a text have most of its characters. */
function mostOf(some: readonly string[], all: readonly string[]): boolean {
  const length = (of: readonly string[]) => of.reduce((sum, each) => sum + each.length, 0);
  return length(some) >= length(all) / 2;
}

function linesIn(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

/** Whether a line is words, without the marks of code, and then page numbers. */
function endsInPageNumber(line: string): boolean {
  const folded = line.replaceAll(/\s+/g, ' ');
  const said = folded.slice(0, PAGE_NUMBER.exec(folded)?.index ?? 0);
  return /\p{L}/u.test(said) && !/[;=]/.test(said);
}

/** A line with a sentence in it: eight words, or four and an end; no table row, no figure. */
function isSentenceLine(line: string): boolean {
  const count = words(line);
  if (count < 4 || (count < 8 && !SENTENCE_END.test(line))) return false;
  return !/^\||[|{}]\s*$|\.{4,}/.test(line) && !/\s{3,}\S+\s{3,}/.test(line) && /\p{L}{2}/u.test(line);
}

/** Words; where a script has no spaces, two characters count as one. */
function words(text: string): number {
  const dense = text.match(DENSE)?.length ?? 0;
  return Math.floor(dense / 2) + (text.replaceAll(DENSE, ' ').match(/[\p{L}\d]+(?:['’-][\p{L}\d]+)*/gu)?.length ?? 0);
}

/** Share of the characters that programs are full of. */
function codeMarks(text: string): number {
  return (text.match(/[{}<>=;\\]|\(\)|::|=>/g)?.length ?? 0) / Math.max(1, text.length);
}

/** Why a text is no material for any skill of prose: a list of something, or a licence; null where it may be. */
export function notMaterial(text: string): string | null {
  if (isContentsPage(text)) return 'a table of contents';
  if (isLinkList(text)) return 'a list of links';
  if (isReferenceList(text)) return 'a list of references';
  return isLicenceText(text) ? 'a licence' : null;
}

/** As {@link notMaterial}, for skills that want running text. */
export function notProse(text: string): string | null {
  return notMaterial(text) ?? (looksLikeProse(text) ? null : 'not running text');
}
