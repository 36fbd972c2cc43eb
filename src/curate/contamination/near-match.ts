/** How a short item stands in a piece of text. */
export interface Likeness {
  /** Its own words, how many of them differ from one another, and how many are not there in their order. */
  own: number;
  different: number;
  missing: number;
  /** Share of all its words that are there in their order. */
  share: number;
  /** The words of the piece between the first and the last that were found. */
  from: number;
  to: number;
}

/** How many of an item's own words may differ: one in seven, and one of five or six; of fewer none. */
export function allowed(own: number): number {
  return own < 5 ? 0 : Math.max(1, Math.floor(own / 7));
}

/** The longest common subsequence of an item and a piece of text (Wagner and Fischer 1974), its own words counted apart. */
export function likeness(item: Uint32Array, own: Uint8Array, piece: Uint32Array): Likeness {
  const [rows, columns] = [item.length + 1, piece.length + 1];
  const best = new Uint16Array(rows * columns);
  for (let row = 1; row < rows; row++) {
    for (let column = 1; column < columns; column++) {
      const place = row * columns + column;
      best[place] =
        item[row - 1] === piece[column - 1]
          ? (best[place - columns - 1] ?? 0) + 1
          : Math.max(best[place - 1] ?? 0, best[place - columns] ?? 0);
    }
  }
  let [row, column, found, ownFound, from, to] = [rows - 1, columns - 1, 0, 0, columns, 0];
  while (row > 0 && column > 0) {
    const place = row * columns + column;
    if (item[row - 1] === piece[column - 1]) {
      found++;
      ownFound += own[row - 1] ?? 0;
      from = column - 1;
      to = Math.max(to, column);
      row--;
      column--;
    } else if ((best[place - columns] ?? 0) >= (best[place - 1] ?? 0)) row--;
    else column--;
  }
  const all = own.reduce((sum, each) => sum + each, 0);
  const different = new Set(item.filter((_, at) => own[at] === 1)).size;
  return { own: all, different, missing: all - ownFound, share: found / Math.max(1, item.length), from, to };
}
