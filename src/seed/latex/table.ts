import { MarkdownWriter } from '../markdown-writer.ts';

const MOST_SPANNED = 50;

/** A table while it is read: cells one after another. */
export class Table {
  readonly #rows: string[][] = [];
  readonly #write: (cell: MarkdownWriter) => void;
  #row: string[] = [];
  #cell = new MarkdownWriter();
  #spanned = 0;

  /** `write` is told where the words of each cell go. */
  constructor(write: (cell: MarkdownWriter) => void) {
    this.#write = write;
    write(this.#cell);
  }

  /** Ends a cell. */
  cell(): void {
    this.#row.push(this.#cell.finish(), ...Array.from({ length: this.#spanned }, () => ''));
    this.#spanned = 0;
    this.#cell = new MarkdownWriter();
    this.#write(this.#cell);
  }

  /** Ends a row. */
  row(): void {
    this.cell();
    if (this.#row.some((cell) => cell !== '')) this.#rows.push(this.#row);
    this.#row = [];
  }

  /** Says that the cell goes over so many columns. */
  span(columns: number): void {
    this.#spanned = Math.min(MOST_SPANNED, Math.max(0, columns - 1));
  }

  /** All rows. */
  finish(): string[][] {
    this.row();
    return this.#rows;
  }
}
