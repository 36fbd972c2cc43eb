import type { RunStatus } from '../run/status.ts';
import type { FunnelStep } from './report.ts';

/**
 * The way from documents to rows. Files and seeds; items, which begin with seeds that were gone through (work that ended before there was an item is
 * counted beside them); pairs; rows. Each step's `in` less its `lost` is its `out`, but for items, of which a seed gives several.
 */
export function funnelOf(status: RunStatus, rows: number, leftOut: Record<string, number>): FunnelStep[] {
  const { seeds, items, pairs, drops, endings } = status;
  return [
    {
      name: 'files read',
      in: seeds.files + seeds.rejected,
      out: seeds.files,
      lost: seeds.rejected > 0 ? { 'not read': seeds.rejected } : {},
      beside: false,
    },
    {
      name: 'seeds gone through',
      in: seeds.total,
      out: seeds.done,
      lost: rest('not reached', seeds.total - seeds.done),
      beside: false,
    },
    { name: 'work that ended before an item', in: total(endings), out: 0, lost: flat(endings), beside: true },
    { name: 'items that became pairs', in: items, out: pairs, lost: flat(drops), beside: false },
    { name: 'pairs that became rows', in: pairs, out: rows, lost: mostFirst(leftOut), beside: false },
  ];
}

function rest(name: string, count: number): Record<string, number> {
  return count > 0 ? { [name]: count } : {};
}

function flat(books: Record<string, Record<string, number>>): Record<string, number> {
  const lines = Object.entries(books).flatMap(([stage, reasons]) =>
    Object.entries(reasons).map(([reason, count]): [string, number] => [`${stage}: ${reason}`, count]),
  );
  return mostFirst(Object.fromEntries(lines));
}

function mostFirst(counts: Record<string, number>): Record<string, number> {
  return Object.fromEntries(Object.entries(counts).sort((a, b) => b[1] - a[1]));
}

function total(books: Record<string, Record<string, number>>): number {
  return Object.values(flat(books)).reduce((sum, count) => sum + count, 0);
}
