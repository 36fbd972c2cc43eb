import { type Brackets, lineEnd, splitOutside } from './brackets.ts';

/** A cell of a table: where its content stands, and how many columns and rows it takes. */
interface Cell {
  from: number;
  to: number;
  columns: number;
  rows: number;
}

/** A table: its cells row by row, its caption, and what is said of it as a whole. */
export interface WikiTable {
  attributes: string;
  caption: [number, number] | undefined;
  rows: Cell[][];
}

const MOST_SPANNED = 50;

/** Reads the table between two places, `{|` and `|}` not included. */
export function readTable(text: string, from: number, to: number, brackets: Brackets): WikiTable {
  const firstEnd = Math.min(to, lineEnd(text, from, brackets));
  const table: WikiTable = { attributes: text.slice(from, firstEnd), caption: undefined, rows: [] };
  let row: Cell[] = [];
  for (let at = firstEnd + 1; at < to; ) {
    const end = Math.min(to, lineEnd(text, at, brackets));
    const start = at + (/^[ \t]*/.exec(text.slice(at, Math.min(end, at + 100)))?.[0].length ?? 0);
    if (text.startsWith('|-', start)) {
      if (row.length > 0) table.rows.push(row);
      row = [];
    } else if (text.startsWith('|+', start))
      table.caption = afterAttributes(text, start + 2, end, brackets).slice(0, 2) as [number, number];
    else if (text[start] === '|' || text[start] === '!') row.push(...cellsOf(text, start, end, brackets));
    else extend(row, end);
    at = end + 1;
  }
  if (row.length > 0) table.rows.push(row);
  return table;
}

/** A line that begins no cell goes on with the last one. */
function extend(row: Cell[], end: number): void {
  const last = row.at(-1);
  if (last) last.to = end;
}

function cellsOf(text: string, start: number, end: number, brackets: Brackets): Cell[] {
  const head = text[start] === '!';
  const parts = splitOutside(text, start + 1, end, '||', brackets).flatMap(([from, to]) =>
    head ? splitOutside(text, from, to, '!!', brackets) : [[from, to] as [number, number]],
  );
  return parts.map(([from, to]) => {
    const [start, stop, attributes] = afterAttributes(text, from, to, brackets);
    return { from: start, to: stop, columns: spanned(attributes, 'colspan'), rows: spanned(attributes, 'rowspan') };
  });
}

/** What stands after `style="…" |`. */
function afterAttributes(text: string, from: number, to: number, brackets: Brackets): [number, number, string] {
  const [first, second] = splitOutside(text, from, to, '|', brackets);
  const attributes = first && second ? text.slice(...first) : '';
  return second && /^\s*(?:[\w-]+\s*=|nowrap|$)/.test(attributes) ? [second[0], to, attributes] : [from, to, ''];
}

function spanned(attributes: string, name: string): number {
  const said = new RegExp(`${name}\\s{0,9}=\\s{0,9}["']?\\s{0,9}(\\d{1,4})`, 'i').exec(attributes)?.[1];
  return Math.min(MOST_SPANNED, Math.max(1, Number(said ?? 1)));
}

/** Rows of the same columns: a cell over several columns or rows stands in the first, the others are empty. */
export function rowsOf(table: WikiTable, textOf: (from: number, to: number) => string): string[][] {
  const reaching: number[] = [];
  return table.rows.map((row) => {
    const cells: string[] = [];
    const skipReached = () => {
      for (let at = cells.length; (reaching[at] ?? 0) > 0; at = cells.length) {
        reaching[at] = (reaching[at] ?? 0) - 1;
        cells.push('');
      }
    };
    for (const { from, to, columns, rows } of row) {
      skipReached();
      for (let i = 0; i < columns; i++) {
        if (rows > 1) reaching[cells.length] = rows - 1;
        cells.push(i === 0 ? textOf(from, to) : '');
      }
    }
    skipReached();
    return cells;
  });
}
