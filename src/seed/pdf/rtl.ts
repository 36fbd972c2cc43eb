import type { Run } from './run.ts';

const RTL = /[\u0590-\u08ff]/;
const STRONG = /[\p{L}\p{N}]/u;

/** Letters that one glyph stands for, and those that stand next to it where it was seen. */
export interface Cluster {
  letters: string;
  /** Up to two letters that are read before it, and after. */
  before: string;
  after: string;
}

/**
 * The glyphs of a stretch of text, from left to right, that stand for several right-to-left letters: ligatures such as
 * lam-alef, and whole words where a font was made carelessly.
 */
export function clustersOf(glyphs: readonly string[]): Cluster[] {
  const letter = (i: number) => (RTL.test(glyphs[i] ?? '') && glyphs[i]?.length === 1 ? (glyphs[i] ?? '') : '');
  return glyphs.flatMap((glyph, i) => {
    const letters = /[\u0590-\u08ff]{2,}/.exec(glyph)?.[0];
    if (letters === undefined) return [];
    const [before, after] = [letter(i + 1), letter(i - 1)];
    return [{ letters, before: before && letter(i + 2) + before, after: after && after + letter(i - 2) }];
  });
}

/**
 * Puts the letters of clusters in the order in which they are read. pdf.js turns right-to-left text around letter by
 * letter, from the order on the page into that of reading; letters of one glyph are in the order of reading already
 * (PDF 32000-1, 9.10.3), so it turns them away from it. Two letters are only turned where their neighbours are right.
 */
export function readable(text: string, clusters: readonly Cluster[]): string {
  return clusters.reduce((said, { letters, before, after }) => {
    if (letters.length === 2 && before === '' && after === '') return said;
    const around = letters.length === 2 ? ([before, after] as const) : (['', ''] as const);
    const turned = [...letters].reverse().join('');
    return said.replaceAll(around[0] + turned + around[1], () => around[0] + letters + around[1]);
  }, text);
}

/** Runs of a line, given from left to right, in the order in which they are read. */
export function readingOrder(runs: Run[]): Run[] {
  if (!isRightToLeft(runs)) return runs;
  const order: Run[] = [];
  let ltr: Run[] = [];
  for (const run of runs.toReversed()) {
    if (!run.rtl && (STRONG.test(run.text) || ltr.length > 0)) ltr.unshift(run);
    else {
      order.push(...ltr, run);
      ltr = [];
    }
  }
  return [...order, ...ltr];
}

/** Whether most of the letters are of a right-to-left script. */
export function isRightToLeft(runs: readonly { text: string }[]): boolean {
  let [rtl, all] = [0, 0];
  for (const { text } of runs) {
    rtl += text.match(/[\u0590-\u08ff]/g)?.length ?? 0;
    all += text.match(/\p{L}|\p{M}/gu)?.length ?? 0;
  }
  return rtl > all / 2;
}
