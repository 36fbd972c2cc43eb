/** A word of a text: where it begins, how it is compared, and what it looks like. */
export interface Word {
  text: string;
  at: number;
  plain: string;
  kind: 'number' | 'name' | 'word';
}

const DENSE = /[\u3040-\u30ff\u3400-\u9fff\u0e00-\u0e7f]/;
const WORD = /[\p{L}\p{M}\p{N}]+(?:['’.,\u00ad-][\p{L}\p{M}\p{N}]+)*/gu;
/** What goes before a word that begins no sentence or quotation. */
const WITHIN = /[\p{L}\p{N},;-]\s*$/u;
const segmenter = new Intl.Segmenter(undefined, { granularity: 'word' });

/** Whether a text is written without spaces between words. */
export function isDense(text: string): boolean {
  return DENSE.test(text);
}

/** The words of a text, in any script. A capital counts as a name's only within a sentence. */
export function wordsOf(text: string): Word[] {
  const words: Word[] = [];
  if (isDense(text)) {
    for (const { segment, index, isWordLike } of segmenter.segment(text)) {
      if (isWordLike)
        words.push({ text: segment, at: index, plain: segment.toLowerCase(), kind: kindOf(segment, false) });
    }
    return words;
  }
  for (const match of text.matchAll(WORD)) {
    words.push({
      text: match[0],
      at: match.index,
      plain: match[0].toLowerCase(),
      kind: kindOf(match[0], WITHIN.test(text.slice(Math.max(0, match.index - 2), match.index))),
    });
  }
  return words;
}

/** Text on one line with single spaces and without the marks of block quotes. */
export function squash(text: string): string {
  if (!/\s\s|[\n\r\t>]/.test(text)) return text.trim();
  return text
    .replaceAll(/^[ \t]*>[ \t]?/gm, '')
    .replaceAll(/\s+/g, ' ')
    .trim();
}

/** Words as they are compared, whatever stands between them. */
export function plainWords(text: string): string[] {
  return wordsOf(text).map((word) => word.plain);
}

/** Text as its words, lower case, one space between. */
export function plainText(text: string): string {
  return plainWords(text).join(' ');
}

function kindOf(word: string, within: boolean): Word['kind'] {
  if (/^\d/.test(word)) return 'number';
  return within && /^\p{Lu}/u.test(word) ? 'name' : 'word';
}
