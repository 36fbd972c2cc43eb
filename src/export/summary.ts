import type { ControlRule } from './control-strings.ts';
import type { FileKind, FormatOptions, WrittenFile } from './format.ts';
import type { Selection } from './rows/source.ts';
import type { ControlFound } from './screen.ts';
import type { Compression } from './write/row-file.ts';

/** How a dataset is exported. */
export interface ExportOptions extends FormatOptions {
  /** The folder to write. */
  out: string;
  force: boolean;
  kind: FileKind;
  compression: Compression;
  controlRule: ControlRule;
  selection: Selection;
  /** The most rows of a file; or into how many files a split is divided. */
  rowsPerFile: number | null;
  shards: number | null;
  version: string;
  /** Aborted, the export ends with the signal's reason and leaves nothing. */
  signal?: AbortSignal;
  /** Told of the rows read so far, now and then. */
  progress?(read: number): void;
}

/** What an export came to. */
export interface ExportSummary {
  format: string;
  layout: string | null;
  out: string;
  /** Rows of the dataset that were looked at. */
  read: number;
  /** Those that are in the export; `leftOut` counts the others by reason. */
  exported: number;
  leftOut: Record<string, number>;
  controlStrings: ControlFound & { rule: ControlRule };
  /** Further counts of the format, such as tokens. */
  counts: Record<string, number>;
  /** Files of rows; `rows` are records as they stand there. */
  files: WrittenFile[];
}
