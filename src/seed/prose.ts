/** What a text is made of, as far as rules of quality look at it; without fenced code, rows of tables and lines of tags. */
export interface Prose {
  /** Lines with something on them, without white space at either end. */
  lines: string[];
  /** Words in lower case; in Chinese, Japanese and Thai each character is one. */
  words: string[];
  /** Characters of scripts without spaces among the words (0-1). */
  dense: number;
  /** How much of the whole text is prose in this sense (0-1, by characters). */
  share: number;
}

const DENSE = /[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\u0e00-\u0e7f]/;
const WORD =
  /[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\u0e00-\u0e7f]|[\p{L}\p{N}][\p{L}\p{M}\p{N}]*(?:['’][\p{L}\p{M}]+)*/gu;
const FENCE = /^\s*(```|~~~)/;
/** A row or rule of a table: it begins with a bar, or has two of them between cells, or is drawn. */
const TABLE = /^\s*\||^[^|]*\S ?\|[^|]*\|[^|]*\S|^\s*[-:=]+(?:\s*[|+]\s*[-:=]+)+\s*$|^\s*\+[-=+]{3,}\s*$/;
/** Nothing but tags. */
const MARKUP = /^\s*(?:<\/?[a-z][^<>]{0,200}>\s*)+$/i;

/** The prose of a text. */
export function proseOf(text: string): Prose {
  const kept: string[] = [];
  let fence: string | undefined;
  for (const line of text.split('\n')) {
    const mark = FENCE.exec(line)?.[1];
    if (mark !== undefined && (fence === undefined || fence === mark)) {
      fence = fence === undefined ? mark : undefined;
      kept.push('');
    } else if (fence === undefined && !TABLE.test(line) && !MARKUP.test(line)) kept.push(line.trim());
  }
  const said = kept.join('\n');
  const words = said.toLowerCase().match(WORD) ?? [];
  return {
    lines: kept.filter((line) => line !== ''),
    words,
    dense: words.filter((word) => DENSE.test(word)).length / Math.max(1, words.length),
    share: said.replaceAll(/\s+/g, '').length / Math.max(1, text.replaceAll(/\s+/g, '').length),
  };
}
