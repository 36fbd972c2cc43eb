import { type Line, median, type Page } from './run.ts';

/** Rows from the edge of a page that may be headers or footers. */
const ROWS = 4;
/** Pages on which a line must stand to be one; in a document of two pages, both. */
const LEAST_PAGES = 3;
/** How far it may move from page to page, as a share of the page's height. */
const TOLERANCE = 0.015;
/** The margin of a page whose lines all come again, as a share of its height. */
const MARGIN = 0.1;
/** Characters of a header. */
const LONGEST = 120;
/** Pieces of a header; what has more is a row of a table. */
const MOST_PIECES = 4;
/** Where less than this share of the text would be left, the pages are alike: filled-in forms, labels. */
const MOST_FURNITURE = 0.5;

interface Candidate {
  page: Page;
  line: Line;
  /** Distance from its edge of the page, as a share of the height. */
  at: number;
  top: boolean;
  /** What it says apart from numbers; '' for a page number. */
  said: string;
}

/**
 * The pages without headers, footers and page numbers: lines near the edges that come again on other pages at the same
 * height, whatever the numbers in them, and further out than most pages begin or end (so that the head of a table that
 * goes on over pages is none); and turned lines that come again. Page numbers must count up with the pages.
 */
export function withoutFurniture(pages: readonly Page[]): Page[] {
  const candidates = pages.flatMap(candidatesOf);
  const least = Math.min(LEAST_PAGES, Math.max(2, pages.length));
  const recurring = new Set<Line>();
  for (const same of [...alike(candidates), ...numbered(candidates)]) {
    for (const near of together(same)) {
      if (new Set(near.map(({ page }) => page.number)).size < least) continue;
      for (const { line } of near) recurring.add(line);
    }
  }
  const edges = [true, false].map((top) => bodyEdge(pages, candidates, recurring, top));
  const gone = new Set(
    candidates.flatMap(({ line, top, at }) =>
      recurring.has(line) && (line.turned || at < (edges[top ? 0 : 1] ?? 0) - TOLERANCE / 3) ? [line] : [],
    ),
  );
  const left = pages.map((page) => ({ ...page, lines: page.lines.filter((line) => !gone.has(line)) }));
  return length(left) < MOST_FURNITURE * length(pages) ? [...pages] : left;
}

function length(pages: readonly Page[]): number {
  return pages.reduce((sum, { lines }) => lines.reduce((own, { text }) => own + text.length, sum), 0);
}

function candidatesOf(page: Page): Candidate[] {
  const ys = [...new Set(page.lines.flatMap(({ y, turned }) => (turned ? [] : [y])))].sort((a, b) => a - b);
  const candidate = (line: Line, top: boolean): Candidate => {
    const at = (top ? line.y : page.height - line.y) / page.height;
    return { page, line, at, top, said: wordsOf(mainPiece(line)) };
  };
  return page.lines.flatMap((line) => {
    if (line.turned) return [candidate(line, true)];
    const row = ys.indexOf(line.y);
    return [
      ...(row < ROWS && row <= ys.length / 2 ? [candidate(line, true)] : []),
      ...(ys.length - row <= ROWS && row >= ys.length / 2 - 1 ? [candidate(line, false)] : []),
    ];
  });
}

/** The longest piece of a line, for on some pages there is something else beside the header; all of a row of a table. */
function mainPiece(line: Line): string {
  const longest = line.pieces.reduce((best, { text }) => (text.length > best.length ? text : best), '');
  return longest.length >= 10 && line.pieces.length <= MOST_PIECES ? longest : line.text;
}

/** What a header says apart from numbers; '' for a page number. */
function wordsOf(text: string): string {
  const bare = text.toLowerCase().replaceAll(/\d+|\b[ivxlc]+\b/g, '#');
  if (/^[-–—[(\s]*(?:page\s*)?#(?:\s*(?:of|\/)\s*#)?[-–—\])\s]*$/.test(bare)) return '';
  return bare.replaceAll(/^[#\s\p{Pd}\p{Co}]+|[#\s\p{Pd}\p{Co}]+$/gu, '') || bare;
}

/** Those that stand at one height, give or take. */
function together(candidates: readonly Candidate[]): Candidate[][] {
  const groups: Candidate[][] = [];
  for (const one of [...candidates].sort((a, b) => a.at - b.at)) {
    const group = groups.at(-1);
    if (group && one.at - (group.at(-1)?.at ?? 0) < TOLERANCE) group.push(one);
    else groups.push([one]);
  }
  return groups;
}

/** Those that say the same at the same edge. */
function alike(candidates: readonly Candidate[]): Candidate[][] {
  return grouped(candidates, ({ line, top, said }) => (said === '' ? undefined : `${line.turned} ${top} ${said}`));
}

/** Those at one edge that are numbers, or begin or end with one, which count up with the pages; no headings. */
function numbered(candidates: readonly Candidate[]): Candidate[][] {
  return grouped(candidates, ({ line, top, page, said }) => {
    const plain =
      line.pieces.length <= MOST_PIECES && !line.bold && line.size < 1.1 * median(page.lines.map(({ size }) => size));
    if (line.turned || line.text.length > LONGEST || (said !== '' && !plain)) return undefined;
    const [, first, last] = /^(?:(\d{1,4})(?![\d.,]))?.*?(?:(?<![\d.,])(\d{1,4}))?[-–—\])\s]*$/.exec(line.text) ?? [];
    const only = said === '' ? /\d+|[ivxlc]+/i.exec(line.text)?.[0] : (last ?? first);
    return only === undefined ? undefined : `${top} ${(Number(only) || romanValue(only)) - page.number}`;
  });
}

function grouped(candidates: readonly Candidate[], keyOf: (of: Candidate) => string | undefined): Candidate[][] {
  const groups = new Map<string, Candidate[]>();
  for (const candidate of candidates) {
    const key = keyOf(candidate);
    const same = key === undefined ? undefined : groups.get(key);
    if (same) same.push(candidate);
    else if (key !== undefined) groups.set(key, [candidate]);
  }
  return [...groups.values()];
}

function romanValue(roman: string): number {
  const values = [...roman.toLowerCase()].map((letter) => ({ i: 1, v: 5, x: 10, l: 50, c: 100 })[letter] ?? 0);
  return values.reduce((sum, value, i) => sum + (value < (values[i + 1] ?? 0) ? -value : value), 0);
}

/** How near to the edge most pages begin (or end), headers (or footers) left out: at four fifths of them it is further. */
function bodyEdge(
  pages: readonly Page[],
  candidates: readonly Candidate[],
  recurring: ReadonlySet<Line>,
  top: boolean,
): number {
  const first = new Map<number, number>();
  for (const { page, line, at, top: side } of candidates) {
    if (side !== top || line.turned || recurring.has(line)) continue;
    first.set(page.number, Math.min(first.get(page.number) ?? 1, at));
  }
  const edges = pages.map(({ number }) => first.get(number) ?? MARGIN).sort((a, b) => a - b);
  return edges[Math.floor(edges.length / 5)] ?? MARGIN;
}
