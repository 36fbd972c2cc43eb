import type { Prints } from './prints.ts';

/** Rows that are compared with one another at once: the work grows with this and not with the number of rows. */
const BLOCK = 1024;

/**
 * Draws `wanted` rows that are far from one another, by the greedy rule of Gonzalez (1985): the first, then always the one
 * whose nearest neighbour among those drawn is farthest, the first of equals. Rows are drawn block by block, each giving its
 * share; `members` come in a drawn order, so that blocks are alike. A row that `take` refuses when its turn comes is passed over.
 */
export function* farthestFirst(
  members: readonly number[],
  wanted: number,
  prints: Prints,
  take: (row: number) => boolean,
): Generator<number, void> {
  const seen = new Set<number>();
  let taken = 0;
  const blocks = Math.ceil(members.length / BLOCK);
  for (let block = 0; block < blocks; block++) {
    const rows = members.slice(block * BLOCK, (block + 1) * BLOCK);
    const due = Math.round((wanted * Math.min(members.length, (block + 1) * BLOCK)) / members.length) - taken;
    for (const row of drawFrom(rows, due, prints, seen, take)) {
      taken++;
      yield row;
    }
  }
  for (const row of members) {
    if (taken >= wanted) return;
    if (seen.has(row) || !take(row)) continue;
    taken++;
    yield row;
  }
}

function* drawFrom(
  rows: readonly number[],
  due: number,
  prints: Prints,
  seen: Set<number>,
  take: (row: number) => boolean,
): Generator<number, void> {
  /** How much each has in common with the nearest of those drawn; 255 for one that is drawn or refused. */
  const nearest = new Uint8Array(rows.length);
  let drawn = 0;
  for (let tries = 0; tries < rows.length && drawn < due; tries++) {
    let next = 0;
    for (let at = 1; at < rows.length; at++) if ((nearest[at] ?? 255) < (nearest[next] ?? 255)) next = at;
    const row = rows[next] ?? 0;
    nearest[next] = 255;
    seen.add(row);
    if (!take(row)) continue;
    drawn++;
    yield row;
    for (let at = 0; at < rows.length; at++) {
      const same = nearest[at] === 255 ? 0 : prints.same(row, rows[at] ?? 0);
      if (same > (nearest[at] ?? 255)) nearest[at] = same;
    }
  }
}
