import { Unreadable } from '../reader.ts';

/** A value in a JSON text, not yet parsed. */
export interface JsonElement {
  text: string;
  /** Whether it is an entry of an array that the text is; else it is one of the values that the text is made of. */
  entry: boolean;
}

/** Most characters of one value. */
const LONGEST = 64 * 2 ** 20;

/**
 * The values of a JSON text that comes in pieces, in order: the entries of an array, without the array being held; else
 * each value of a text that is one, or many (JSON Lines, whatever its line breaks). Nothing is parsed, so nesting costs
 * nothing. Throws `Unreadable` where the text is no JSON, ends in the middle of a value (after giving those before it), or
 * a value has more than 64 million characters.
 */
export async function* jsonElements(pieces: AsyncIterable<string>): AsyncGenerator<JsonElement> {
  const splitter = new Splitter();
  for await (const piece of pieces) yield* splitter.feed(piece);
  splitter.end();
}

const IN_STRING = /["\\]/g;
const OUTSIDE = /["[\]{},]/g;

class Splitter {
  #begun = false;
  /** Whether what is read is the inside of an array that the text is. */
  #inArray = false;
  #inString = false;
  #escaped = false;
  /** How many brackets are open within the value. */
  #depth = 0;
  #held: string[] = [];
  #size = 0;

  *feed(piece: string): Generator<JsonElement> {
    this.#begin(piece);
    let from = 0;
    let at = this.#escaped ? 1 : 0;
    this.#escaped = false;
    for (let mark = this.#next(piece, at); mark; mark = this.#next(piece, at)) {
      at = mark.index + 1;
      const entry = this.#inArray;
      const end = this.#take(mark[0]);
      if (mark[0] === '\\') {
        this.#escaped = at === piece.length;
        at++;
      }
      if (end === undefined) continue;
      this.#hold(piece.slice(from, end === 'with' ? at : at - 1));
      from = at;
      const text = this.#taken();
      if (text.trim() !== '') yield { text, entry };
    }
    this.#hold(piece.slice(from));
  }

  /** Throws `Unreadable` where a value is not complete. */
  end(): void {
    const complete = this.#depth === 0 && !this.#inString && !this.#inArray && this.#taken().trim() === '';
    if (!complete) throw new Unreadable('cut off: it ends in the middle of a value');
  }

  #begin(piece: string): void {
    if (this.#begun || piece.trim() === '') return;
    if (!/^\s*[[{]/.test(piece)) throw new Unreadable('not JSON');
    this.#begun = true;
  }

  #next(piece: string, from: number): RegExpExecArray | null {
    const marks = this.#inString ? IN_STRING : OUTSIDE;
    marks.lastIndex = from;
    return marks.exec(piece);
  }

  /** Takes note of a mark; says whether a value ends with it, or before it. */
  #take(mark: string): 'with' | 'before' | undefined {
    if (mark === '"') this.#inString = !this.#inString;
    if (mark === '"' || mark === '\\') return undefined;
    if (this.#depth > 0) {
      if (mark !== ',') this.#depth += mark === '{' || mark === '[' ? 1 : -1;
      return this.#depth === 0 && !this.#inArray ? 'with' : undefined;
    }
    const opens = mark === '{' || mark === '[';
    if (opens && (mark === '{' || this.#inArray)) this.#depth = 1;
    if (mark === '[' && !this.#inArray) {
      this.#inArray = true;
      return 'before';
    }
    if (mark === ']' && this.#inArray) this.#inArray = false;
    return opens ? undefined : 'before';
  }

  #hold(text: string): void {
    if (text === '') return;
    this.#held.push(text);
    this.#size += text.length;
    if (this.#size > LONGEST) throw new Unreadable('a value of more than 64 million characters');
  }

  #taken(): string {
    const text = this.#held.join('');
    this.#held = [];
    this.#size = 0;
    return text;
  }
}
