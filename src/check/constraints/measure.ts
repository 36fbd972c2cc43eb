import { splitSentences } from '../../text/sentences.ts';

/** Scripts that are written without spaces between words. */
const DENSE = /[\u3040-\u30ff\u3400-\u9fff\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]/;
const WORD = /[\p{L}\p{N}][\p{L}\p{M}\p{N}]*(?:['’.,‑-][\p{L}\p{N}][\p{L}\p{M}\p{N}]*)*/gu;
const segmenter = new Intl.Segmenter('en', { granularity: 'word' });

/** The words of a text as they stand; compounds with a hyphen and figures such as 3.5 are one. */
export function wordsIn(text: string): string[] {
  if (!DENSE.test(text)) return text.match(WORD) ?? [];
  return [...segmenter.segment(text)].flatMap(({ segment, isWordLike }) => (isWordLike ? [segment] : []));
}

/** The least and most words that fair readers may count: compounds as one or as several. */
export function wordCount(text: string): { least: number; most: number } {
  const words = wordsIn(text);
  const parts = words.reduce((sum, word) => sum + (word.match(/[‑-]/g)?.length ?? 0), words.length);
  return { least: words.length, most: parts };
}

/** The text without Markdown's marks for headings, lists, quotations and emphasis, line by line. */
export function unmarked(text: string): string {
  return text
    .split('\n')
    .map((line) => line.replace(/^\s{0,8}(?:#{1,6}\s+|[-*+•]\s+|\d{1,3}[.)]\s+|>\s?)+/, ''))
    .join('\n')
    .replaceAll(/\*{1,3}|_{2}|`{1,3}/g, '');
}

/** The sentences of a text; headings, list items and lines of verse count as their marks say. */
export function sentencesIn(text: string): string[] {
  const sentences = splitSentences(text).map((sentence) => unmarked(sentence.text).trim());
  return sentences.filter((sentence) => /[\p{L}\p{N}]/u.test(sentence));
}

/** The paragraphs: what stands between blank lines; lone headings and rules drawn across the page are none. */
export function paragraphsIn(text: string): string[] {
  const blocks = text.split(/\n[^\S\n]*\n/).map((block) => block.trim());
  return blocks.filter((block) => /[\p{L}\p{N}]/u.test(block) && !/^#{1,6}\s[^\n]*$/.test(block));
}

/** The lines that are not empty. */
export function linesIn(text: string): string[] {
  return text.split('\n').flatMap((line) => (line.trim() === '' ? [] : [line.trim()]));
}

/** The text without a code fence round the whole of it. */
export function unfenced(text: string): string {
  return /^\s*(`{3,})[\w+-]*[^\S\n]*\n([\s\S]*?)\n\1\s*$/.exec(text)?.[2] ?? text.trim();
}

/** Text for comparing words: one form of each character and mark, small letters. */
export function folded(text: string): string {
  return text.normalize('NFKC').toLowerCase().replaceAll(/[’‘ʼ]/g, "'").replaceAll(/[‐‑–]/g, '-');
}

/** Where a word or phrase stands in a folded text, as whole words where its script has spaces. */
export function placesIn(text: string, phrase: string): number[] {
  const [whole, sought] = [folded(text), folded(phrase).trim()];
  const inner = /[\p{L}\p{M}\p{N}]/u;
  const dense = DENSE.test(sought);
  const places: number[] = [];
  for (let at = sought === '' ? -1 : whole.indexOf(sought); at >= 0; at = whole.indexOf(sought, at + sought.length)) {
    const before = inner.test(whole[at - 1] ?? '') && inner.test(sought[0] ?? '');
    const after = inner.test(whole[at + sought.length] ?? '') && inner.test(sought.at(-1) ?? '');
    if (dense || (!before && !after)) places.push(at);
  }
  return places;
}

/** How often a word or phrase stands in a text. */
export function timesIn(text: string, phrase: string): number {
  return placesIn(text, phrase).length;
}

/** A quantity of things in English: "1 line", "3 lines". */
export function counted(count: number, one: string): string {
  return `${count} ${one}${count === 1 ? '' : 's'}`;
}

/** Why a count is not as wanted, or null. */
export function countBreach(found: number, wanted: number, one: string): string | null {
  return found === wanted ? null : `${counted(found, one)}; wanted ${wanted}`;
}
