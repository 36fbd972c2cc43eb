import { bandsOf, type Gap, type Row, rowsOf, type Span } from './bands.ts';
import { isRightToLeft } from './rtl.ts';
import { median, type Run } from './run.ts';

/** The narrowest gutter between columns, in sizes of the letters. */
const GUTTER = 0.7;
/** Rows that columns must have side by side, and characters and words that their lines must have in the mean. */
const LEAST_ROWS = 3;
/** A page of more runs is no text to be read in columns. */
const MOST_RUNS = 8000;
const LEAST_CHARACTERS = 16;
const LEAST_WORDS = 2.7;
/** Letters of scripts without spaces, of which two count as a word. */
const DENSE = /[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]/gu;
const DEEPEST = 4;

/**
 * The regions of a page in the order in which they are read: what spans the page, and below it each column from top to
 * bottom, the left one first (in right-to-left text the right one). Columns are found by the gutter between them, which
 * must run between lines of prose on both sides: what stands in a grid of short pieces is a table and is read by rows.
 */
export function regionsOf(runs: readonly Run[], depth = 0): Run[][] {
  if (runs.length === 0) return [];
  if (runs.length > MOST_RUNS) return [[...runs]];
  const rows = rowsOf(runs);
  const regions: Run[][] = [];
  let whole: Run[] = [];
  for (const band of bandsOf(rows, GUTTER * median(runs.map(({ size }) => size)))) {
    const at = depth < DEEPEST ? gutterOf(band.rows, band.gaps) : undefined;
    const members = band.rows.flatMap((row) => row.runs);
    if (at === undefined) whole.push(...members);
    else {
      if (whole.length > 0) regions.push(whole);
      whole = [];
      const sides = [members.filter(({ x1 }) => x1 <= at[1]), members.filter(({ x1 }) => x1 > at[1])];
      if (isRightToLeft(members)) sides.reverse();
      for (const side of sides) regions.push(...regionsOf(side, depth + 1));
    }
  }
  if (whole.length > 0) regions.push(whole);
  return regions;
}

/** The gutter that parts a band most evenly, of those with prose on both sides. */
function gutterOf(rows: readonly Row[], gaps: readonly Gap[]): Span | undefined {
  let best: Span | undefined;
  let most = 0;
  for (const { span: gap, ...beside } of gaps) {
    if (Math.min(beside.left, beside.right) < LEAST_ROWS) continue;
    const left = rows.map(({ runs }) => runs.filter(({ x1 }) => x1 <= gap[1]));
    const right = rows.map(({ runs }) => runs.filter(({ x1 }) => x1 > gap[1]));
    const narrower = Math.min(widthOf(left), widthOf(right));
    if (narrower <= most || !isProse(left) || !isProse(right) || isSparse(rows, left, right)) continue;
    if (isGrid(rows, left, right)) continue;
    [best, most] = [gap, narrower];
  }
  return best;
}

function widthOf(side: readonly Run[][]): number {
  const runs = side.flat();
  return Math.max(...runs.map(({ x1 }) => x1)) - Math.min(...runs.map(({ x0 }) => x0));
}

/** Whether the lines of a side are prose, or a list whose entries fill their lines. */
function isProse(side: readonly Run[][]): boolean {
  const lines = side.filter((runs) => runs.length > 0);
  if (lines.length < LEAST_ROWS) return false;
  const width = widthOf(lines);
  const texts = lines.map((runs) => runs.map(({ text }) => text).join(' '));
  const mean = (of: (text: string) => number) => texts.reduce((sum, text) => sum + of(text), 0) / texts.length;
  const words = mean((text) => count(text, /\p{L}{2,}/gu) + count(text, DENSE) / 2);
  const filled = lines.flat().reduce((sum, { x0, x1 }) => sum + x1 - x0, 0) / (width * lines.length);
  const enough = mean((text) => text.length + count(text, DENSE)) >= LEAST_CHARACTERS;
  return enough && (words >= LEAST_WORDS || (words >= 1 && filled >= 0.6));
}

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}

/** Whether the lines of one side mostly stand apart from each other: terms next to what they mean. */
function isSparse(rows: readonly Row[], left: readonly Run[][], right: readonly Run[][]): boolean {
  const steps = [left, right].map((side) => {
    const ys = rows.filter((_, i) => (side[i]?.length ?? 0) > 0).map(({ y }) => y);
    return ys.slice(1).map((y, i) => y - (ys[i] ?? 0));
  });
  const tight = 1.5 * Math.min(...steps.map(median));
  return steps.some((side) => side.filter((step) => step <= tight).length < 0.55 * side.length);
}

/**
 * Whether what stands side by side are the cells of a table: where one side has a wider gap, the other has one too; or
 * one side is itself set in columns of short pieces.
 */
function isGrid(rows: readonly Row[], left: readonly Run[][], right: readonly Run[][]): boolean {
  const size = median(rows.flatMap(({ runs }) => runs.map((run) => run.size)));
  if (isGappy(left, size) || isGappy(right, size)) return true;
  const [a, b] = [breaksOf(rows, left), breaksOf(rows, right)];
  if (Math.min(a.length, b.length) < 2) return false;
  const both = a.filter((y) => b.some((other) => Math.abs(other - y) < size)).length;
  return both >= 0.7 * Math.max(a.length, b.length);
}

/** Whether most lines of a side have two or more wide gaps. */
function isGappy(side: readonly Run[][], size: number): boolean {
  const lines = side.filter((runs) => runs.length > 0);
  const gappy = lines.filter((runs) => {
    const ends = [...runs].sort((a, b) => a.x0 - b.x0);
    return ends.filter(({ x0 }, i) => i > 0 && x0 - (ends[i - 1]?.x1 ?? x0) > 1.6 * size).length > 1;
  });
  return gappy.length > 0.5 * lines.length;
}

/** Where lines begin after a wider gap than most. */
function breaksOf(rows: readonly Row[], side: readonly Run[][]): number[] {
  const ys = rows.filter((_, i) => (side[i]?.length ?? 0) > 0).map(({ y }) => y);
  const steps = ys.slice(1).map((y, i) => y - (ys[i] ?? 0));
  const usual = median(steps);
  return ys.slice(1).filter((_, i) => (steps[i] ?? 0) > 1.35 * usual);
}
