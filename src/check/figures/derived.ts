import { readGrid } from '../../text/grid.ts';
import { readFigures } from './read-figures.ts';

/** Values that follow from data by one step, in tiers, the likelier the smaller. Signs are left aside. */
export interface Derived {
  /** How many rows there are, how many of each kind, how many kinds. */
  counts: number[];
  /**
   * Totals, means and ranges of columns; the same of groups; shares and changes from row to row; what the values of one
   * row give together; every difference, ratio and change between two values of a column.
   */
  tiers: number[][];
}

const MOST_ROWS = 60;
const MOST_COLUMNS = 16;
const MOST_GROUPS = 12;

/** All that follows from the data in one step, within bounds. Shares and changes are in percent. */
export function derive(data: string): Derived {
  const { columns, rows, groups, counts } = layOut(data);
  const clean = (values: number[]) => [
    ...new Set(values.map(Math.abs).filter((each) => Number.isFinite(each) && each > 0)),
  ];
  const tiers = [
    columns.flatMap(ofList),
    groups.flatMap(ofList),
    [...columns.flatMap((column) => [...shares(column), ...steps(column)]), ...pairs(columns.map(sum))],
    rows.flatMap((row) => [...pairs(row), sum(row)]),
    columns.flatMap(pairs),
  ];
  return { counts, tiers: tiers.map(clean) };
}

interface Laid {
  columns: number[][];
  rows: number[][];
  /** Values of a column within the rows that have one value in another. */
  groups: number[][];
  /** How many rows there are, how many of each kind, how many kinds. */
  counts: number[];
}

function layOut(data: string): Laid {
  const grid = readGrid(data);
  if (!grid) {
    const lines = data.split('\n').filter((line) => line.trim() !== '');
    const rows = lines.slice(0, MOST_ROWS).map((line) => readFigures(line).map(first));
    return { columns: [rows.flat().slice(0, 2 * MOST_ROWS)], rows, groups: [], counts: [lines.length] };
  }
  const body = grid.slice(1, MOST_ROWS + 1);
  const width = Math.min(MOST_COLUMNS, grid[0]?.length ?? 0);
  const cells = body.map((row) => row.slice(0, width).map(numberOf));
  const at = (column: number) => cells.map((row) => row[column]);
  const numbers = (list: (number | undefined)[]) => list.filter((each) => each !== undefined);
  const places = Array.from({ length: width }, (_, column) => column);
  const columns = places
    .map((column) => numbers(at(column)))
    .filter((column) => column.length > 1 && !areYears(column));
  const kinds = places.map((column) => Map.groupBy(body.keys(), (row) => body[row]?.[column] ?? ''));
  const telling = kinds.filter((kind) => kind.size > 1 && kind.size <= MOST_GROUPS && kind.size < body.length);
  const groups = telling.flatMap((kind) =>
    [...kind.values()].flatMap((members) =>
      places.map((column) => numbers(members.map((row) => cells[row]?.[column]))),
    ),
  );
  const counts = [grid.length - 1, width, ...kinds.map((kind) => kind.size)];
  for (const kind of telling) for (const members of kind.values()) counts.push(members.length);
  return {
    columns,
    rows: cells.map((row) => numbers(row).filter((value) => !areYears([value]))),
    groups: groups.filter((group) => group.length > 1),
    counts,
  };
}

/** Years are labels: nobody adds them up. */
function areYears(values: readonly number[]): boolean {
  return values.every((value) => Number.isInteger(value) && value >= 1500 && value <= 2100);
}

/** The number that a cell is, with its unit; undefined where it holds none or several. */
function numberOf(cell: string): number | undefined {
  const figures = readFigures(cell);
  return figures.length === 1 && cell.length < 30 ? figures[0]?.readings[0]?.value : undefined;
}

function first(figure: { readings: { value: number }[] }): number {
  return figure.readings[0]?.value ?? 0;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function ofList(values: readonly number[]): number[] {
  const sorted = values.toSorted((a, b) => a - b);
  const [low = 0, high = 0] = [sorted[0], sorted.at(-1)];
  const middle = sorted.length / 2;
  const median = ((sorted[Math.ceil(middle) - 1] ?? 0) + (sorted[Math.floor(middle)] ?? 0)) / 2;
  return [sum(values), sum(values) / values.length, median, high - low, high / low, 100 * (high / low - 1)];
}

function shares(values: readonly number[]): number[] {
  const total = sum(values);
  return values.flatMap((value) => [(100 * value) / total, total - value]);
}

/** Changes from one value to the next, and from the first to the last. */
function steps(values: readonly number[]): number[] {
  const changes = (from: number, to: number) => [to - from, 100 * (to / from - 1), to / from];
  const next = values.slice(1).flatMap((value, at) => changes(values[at] ?? 0, value));
  return [...next, ...changes(values[0] ?? 0, values.at(-1) ?? 0)];
}

function pairs(values: readonly number[]): number[] {
  const few = values.slice(0, MOST_ROWS);
  return few.flatMap((a, at) =>
    few
      .slice(at + 1)
      .flatMap((b) => [a - b, a + b, a / b, b / a, (100 * a) / b, (100 * b) / a, 100 * (a / b - 1), 100 * (b / a - 1)]),
  );
}
