/** Something that takes up room in a row. */
export interface Sized {
  length: number;
}

/** Puts sequences together into rows of at most so many tokens. */
export interface Packer<T extends Sized> {
  /** Takes a sequence; gives the rows that are ready, of which there are mostly none. */
  add(sequence: T): T[][];
  /** The rows of all that is left. */
  end(): T[][];
}

/** Sequences are gathered until there are so many, or as many tokens as so many rows have room for. */
const WINDOW = { sequences: 10_000, rows: 128 };

/**
 * Best fit decreasing in bounded windows: the longest sequence first, into the row that it leaves the least room in.
 * Of each window the fuller half of the rows is given out, and whatever is 98% full; the other sequences go into the
 * next window. No sequence is cut; none may be longer than `room`. In memory is one window.
 */
export function createPacker<T extends Sized>(room: number, window = WINDOW): Packer<T> {
  let [held, tokens]: [T[], number] = [[], 0];
  const release = (all: boolean): T[][] => {
    const rows = pack(held, room);
    const fullness = (row: readonly T[]) => row.reduce((sum, { length }) => sum + length, 0);
    const sorted = rows.map((row) => ({ row, full: fullness(row) })).sort((a, b) => b.full - a.full);
    const given = all ? sorted : sorted.filter(({ full }, at) => at <= sorted.length / 2 || full >= room * 0.98);
    const kept = sorted.slice(given.length);
    [held, tokens] = [kept.flatMap(({ row }) => row), kept.reduce((sum, { full }) => sum + full, 0)];
    return given.map(({ row }) => row);
  };
  return {
    add(sequence) {
      held.push(sequence);
      tokens += sequence.length;
      return held.length >= window.sequences || tokens >= window.rows * room ? release(false) : [];
    },
    end: () => release(true),
  };
}

function pack<T extends Sized>(sequences: readonly T[], room: number): T[][] {
  const rows: T[][] = [];
  const free = createRooms(room);
  for (const sequence of sequences.toSorted((a, b) => b.length - a.length)) {
    const left = free.take(sequence.length);
    const row = left === undefined ? rows.length : left.row;
    if (left === undefined) rows.push([]);
    rows[row]?.push(sequence);
    free.put(row, (left?.room ?? room) - sequence.length);
  }
  return rows;
}

/** Rows by the room that they have left, with a bit set of the sizes that occur. */
function createRooms(most: number) {
  const bySize = new Map<number, number[]>();
  const words = new Uint32Array((most >> 5) + 1);
  return {
    /** Takes out the row with the least room that is enough. */
    take(least: number): { row: number; room: number } | undefined {
      const room = nextSize(words, least);
      const rows = bySize.get(room);
      const row = rows?.pop();
      if (row === undefined) return undefined;
      if (rows?.length === 0) words[room >> 5] = (words[room >> 5] ?? 0) & ~(1 << (room & 31));
      return { row, room };
    },
    put(row: number, room: number): void {
      if (room <= 0) return;
      const rows = bySize.get(room) ?? [];
      rows.push(row);
      bySize.set(room, rows);
      words[room >> 5] = (words[room >> 5] ?? 0) | (1 << (room & 31));
    },
  };
}

/** The smallest size of the set that is at least `least`; -1 where there is none. */
function nextSize(words: Uint32Array, least: number): number {
  for (let word = least >> 5; word < words.length; word++) {
    const from = word === least >> 5 ? -1 << (least & 31) : -1;
    const found = (words[word] ?? 0) & from;
    if (found !== 0) return word * 32 + 31 - Math.clz32(found & -found);
  }
  return -1;
}
