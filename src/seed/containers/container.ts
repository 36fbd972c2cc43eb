import type { Reject, SourceFile } from '../reader.ts';

/** A kind of file that holds other files. */
export interface Container {
  id: string;
  /** Whether a file of this name (its source) that begins with these bytes (at most 64 KB) is one. */
  claims(head: Uint8Array, source: string): boolean;
  /**
   * Its files in the order in which they lie in it, their sources below its own (`a.zip/texts/b.md`); folders, hidden names
   * and what systems add are left out in silence, what else cannot be used is told by `reject`. A file can be read until
   * the next one is asked for. Throws `Unreadable` where it is no archive or goes beyond the bounds, after what comes before.
   */
  open(file: SourceFile, reject: (reject: Reject) => void): AsyncIterable<SourceFile>;
}

/** How far an archive may go: enough for the sources of any program, or a library of books. */
export const ARCHIVE_BOUNDS = {
  entries: 50_000,
  /** Of one file that is held as a whole, unpacked. */
  entryBytes: 64 * 2 ** 20,
  /** Of all of it, unpacked. */
  totalBytes: 16 * 2 ** 30,
};
