import { z } from 'zod';
import type { Item } from '../../data.ts';
import { readGrid } from '../../text/grid.ts';
import { plain } from '../forms/form.ts';
import type { Node, OutlineField } from './outline.ts';

/** The fields of items that ask for a table: its head, and its rows as they should be. */
export const GRID = {
  columns: z.array(z.string().min(1)).min(2).max(8).describe('The heads of the columns, as the task gives them'),
  rows: z
    .array(z.array(z.string()).min(2).max(8))
    .min(2)
    .max(20)
    .describe('The rows as they should be, a cell for each column; an empty text for a gap'),
};

const Tabled = z.looseObject(GRID);

/** The table that an item asks for, as records with a tree; null where it asks for none. */
export function readTabled(item: Item): { columns: string[]; reference: unknown; tree: Node } | null {
  const read = Tabled.safeParse(item.instruction);
  if (!read.success) return null;
  const { columns, rows } = read.data;
  const leaf = (name: string): OutlineField => ({
    name,
    type: 'text',
    choices: [],
    required: false,
    description: name,
  });
  const parts = new Map(columns.map((name) => [name, { list: false, leaf: leaf(name), parts: new Map() }]));
  return { columns, reference: rows.map((row) => recordOf(columns, row)), tree: { list: true, leaf: null, parts } };
}

/** The table of a response as records, its columns brought into the wanted order; undefined where it holds none. */
export function tableOf(response: string, columns: readonly string[]): unknown {
  const bare = response.replaceAll(/^```[\w-]*$/gm, '');
  const grid = readGrid(bare);
  const [head, ...body] = grid ?? [];
  if (!head || head.length !== columns.length) return undefined;
  const places = columns.map((name) => head.findIndex((cell) => plain(cell) === plain(name)));
  const order = places.includes(-1) || new Set(places).size < places.length ? [...columns.keys()] : places;
  return body.map((row) =>
    recordOf(
      columns,
      order.map((place) => row[place] ?? ''),
    ),
  );
}

/** What writers put into a cell where there is nothing. */
const GAP = /^(?:[-–—.…?]+|n\/?a|null|none|nan)$/i;

function recordOf(columns: readonly string[], cells: readonly string[]): Record<string, string | null> {
  const valued = (cell = '') => (GAP.test(cell.trim()) || cell.trim() === '' ? null : cell);
  return Object.fromEntries(columns.map((name, at) => [name, valued(cells[at])]));
}
