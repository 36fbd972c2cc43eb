import { distinctNames } from '../table/column-names.ts';
import { readsAsHead } from '../table/csv-dialect.ts';
import type { NumberedRow } from '../table/rows.ts';
import type { SheetRow } from './rows.ts';

/** A sheet as the table in it: what stands above the table, its columns, its rows. */
export interface SheetTable {
  above: string[];
  columns: string[];
  rows: Iterable<NumberedRow>;
}

/** Rows in which the head of a table is looked for. */
const HEAD_WITHIN = 30;
const SAMPLE = 50;

/**
 * The table in a sheet: its columns are those that hold something, its head the first row that fills most of them, if it
 * reads like one; rows above it are titles and notes. Undefined for a sheet of a single column.
 */
export function tableOf(rows: readonly SheetRow[]): SheetTable | undefined {
  const used = [...new Set(rows.flatMap(({ cells }) => [...cells.keys()]))].sort((a, b) => a - b);
  if (used.length < 2) return undefined;
  const usual = Math.max(2, usualSize(rows));
  const found = rows.slice(0, HEAD_WITHIN).findIndex(({ cells }) => cells.size >= usual * 0.6 && cells.size >= 2);
  const first = Math.max(0, found);
  const cellsOf = (row: SheetRow | undefined) => used.map((column) => row?.cells.get(column) ?? '');
  const body = rows.slice(first + 1);
  const head = readsAsHead(cellsOf(rows[first]), body.slice(0, SAMPLE).map(cellsOf)) ? rows[first] : undefined;
  const columns = distinctNames(used.map((column, i) => head?.cells.get(column) ?? `column ${i + 1}`));
  const values = head ? body : rows.slice(first);
  function* records(): Generator<NumberedRow> {
    for (const [i, row] of values.entries()) {
      const cells = cellsOf(row);
      yield { at: i + 1, row: Object.fromEntries(columns.map((name, at) => [name, cells[at] ?? ''])) };
    }
  }
  const above = rows.slice(0, first).map(({ cells }) => [...cells.values()].join(' '));
  return { above, columns, rows: records() };
}

/** How many cells most rows have filled. */
function usualSize(rows: readonly SheetRow[]): number {
  const sizes = rows.map(({ cells }) => cells.size).sort((a, b) => a - b);
  return sizes[Math.floor(sizes.length / 2)] ?? 0;
}
