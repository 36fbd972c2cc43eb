import { attribute, child, elements, textOf, type XmlElement } from '../xml.ts';
import { elementsIn } from '../xml-pieces.ts';
import { type NumberKind, shownNumber } from './number-format.ts';

/** A row of a sheet that holds something: its number, and the texts of its cells by column, from 0. */
export interface SheetRow {
  at: number;
  cells: Map<number, string>;
}

/** What the cells of a workbook refer to. */
export interface Workbook {
  strings: readonly string[];
  kinds: readonly NumberKind[];
  from: 1900 | 1904;
}

/** Cells of a sheet that are read. */
const MOST_CELLS = 2_000_000;
const MOST_MERGES = 20_000;

/**
 * The rows of a worksheet that hold something, in order; formulas as the values that were kept with them, dates as ISO. What
 * is merged downwards stands in each of its rows. `cut` tells that there were more cells than are read.
 */
export function sheetRows(text: string, what: string, book: Workbook): { rows: SheetRow[]; cut: boolean } {
  const end = text.search(/<\/(?:[\w.-]{1,40}:)?sheetData>/);
  const rows: SheetRow[] = [];
  let [at, count, cut] = [0, 0, false];
  for (const row of elementsIn(end === -1 ? text : text.slice(0, end), 'row', what)) {
    at = Number(attribute(row, 'r')) || at + 1;
    const cells = cellsOf(row, book);
    count += cells.size;
    cut = count > MOST_CELLS;
    if (cut) break;
    if (cells.size > 0) rows.push({ at, cells });
  }
  let left = MOST_CELLS;
  for (const merge of merges(text.slice(Math.max(0, end)), what)) {
    left -= fillDown(rows, merge);
    if (left < 0) break;
  }
  return { rows, cut };
}

function cellsOf(row: XmlElement, book: Workbook): Map<number, string> {
  const cells = new Map<number, string>();
  let column = -1;
  for (const cell of elements(row, 'c')) {
    column = columnOf(attribute(cell, 'r') ?? '') ?? column + 1;
    const text = cellText(cell, book).trim();
    if (text !== '') cells.set(column, text);
  }
  return cells;
}

/** The column of a reference such as `AB12`, from 0; undefined for none. */
function columnOf(reference: string): number | undefined {
  const letters = /^[A-Z]{1,3}(?=\d)/.exec(reference)?.[0];
  if (letters === undefined) return undefined;
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}

function cellText(cell: XmlElement, { strings, kinds, from }: Workbook): string {
  const type = attribute(cell, 't') ?? 'n';
  if (type === 'inlineStr') return stringOf(child(cell, 'is'));
  const value = textOf(child(cell, 'v'));
  if (type === 's') return strings[Number(value)] ?? '';
  if (type === 'b') return value === '1' ? 'TRUE' : 'FALSE';
  if (type === 'e') return '';
  if (type === 'd') return value.replace(/T00:00:00(?:\.0+)?Z?$/, '');
  const number = Number(value);
  if (type !== 'n' || value.trim() === '' || !Number.isFinite(number)) return value;
  return shownNumber(number, kinds[Number(attribute(cell, 's') ?? 0)] ?? 'number', from);
}

/** The text of a shared or inline string: its runs without the readings that stand above them. */
export function stringOf(item: XmlElement | undefined): string {
  return elements(item)
    .map((part) => (part.local === 't' ? textOf(part) : part.local === 'r' ? textOf(child(part, 't')) : ''))
    .join('');
}

interface Merge {
  column: number;
  first: number;
  last: number;
}

function* merges(text: string, what: string): Generator<Merge> {
  let count = 0;
  for (const merge of elementsIn(text, 'mergeCell', what)) {
    if (count++ >= MOST_MERGES) return;
    const [from = '', to = ''] = (attribute(merge, 'ref') ?? '').split(':');
    const column = columnOf(from);
    const [first, last] = [from, to].map((reference) => Number(/\d+$/.exec(reference)?.[0] ?? 0));
    if (column !== undefined && first && last && last > first) yield { column, first, last };
  }
}

/** Repeats the text of a merged cell in the rows below that hold something, and says in how many. */
function fillDown(rows: SheetRow[], { column, first, last }: Merge): number {
  let [low, high] = [0, rows.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((rows[middle]?.at ?? 0) < first) low = middle + 1;
    else high = middle;
  }
  const top = rows[low];
  const text = top?.at === first ? top.cells.get(column) : undefined;
  if (text === undefined) return 0;
  let at = low + 1;
  for (; at < rows.length && (rows[at]?.at ?? last + 1) <= last; at++) rows[at]?.cells.set(column, text);
  return at - low;
}
