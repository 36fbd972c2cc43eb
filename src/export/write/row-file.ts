import type { RowRecord } from '../format.ts';

/** A file of rows under way, under a temporary name of its folder. */
export interface RowFile {
  readonly path: string;
  readonly rows: number;
  /** At most so many bytes are written so far, before compression; for Parquet an estimate. */
  readonly bytes: number;
  /** Writes a row; a promise where the disk is behind. */
  add(record: RowRecord): Promise<void> | undefined;
  /** All is on the disk. Errors: E_DISK, as from `add`. */
  finish(): Promise<void>;
  /** Lets go of the file, which is left as it is. */
  abandon(): Promise<void>;
}

/** How text files are compressed. */
export const COMPRESSIONS = ['none', 'gz', 'zst'] as const;
/** See {@link COMPRESSIONS}. */
export type Compression = (typeof COMPRESSIONS)[number];
