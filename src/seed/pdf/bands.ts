import type { Run } from './run.ts';

/** Rows above columns that may be part of a heading. */
const HEADING_ROWS = 4;

/** From one place to another, across the page. */
export type Span = [from: number, to: number];

/** A span where nothing stands in some rows, and in how many of them something stands to its left and to its right. */
export interface Gap {
  span: Span;
  left: number;
  right: number;
}

/** Runs that stand at one height. */
export interface Row {
  y: number;
  runs: Run[];
  /** Where between the region's edges nothing stands. */
  gaps: Span[];
}

/** Runs by their heights, from top to bottom. */
export function rowsOf(runs: readonly Run[]): Row[] {
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

/** Rows that follow each other, and the gaps that they have in common. */
export interface Band {
  rows: Row[];
  gaps: Gap[];
}

/**
 * Rows that follow each other and have a gap in common. A band ends early where the next would go on past its end from
 * there: a heading above columns may share a gap with their first lines.
 */
export function bandsOf(rows: readonly Row[], least: number): Band[] {
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
