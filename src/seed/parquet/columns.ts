import type { DecodedArray } from 'hyparquet';
import type { Row } from '../json-fields.ts';

/** Columns of a row group, from which rows are made one at a time. */
export class Columns {
  readonly #parts = new Map<string, { start: number; values: DecodedArray }[]>();

  constructor(names: readonly string[]) {
    for (const name of names) this.#parts.set(name, []);
  }

  /** Takes a part of a column, in order; `start` is the number of its first row. */
  add(name: string, start: number, values: DecodedArray): void {
    this.#parts.get(name)?.push({ start, values });
  }

  /** The rows from one up to another. */
  *rows(start: number, end: number): Generator<Row> {
    const columns = [...this.#parts].map(([name, parts]) => ({ name, parts, at: 0 }));
    for (let number = start; number < end; number++) {
      const row: Row = {};
      for (const column of columns) {
        let part = column.parts[column.at];
        while (part && number >= part.start + part.values.length) part = column.parts[++column.at];
        row[column.name] = part?.values[number - part.start];
      }
      yield row;
    }
  }
}
