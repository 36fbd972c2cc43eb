import { RAISED } from './lines.ts';
import { type Line, median, type Piece } from './run.ts';

/** Gaps between cells, in sizes of the letters: what parts lines into cells, and what parts columns. */
const CELL_GAP = 1;
const COLUMN_GAP = 0.4;
const LEAST_ROWS = 3;
/** Lines of a table on one page; what goes on after them is another. */
const MOST_ROWS = 150;
/** Lines without gaps that a table may have between those with, as headings of groups and cells of several lines. */
const MOST_SINGLE = 2;
/** Numbers that make a line a row, by themselves. */
const LEAST_NUMBERS = 4;
const NUMBER = /^[($<>+–−-]*\d[\d.,:/–-]*[)%]?$|^\((?:NA|X|Z|D|S|B)\)$|^[–—-]$/;
/** A note below a table, or several on one line. */
const NOTE = new RegExp(`^${RAISED[0]}|${RAISED[1]}\\s?\\p{Lu}`, 'u');
/** Characters of leading dots that are looked at. */
const LONGEST_LEADER = 200;
const LEADER = /(?:\s?[.·_…]){3,}\s*$|(?:\s[.·])+\s*$/;

/** Lines that stand in columns: the grid of their cells. */
export interface Grid {
  /** How many lines it takes. */
  lines: number;
  rows: string[][];
  /** Whether each piece of text lies in one column and most cells are filled: then it can be written as a table. */
  plain: boolean;
}

/** The table that begins with a line, if one does. Lines that lead to page numbers by dots are no table. */
export function gridAt(lines: readonly Line[], start: number): Grid | undefined {
  const members = tabular(lines, start);
  if (members.filter(isTabular).length < LEAST_ROWS) return undefined;
  const columns = columnsOf(members);
  if (columns.length < 2) return undefined;
  let astray = 0;
  const cells = members.map((line) => {
    const row = columns.map(() => '');
    for (const piece of cellsOf(line)) {
      const at = columns.findIndex(([, to]) => piece.x0 < to);
      const column = at === -1 ? columns.length - 1 : at;
      if (piece.x1 > (columns[column + 1]?.[0] ?? Number.POSITIVE_INFINITY)) astray++;
      row[column] = `${row[column]} ${withoutLeader(piece.text)}`.trim();
    }
    return row;
  });
  const rows = joinedRows(cells, members);
  if (isContents(rows)) return { lines: members.length, rows: rows.map(withLeader), plain: false };
  const filled = rows.flat().filter((cell) => cell !== '').length / (rows.length * columns.length);
  const plain = astray <= 0.05 * cells.flat().length && filled >= 0.5 && rows.length >= LEAST_ROWS - 1;
  return { lines: members.length, rows, plain };
}

function withoutLeader(text: string): string {
  return text.length > 2 * LONGEST_LEADER ? text : text.replace(LEADER, '');
}

/** Whether rows lead to page numbers: in the last column numbers that do not fall, before them words. */
function isContents(rows: readonly string[][]): boolean {
  const columns = rows[0]?.length ?? 0;
  const numbers = rows.flatMap((row) => (/^\d{1,4}$/.test(row.at(-1) ?? '') ? [Number(row.at(-1))] : []));
  const words = rows.filter((row) => /\p{L}{3}/u.test(row.at(-2) ?? '')).length;
  const rising = numbers.filter((n, i) => i === 0 || n >= (numbers[i - 1] ?? 0)).length;
  return columns <= 3 && rows.length >= 4 && Math.min(numbers.length, words, rising) >= 0.8 * rows.length;
}

function withLeader(row: readonly string[]): string[] {
  const said = row
    .slice(0, -1)
    .filter((cell) => cell !== '')
    .join(' ');
  return [row.at(-1) === '' ? said : `${said} .... ${row.at(-1)}`];
}

/** The lines from one on that are parts of rows, with those between that fit in. */
function tabular(lines: readonly Line[], start: number): Line[] {
  const members: Line[] = [];
  let sure = 0;
  for (let i = start; i < Math.min(lines.length, start + MOST_ROWS); i++) {
    const line = lines[i];
    const last = members.at(-1);
    if (!line || (last && (line.region !== last.region || line.y - last.y > 2.6 * Math.max(line.size, last.size))))
      break;
    if (isTabular(line)) {
      members.push(line);
      sure = members.length;
    } else if (sure === 0 || members.length - sure >= MOST_SINGLE || !fits(line, members)) break;
    else members.push(line);
  }
  return members.slice(0, sure);
}

function isTabular(line: Line): boolean {
  if (NOTE.test(line.text)) return false;
  if (cellsOf(line).filter(({ text }) => NUMBER.test(text)).length >= LEAST_NUMBERS) return true;
  if (line.pieces.length < 2) return false;
  if (/(?:\s?[.·_…]){4,}\s*[\divxlc]+$/i.test(line.text.slice(-LONGEST_LEADER)) && line.pieces.length < 3) return false;
  return gapsOf(line).some((gap) => gap >= 1.6 * line.size) || gapsOf(line).length >= 2;
}

/** The pieces of a line; numbers next to each other are cells of their own, however near they stand. */
function cellsOf({ pieces }: Line): Piece[] {
  return pieces.flatMap((piece) => {
    const words = piece.text.split(' ');
    if (words.length < 2 || !words.every((word) => NUMBER.test(word))) return [piece];
    const width = (piece.x1 - piece.x0) / piece.text.length;
    let at = 0;
    return words.map((text) => {
      const x0 = piece.x0 + at * width;
      at += text.length + 1;
      return { text, x0, x1: x0 + text.length * width };
    });
  });
}

function gapsOf({ pieces, size }: Line): number[] {
  return pieces.slice(1).flatMap(({ x0 }, i) => {
    const gap = x0 - (pieces[i]?.x1 ?? x0);
    return gap >= CELL_GAP * size ? [gap] : [];
  });
}

/** Whether a line without gaps stands before the second cells of the rows above it, or in one column of them. */
function fits(line: Line, members: readonly Line[]): boolean {
  if (line.text.length >= 80) return false;
  const rows = members.filter(isTabular);
  const over = ({ pieces }: Line) => pieces.filter(({ x0, x1 }) => x0 < line.x1 && x1 > line.x0).length;
  return (
    line.x1 <= Math.max(...rows.map(({ pieces }) => pieces[1]?.x0 ?? 0)) ||
    rows.slice(-3).every((row) => over(row) <= 1)
  );
}

/** Where the columns are: stretches in which text stands, with gaps between that nearly all lines leave free. */
function columnsOf(members: readonly Line[]): [from: number, to: number][] {
  const size = median(members.map((line) => line.size));
  const full = members.filter(isTabular);
  const edges = full.flatMap((line) => cellsOf(line).map(({ x0, x1 }) => ({ x0, x1 })));
  const events = edges.flatMap(({ x0, x1 }) => [
    { at: x0, step: 1 },
    { at: x1, step: -1 },
  ]);
  events.sort((a, b) => a.at - b.at || b.step - a.step);
  const columns: [number, number][] = [];
  let open = 0;
  let from = 0;
  const least = Math.floor(full.length * 0.15);
  for (const { at, step } of events) {
    const before = open;
    open += step;
    if (before <= least && open > least) from = at;
    if (before > least && open <= least) {
      const last = columns.at(-1);
      if (last && from - last[1] < COLUMN_GAP * size) last[1] = at;
      else columns.push([from, at]);
    }
  }
  return columns;
}

/** Lines as rows: one that goes on with the cell above it, and with nothing else, is joined to its row. */
function joinedRows(cells: readonly string[][], members: readonly Line[]): string[][] {
  const rows: string[][] = [];
  let lastLine: Line | undefined;
  for (const [i, row] of cells.entries()) {
    const above = rows.at(-1);
    const line = members[i];
    const near = line && lastLine && line.y - lastLine.y < 1.45 * line.size;
    if (above && near && goesOn(above, row))
      for (const [c, cell] of row.entries())
        above[c] = `${above[c]}${/\S-$/.test(above[c] ?? '') ? '' : ' '}${cell}`.trim();
    else rows.push([...row]);
    lastLine = line;
  }
  return rows;
}

function goesOn(above: readonly string[], row: readonly string[]): boolean {
  const own = row.flatMap((cell, i) => (cell === '' ? [] : [i]));
  const said = above.flatMap((cell, i) => (cell === '' ? [] : [i]));
  const lower = (text: string | undefined) => /^[\p{Ll}(]/u.test(text ?? '');
  if (own.length < row.length && own.every((i) => lower(row[i]) && above[i] !== '')) return true;
  return said.length === 1 && said[0] === 0 && own.length > 1 && lower(row[0]);
}
