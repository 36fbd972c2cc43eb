const WORD = /[\p{L}\p{N}]+(?:[-‐][\p{L}\p{N}]+)*/gu;

/** Letters and marks of scripts that write no spaces. */
const DENSE = /^[\u3000-\u30ff\u3400-\u9fff\uff00-\uffef]/;
const DENSE_END = /[\u3000-\u30ff\u3400-\u9fff\uff00-\uffef]$/;
/** How much of a line's end is looked at. */
const LONGEST = 300;

/** Words of a document, in parts and hyphenated, by which it is told how a word that a line end parted is written. */
export class Words {
  readonly #words = new Set<string>();
  readonly #hyphenated = new Set<string>();
  /** What stands before a hyphen in some word: `self` where there is `self-made`. */
  readonly #heads = new Set<string>();

  /** Takes the words of lines that follow each other, without the halves of those that hyphens part. */
  learn(lines: readonly string[]): void {
    let parted = false;
    for (const line of lines) {
      const whole = line.toLowerCase().replace(parted ? /^[\p{L}\p{N}]+/u : /^$/, '');
      parted = /[\p{L}\p{N}][-‐]$/u.test(line);
      for (const [word] of (parted ? whole.slice(0, whole.lastIndexOf(' ') + 1) : whole).matchAll(WORD)) {
        const halves = word.split(/[-‐]/);
        if (halves.length === 1) this.#words.add(word);
        else {
          this.#hyphenated.add(halves.join('-'));
          this.#heads.add(halves[0] ?? '');
        }
      }
    }
  }

  /**
   * A line as it goes on in the next: with a space, or, where a hyphen ends it, without that hyphen if the document writes
   * the word so elsewhere, or has no such words as its halves would be.
   */
  leading(line: string, next: string): string {
    const end = line.slice(-LONGEST);
    const head = /([\p{L}\p{N}]+(?:[-‐][\p{L}\p{N}]+)*)[-‐]$/u.exec(end)?.[1]?.toLowerCase();
    const tail = /^[\p{L}\p{N}]+/u.exec(next)?.[0];
    if (end.endsWith('\u00ad')) return line.slice(0, -1);
    if (/(?:https?:\/\/|www\.)\S*[./_=&?-]$/.test(end)) return line;
    if (DENSE_END.test(end) && DENSE.test(next)) return line;
    if (tail === undefined) return `${line} `;
    if (head === undefined) return /\S[-‐–—/]$/.test(end) ? line : `${line} `;
    return this.#isOne(head, tail) ? line.slice(0, -1) : line;
  }

  #isOne(head: string, tail: string): boolean {
    if (!/^\p{Ll}/u.test(tail)) return false;
    const last = head.split(/[-‐]/).at(-1) ?? '';
    if (this.#words.has(last + tail)) return true;
    if (this.#hyphenated.has(`${head}-${tail}`) || this.#hyphenated.has(`${last}-${tail}`)) return false;
    if (/\d/.test(head + tail) || this.#heads.has(head)) return false;
    return !(this.#words.has(last) && this.#words.has(tail));
  }
}
