/** The lines of a text, taken one after another. */
export class LineCursor {
  readonly lines: readonly string[];
  #at = 0;
  /** Where each line stands last. */
  #last: ReadonlyMap<string, number> | undefined;

  constructor(text: string) {
    this.lines = text.split('\n').map((line) => line.replaceAll('\t', '        '));
  }

  /** The next line, taken; undefined at the end. */
  next(): string | undefined {
    return this.lines[this.#at++];
  }

  /** A line from here on, not taken; 0 is the next. */
  peek(ahead = 0): string | undefined {
    return this.lines[this.#at + ahead];
  }

  /** Takes lines as long as they pass. */
  while(test: (line: string) => boolean): string[] {
    const from = this.#at;
    while (this.#at < this.lines.length && test(this.lines[this.#at] ?? '')) this.#at++;
    return this.lines.slice(from, this.#at);
  }

  /** Takes the lines up to one that says `end` (case and white space around it do not count), and that line with them; undefined, and nothing taken, where none does. */
  untilLine(end: string): string[] | undefined {
    this.#last ??= new Map(this.lines.flatMap((line, at) => (line.length > 200 ? [] : [[keyOf(line), at] as const])));
    const key = keyOf(end);
    if ((this.#last.get(key) ?? -1) < this.#at) return undefined;
    const from = this.#at;
    while (keyOf(this.lines[this.#at] ?? '') !== key) this.#at++;
    return this.lines.slice(from, this.#at++);
  }

  /** Takes the lines indented by at least so much, blank ones between them too, and gives them without that indentation. */
  indented(least: number): string[] {
    const lines = this.while((line) => line.trim() === '' || indentOf(line) >= least);
    while (lines.length > 0 && lines.at(-1)?.trim() === '') {
      lines.pop();
      this.#at--;
    }
    return dedented(lines);
  }
}

function keyOf(line: string): string {
  return line.trim().toLowerCase();
}

/** How many spaces a line begins with. */
export function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}

/** Lines without the indentation that all of them share. */
export function dedented(lines: readonly string[]): string[] {
  const shared = lines.reduce(
    (least, line) => (line.trim() === '' ? least : Math.min(least, indentOf(line))),
    Number.POSITIVE_INFINITY,
  );
  return lines.map((line) => line.slice(Math.min(line.length, shared)));
}
