/** A stretch of text that a page sets in one go, in points from the top left corner of the page as it is read. */
export interface Run {
  text: string;
  x0: number;
  x1: number;
  /** The baseline. */
  y: number;
  size: number;
  bold: boolean;
  /** In a typewriter's letters, all of one width. */
  mono: boolean;
  /** Right to left; `text` is in logical order. */
  rtl: boolean;
}

/** Text of a line that no wide gap parts. */
export interface Piece {
  text: string;
  x0: number;
  x1: number;
}

/** Runs that stand on one baseline. */
export interface Line {
  /** Pieces joined by spaces, in the order in which they are read. */
  text: string;
  /** From left to right. */
  pieces: Piece[];
  x0: number;
  x1: number;
  y: number;
  /** The size that most of its characters have. */
  size: number;
  /** The largest size in it: that of the capitals where the rest is small capitals. */
  largest: number;
  bold: boolean;
  mono: boolean;
  /** Which of the page's regions it is in: columns and what stands above, between and below them. */
  region: number;
  /** Set in another direction than most of the page. */
  turned: boolean;
}

/** A page as lines in reading order. */
export interface Page {
  /** From 1. */
  number: number;
  height: number;
  lines: Line[];
  /** Comments on it, which are not part of its text. */
  comments: number;
}

/** The median; 0 for none. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[sorted.length >> 1] ?? 0;
}
