import { encodeEntities } from '../entities.ts';
import { all, childElements, type HtmlNode } from './node.ts';

/** Columns that a cell may span, and cells that a table may have; more is no table that anybody reads. */
const WIDEST = 200;
const MOST_CELLS = 200_000;
/** Characters of a mean cell above which a table only lays out a page. */
const LONG_CELL = 600;

/**
 * Makes every table one of plain cells: a row of text in each line of the grid, what is spanned is empty. A table that only
 * lays out a page (one row or column, tables inside, whole texts in its cells) becomes what its cells hold.
 */
export function flattenTables(body: HtmlNode): void {
  for (const table of all(body, 'table').reverse()) {
    const grid = gridOf(table);
    const caption = table.querySelector('caption');
    const title = caption ? `<p>${caption.innerHTML}</p>` : '';
    const cells = grid.flat().filter((cell) => cell !== undefined);
    const made = isLayout(table, grid, cells) ? laidOut(cells) : simple(grid);
    table.outerHTML = `<div>${title}${made}</div>`;
  }
}

type Grid = (HtmlNode | undefined)[][];

function isLayout(table: HtmlNode, grid: Grid, cells: HtmlNode[]): boolean {
  const filled = grid.filter((row) => row.some((cell) => cell?.textContent?.trim()));
  const columns = filled.reduce((most, row) => Math.max(most, row.length), 0);
  const letters = cells.reduce((sum, cell) => sum + (cell.textContent?.length ?? 0), 0);
  return (
    filled.length < 2 || columns < 2 || table.querySelector('table') !== null || letters > cells.length * LONG_CELL
  );
}

function laidOut(cells: HtmlNode[]): string {
  return cells.map((cell) => `<div>${cell.innerHTML}</div>`).join('');
}

function simple(grid: Grid): string {
  const rows = grid.map((row) => row.map((cell) => (cell ? textOf(cell) : '')));
  const lines = rows.filter((row) => row.some((text) => text !== ''));
  const cell = (text: string) => `<td>${encodeEntities(text)}</td>`;
  return `<table>${lines.map((row) => `<tr>${row.map(cell).join('')}</tr>`).join('')}</table>`;
}

/** The cells of a table where they stand: each at its first place, nothing where it spans. */
function gridOf(table: HtmlNode): Grid {
  const grid: Grid = [];
  const spanned: number[] = [];
  let count = 0;
  for (const row of rowsOf(table)) {
    const line: (HtmlNode | undefined)[] = [];
    const skip = () => {
      while ((spanned[line.length] ?? 0) > 0) {
        spanned[line.length] = (spanned[line.length] ?? 0) - 1;
        line.push(undefined);
      }
    };
    for (const cell of childElements(row)) {
      if (!/^t[dh]$/i.test(cell.nodeName) || count > MOST_CELLS) continue;
      skip();
      const [width, height] = [spanOf(cell, 'colspan'), spanOf(cell, 'rowspan')];
      count += width;
      for (let i = 0; i < width; i++) {
        spanned[line.length] = height - 1;
        line.push(i === 0 ? cell : undefined);
      }
    }
    skip();
    grid.push(line);
  }
  return grid;
}

function rowsOf(table: HtmlNode): HtmlNode[] {
  return childElements(table).flatMap((part) => {
    if (/^tr$/i.test(part.nodeName)) return [part];
    return /^t(?:head|body|foot)$/i.test(part.nodeName) ? rowsOf(part) : [];
  });
}

function spanOf(cell: HtmlNode, name: string): number {
  const span = Number(cell.getAttribute(name) ?? 1);
  return Number.isInteger(span) && span > 1 ? Math.min(span, WIDEST) : 1;
}

/** What a cell says, on one line; items of a list are set apart by bullets. */
function textOf(cell: HtmlNode): string {
  const items = all(cell, 'li');
  if (items.length > 1) for (const item of items) item.prepend('• ');
  for (const block of all(cell, 'p,li,div,h1,h2,h3,h4,h5,h6,dt,dd,pre,blockquote')) block.append(' ');
  for (const line of all(cell, 'br')) line.replaceWith(' ');
  return (cell.textContent ?? '').replaceAll(/\s+/g, ' ').trim();
}
