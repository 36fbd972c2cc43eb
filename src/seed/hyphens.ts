/** Characters of scripts that are written without spaces between words. */
const DENSE = /[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\uff01-\uff60\u3000-\u303f]/;

/**
 * Joins the lines of a paragraph: words that were parted by a hyphen at the end of a line as the rest of the text writes
 * them, scripts without spaces without one, all else with a space.
 */
export class Hyphens {
  readonly #text: string;
  #words: Set<string> | undefined;

  constructor(text: string) {
    this.#text = text;
  }

  join(lines: readonly string[]): string {
    return lines.map((line, i) => this.#ended(line, lines[i + 1])).join('');
  }

  /** A line as it goes on in the next: with a space, or with or without the hyphen that it ends in. */
  #ended(line: string, next: string | undefined): string {
    if (next === undefined) return line;
    if (DENSE.test(line.charAt(line.length - 1)) && DENSE.test(next.charAt(0))) return line;
    if (!line.endsWith('-')) return `${line} `;
    const head = /(?<![\p{L}\d])([\p{L}\d]{1,60})-$/u.exec(line.slice(-80))?.[1];
    const tail = /^[\p{L}\d]+/u.exec(next)?.[0];
    if (head === undefined || tail === undefined) return `${line} `;
    this.#words ??= new Set(this.#text.match(/[\p{L}\d]+(?:-[\p{L}\d]+)*/gu));
    const solid = this.#words.has(head + tail) && !this.#words.has(`${head}-${tail}`);
    return solid ? line.slice(0, -1) : line;
  }
}
