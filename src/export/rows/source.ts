/** Which rows of a dataset are wanted. SQL is DuckDB's, over the columns of docs/data.md and `split`. */
export interface Selection {
  /** Null for both. */
  split: 'train' | 'test' | null;
  where: string | null;
  orderBy: string | null;
  /** At most so many rows in all, drawn by `seed` and the rows' ids. */
  sample: number | null;
  seed: string;
}

/** Rows of one split, with native tools or without. */
export interface RowGroup {
  split: 'train' | 'test';
  tools: boolean;
  /** How many there are. */
  count(): Promise<number>;
  /** The rows, some at a time, with `messages`, `tools`, `id` and the columns named; to be parsed. */
  rows(columns: readonly string[]): AsyncIterable<readonly unknown[]>;
}

/** The rows that a selection takes. */
export interface RowSource {
  groups: readonly RowGroup[];
  close(): Promise<void>;
}

/** Columns that every row is read with. */
export const READ = ['id', 'messages', 'tools'] as const;
