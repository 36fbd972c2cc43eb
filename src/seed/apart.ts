import type { Block } from './block.ts';

/** Headings of what is no running text: contents, an index, references. */
const TITLE =
  /^(?:#+\s*)?(?:\d+\.?\s+|[IVX]+\.?\s+)?[*_]*(?:(?:table of )?contents|index|references(?: cited)?|bibliography|works cited|literature cited|selected readings?|further reading|sources|inhalt(?:sverzeichnis)?|literatur(?:verzeichnis)?|stichwortverzeichnis|sommaire|table des matières|bibliographie|références(?: bibliographiques)?|índice|contenido|bibliografía|referencias|sumário|indice|bibliografia|spis treści|inhoud(?:sopgave)?|содержание|оглавление|список литературы|литература|目录|目次|参考文献)[*_]*[.:]?[*_]*$/iu;
/** A line of contents: words, dots and the page. */
const ENTRY = /(?:\.{3,}|(?:\. ?){4,})\s*(?:\d{1,4}|[ivxlc]{1,7})$/i;
/** So many lines of contents in a row are contents. */
const LEAST_ENTRIES = 5;
const LONGEST_TITLE = 80;

/** Whether a block is the heading of contents, an index or references. */
export function isApart(text: string, { level, start, end }: Block): boolean {
  return level > 0 && end - start <= LONGEST_TITLE && TITLE.test(text.slice(start, end).trim());
}

/** For each block, whether it is one of a run of lines of contents. */
export function contentsRuns(blocks: readonly Block[], text: string): boolean[] {
  const runs = blocks.map(() => false);
  let from = -1;
  let lines = 0;
  const close = (to: number) => {
    if (lines >= LEAST_ENTRIES) runs.fill(true, from, to);
    from = -1;
    lines = 0;
  };
  for (const [at, block] of blocks.entries()) {
    const entries = block.level > 0 ? 0 : entriesIn(text, block);
    if (entries > 0 && from === -1) from = at;
    if (entries > 0) lines += entries;
    else if (block.level === 0) close(at);
  }
  close(blocks.length);
  return runs;
}

/** The lines of contents in a block that is mostly such lines; 0 for any other. */
function entriesIn(text: string, { start, end }: Block): number {
  if (!/[\divxlc|]/i.test(text.charAt(end - 1)) || !ENTRY.test(text.slice(Math.max(start, end - 100), end))) return 0;
  const lines = text.slice(start, end).split('\n');
  const entries = lines.filter((line) => ENTRY.test(line.slice(-100))).length;
  return entries >= lines.length * 0.6 ? entries : 0;
}
