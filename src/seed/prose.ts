/** What a text is made of, as far as rules of quality look at it; without fenced code, rows of tables and lines of tags. */
export interface Prose {
  /** Lines with something on them, without white space at either end. */
  lines: string[];
  /** Words in lower case; in Chinese, Japanese and Thai each character is one. */
  words: string[];
  /** Those with a letter in them. */
  spoken: string[];
  /** Characters of scripts without spaces among the words (0-1). */
  dense: number;
  /** How much of the whole text is prose in this sense (0-1, by characters). */
  share: number;
}

const DENSE = /[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\u0e00-\u0e7f]/g;
const WORD =
  /[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\u0e00-\u0e7f]|[\p{L}\p{N}][\p{L}\p{M}\p{N}]*(?:['’][\p{L}\p{M}]+)*/gu;
const FENCE = /^\s*(```|~~~)/;
/** A row or rule of a table: it begins with a bar, or has two of them between cells, or is drawn. */
const TABLE = /^\s*\||^[^|]*\S ?\|[^|]*\|[^|]*\S|^\s*[-:=]+(?:\s*[|+]\s*[-:=]+)+\s*$|^\s*\+[-=+]{3,}\s*$/;
/** Nothing but tags. */
const MARKUP = /^\s*(?:<\/?[a-z][^<>]{0,200}>\s*)+$/i;

/** The prose of a text. */
export function proseOf(text: string): Prose {
  const lines: string[] = [];
  let fence: string | undefined;
  let [all, prose] = [0, 0];
  for (const raw of text.split('\n')) {
    const line = raw.trim();
    all += line.length;
    const mark = FENCE.exec(line)?.[1];
    if (mark !== undefined && (fence === undefined || fence === mark)) fence = fence === undefined ? mark : undefined;
    else if (line !== '' && fence === undefined && !TABLE.test(line) && !MARKUP.test(line)) {
      prose += line.length;
      lines.push(line);
    }
  }
  const said = lines.join('\n');
  const words = said.toLowerCase().match(WORD) ?? [];
  return {
    lines,
    words,
    spoken: words.filter((word) => !/^\p{N}+$/u.test(word)),
    dense: (said.match(DENSE)?.length ?? 0) / Math.max(1, words.length),
    share: prose / Math.max(1, all),
  };
}
