import { isRightToLeft } from './rtl.ts';
import { median, type Run } from './run.ts';

/** The narrowest gutter between columns, in sizes of the letters. */
const GUTTER = 0.7;
/** Rows that columns must have side by side, and characters and words that their lines must have in the mean. */
const LEAST_ROWS = 3;
/** Rows above columns that may be part of a heading. */
const HEADING_ROWS = 4;
/** A page of more runs is no text to be read in columns. */
const MOST_RUNS = 8000;
const LEAST_CHARACTERS = 16;
const LEAST_WORDS = 2.7;
/** Letters of scripts without spaces, of which two count as a word. */
const DENSE = /[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]/gu;
const DEEPEST = 4;

type Span = [from: number, to: number];

/** A span where nothing stands in some rows, and in how many of them something stands to its left and to its right. */
interface Gap {
  span: Span;
  left: number;
  right: number;
}

/** Runs that stand at one height. */
interface Row {
  y: number;
  runs: Run[];
  /** Where between the region's edges nothing stands. */
  gaps: Span[];
}

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

function rowsOf(runs: readonly Run[]): Row[] {
  const left = Math.min(...runs.map(({ x0 }) => x0));
  const right = Math.max(...runs.map(({ x1 }) => x1));
  const rows: Row[] = [];
  for (const run of [...runs].sort((a, b) => a.y - b.y)) {
    const row = rows.at(-1);
    if (row && run.y - row.y < 0.25 * run.size) row.runs.push(run);
    else rows.push({ y: run.y, runs: [run], gaps: [] });
  }
  for (const row of rows) row.gaps = gapsBetween(row.runs, left, right);
  return rows;
}

function gapsBetween(runs: readonly Run[], left: number, right: number): Span[] {
  const gaps: Span[] = [];
  let end = left;
  for (const { x0, x1 } of [...runs].sort((a, b) => a.x0 - b.x0)) {
    if (x0 > end) gaps.push([end, x0]);
    end = Math.max(end, x1);
  }
  if (right > end) gaps.push([end, right]);
  return gaps;
}

interface Band {
  rows: Row[];
  gaps: Gap[];
}

/**
 * Rows that follow each other and have a gap in common. A band ends early where the next would go on past its end from
 * there: a heading above columns may share a gap with their first lines.
 */
function bandsOf(rows: readonly Row[], least: number): Band[] {
  const bands: Band[] = [];
  for (let start = 0; start < rows.length; ) {
    const band = bandFrom(rows, start, least);
    const end = start + band.rows.length;
    let at = start + 1;
    while (at < end && at <= start + HEADING_ROWS && at + bandFrom(rows, at, least, end + 2).rows.length < end + 2)
      at++;
    const early = at < end && at <= start + HEADING_ROWS;
    bands.push(early ? bandFrom(rows, start, least, at) : band);
    start = early ? at : end;
  }
  return bands;
}

const ALL: Gap = { span: [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY], left: 0, right: 0 };

/**
 * The rows from one on, at most to another, that have a gap in common. One that much text stands on both sides of is
 * not given up for one that hardly parts anything, and a new one not for the margins.
 */
function bandFrom(rows: readonly Row[], start: number, least: number, end = rows.length): Band {
  let gaps = [ALL];
  let at = start;
  for (; at < end; at++) {
    const row = rows[at];
    if (!row) break;
    const next = shared(gaps, row, least);
    const fresh = parted(gaps) === 0 && parted(next) === 0 && parted(shared([ALL], row, least)) > 0;
    if (at > start && (next.length === 0 || fresh || parted(next) < 0.5 * parted(gaps))) break;
    gaps = next;
  }
  return { rows: rows.slice(start, at), gaps };
}

/** What of some gaps is free in a row too. */
function shared(gaps: readonly Gap[], row: Row, least: number): Gap[] {
  return gaps.flatMap(({ span, left, right }) =>
    row.gaps.flatMap((other) => {
      const [from, to] = [Math.max(span[0], other[0]), Math.min(span[1], other[1])];
      if (to - from < least) return [];
      const [before, after] = [row.runs.some(({ x0 }) => x0 < from), row.runs.some(({ x1 }) => x1 > to)];
      return [{ span: [from, to] as Span, left: left + Number(before), right: right + Number(after) }];
    }),
  );
}

function parted(gaps: readonly Gap[]): number {
  return Math.max(0, ...gaps.map(({ left, right }) => Math.min(left, right)));
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
