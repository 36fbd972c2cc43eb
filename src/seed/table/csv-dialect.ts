/** How a file of separated values is written. */
export interface Dialect {
  delimiter: string;
  /** Cells of most of its rows. */
  width: number;
  /** Lines of the file before the table: titles, notes, a `sep=` line. */
  before: number;
  /** The names of its columns; null where the first row holds values already. */
  head: string[] | null;
}

/** A row, and the line of the file that it ends on. */
export interface CsvRow {
  cells: string[];
  line: number;
}

const DELIMITERS = [',', ';', '\t', '|'];
const LONGEST_NAME = 80;
const MOST_WORDS = 8;

/**
 * The dialect of the beginning of a file, given what splits it: the delimiter by which most rows have the same number
 * of cells, the more the better; the first row of that width is the head, if it reads like one. `hint` is the delimiter
 * that the file's name stands for. Undefined where nothing has two columns.
 */
export function dialectOf(split: (delimiter: string) => CsvRow[], hint: string, stated?: string): Dialect | undefined {
  const read = (stated === undefined ? DELIMITERS : [stated]).map((delimiter) => layoutOf(delimiter, split(delimiter)));
  const scored = read.filter(({ width }) => width > 1);
  const score = ({ delimiter, score: own }: Layout) => (delimiter === hint ? own * 1.5 : own);
  const best = scored.sort((a, b) => score(b) - score(a))[0];
  if (!best) return undefined;
  const { delimiter, width, rows } = best;
  const first = rows.findIndex(({ cells }) => cells.length === width);
  const table = rows.slice(first).map(({ cells }) => cells);
  const [names = [], ...values] = table.filter((cells) => cells.length === width);
  const before = rows[first - 1]?.line ?? 0;
  return { delimiter, width, before, head: readsAsHead(names, values) ? names : null };
}

interface Layout {
  delimiter: string;
  rows: CsvRow[];
  width: number;
  score: number;
}

/** Rows split by a delimiter, how many cells most have (of two equally frequent numbers the larger), and how well they fit. */
function layoutOf(delimiter: string, rows: CsvRow[]): Layout {
  const counts = new Map<number, number>();
  for (const { cells } of rows) counts.set(cells.length, (counts.get(cells.length) ?? 0) + 1);
  const [[width, count] = [0, 0]] = [...counts].sort((a, b) => b[1] - a[1] || b[0] - a[0]);
  const fits = (count / Math.max(1, rows.length)) * (rows[0]?.cells.length === width ? 1 : 0.6);
  return { delimiter, rows, width, score: fits * Math.log2(width + 1) };
}

/** Whether a row is the head of those below: short names and no numbers; where no value is one either, they differ and are no sentences. */
export function readsAsHead(names: readonly string[], values: readonly (readonly string[])[]): boolean {
  const bare = names.map((name) => name.trim());
  const named = bare.filter((name) => name !== '');
  const long = (name: string) => name.length > LONGEST_NAME || name.split(/\s+/).length > MOST_WORDS;
  if (named.length < bare.length / 2 || bare.some((name) => isNumber(name) || long(name))) return false;
  if (values.some((cells) => cells.some(isNumber))) return true;
  return new Set(named).size === named.length && named.every((name) => !/[.?!:;,]$/.test(name));
}

/** Whether a cell is a number, as people write it: with a sign, a currency, thousands, a decimal comma, a percentage. */
export function isNumber(cell: string): boolean {
  return /^[-+−]?\p{Sc}?\s?\d[\d.,'\s]{0,30}(?:[eE][-+]?\d{1,3})?\s?[%\p{Sc}]?$|^[-+−]?[.,]\d{1,30}$/u.test(
    cell.trim().slice(0, 60),
  );
}
