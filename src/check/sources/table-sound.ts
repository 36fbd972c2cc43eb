import { Table } from '../../retrieve/pose-collection.ts';
import type { Check } from '../check.ts';
import { holds } from '../forms/form.ts';

/** The table of an item that has one: as many cells in each row as it has columns, rows that differ, numbers that the documents hold. */
export const tableSound: Check = {
  id: 'table-sound',
  at: 'item',
  check({ item, content }) {
    if (item.instruction.table === undefined) return null;
    const read = Table.safeParse(item.instruction.table);
    if (!read.success) return { reason: 'bad-table', detail: 'The table does not have its form' };
    const { columns, rows } = read.data;
    const ragged = rows.find((row) => row.length !== columns.length);
    if (ragged) return { reason: 'bad-table', detail: `${ragged.length} cells in a row of ${columns.length} columns` };
    if (new Set(rows.map((row) => row.join('|'))).size < rows.length)
      return { reason: 'bad-table', detail: 'Two rows are the same' };
    const invented = rows
      .flat()
      .find((cell) => /^\d[\d.,]*$/.test(cell.trim()) && Number(cell) > 20 && !holds(content, cell));
    return invented === undefined
      ? null
      : { reason: 'invented-cell', detail: `The documents do not have "${invented}"` };
  },
};
