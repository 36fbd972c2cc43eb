import { isRow, type Row } from '../json-fields.ts';
import { type ReadOptions, Unreadable } from '../reader.ts';
import type { NumberedRow } from '../table/rows.ts';
import type { JsonElement } from './elements.ts';
import { parsedJson } from './parse.ts';

/**
 * The entries of a JSON array, or the values of JSON Lines, as records: objects as they are; lists of strings as the lines
 * of a text (poems); lists with numbers as rows of a table, named by the first list if that holds strings alone. What is
 * none is counted and told at the end, as is a text that ends in the middle; only before the first entry is that an error.
 * Throws `Unreadable` where no entry is a record.
 */
export async function* rowsOfElements(
  elements: AsyncIterable<JsonElement>,
  source: string,
  { reject }: Pick<ReadOptions, 'reject'>,
): AsyncGenerator<NumberedRow> {
  const lists = new Lists();
  let at = 0;
  let unused = 0;
  try {
    for await (const { text } of elements) {
      const value = parsedOrNothing(text);
      at++;
      const rows = isRow(value) ? [{ at, row: value }] : Array.isArray(value) ? lists.take(at, value) : undefined;
      if (rows) yield* rows;
      else unused++;
    }
  } catch (error) {
    if (!(error instanceof Unreadable) || at === 0) throw error;
    reject({ source: `${source}#${at + 1}`, reason: error.message });
  }
  yield* lists.rest();
  if (unused > 0 && unused === at) throw new Unreadable('no records in it');
  if (unused > 0) reject({ source, reason: `${unused} of ${at} entries are no records` });
}

function parsedOrNothing(text: string): unknown {
  try {
    return parsedJson(text);
  } catch (error) {
    if (error instanceof Unreadable) return undefined;
    throw error;
  }
}

/** Lists that stand for records. The first waits for the second, which shows whether it is the head of a table. */
class Lists {
  #first: NumberedRow | undefined;
  #head: string[] | undefined;

  take(at: number, list: unknown[]): NumberedRow[] | undefined {
    const waiting = this.rest();
    const strings = list.every((cell) => typeof cell === 'string');
    if (strings && at === 1) {
      this.#first = { at, row: { lines: list } };
      return [];
    }
    if (strings && !this.#head) return [...waiting, { at, row: { lines: list } }];
    if (!list.every((cell) => typeof cell !== 'object' || cell === null))
      return waiting.length > 0 ? waiting : undefined;
    const [names] = waiting.map(({ row }) => row.lines);
    if (Array.isArray(names)) this.#head = names.map(String);
    return [{ at, row: this.#named(list) }];
  }

  rest(): NumberedRow[] {
    const waiting = this.#first ? [this.#first] : [];
    this.#first = undefined;
    return waiting;
  }

  #named(list: unknown[]): Row {
    return Object.fromEntries(list.map((cell, i) => [this.#head?.[i] ?? `column ${i + 1}`, cell]));
  }
}
