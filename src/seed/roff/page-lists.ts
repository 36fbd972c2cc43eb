import type { MarkdownWriter } from '../markdown-writer.ts';

type Kind = 'tags' | 'bullets' | 'numbers' | 'inset';

/** The lists of a manual page: tagged paragraphs and insets of man(7), lists of mdoc(7). */
export class PageLists {
  readonly #out: MarkdownWriter;
  readonly #open: Kind[] = [];
  /** How many of them a paragraph stands in. */
  #depth = 0;

  constructor(out: MarkdownWriter) {
    this.#out = out;
  }

  /** A paragraph begins: tagged paragraphs above it are over. */
  paragraph(): void {
    this.#closeTo(this.#depth);
  }

  /** An item: what is marked with a bullet or a number is one of such a list. True where its tag is to be said. */
  item(tag: string): boolean {
    const kind = /^[•*·o-]$/.test(tag) ? 'bullets' : /^\(?\d{1,3}[.)]$/.test(tag) ? 'numbers' : 'tags';
    this.#closeTo(this.#depth + 1);
    if (this.#open[this.#depth] !== kind) {
      this.#closeTo(this.#depth);
      this.#begin(kind);
    }
    this.#out.item();
    return kind === 'tags';
  }

  /** What follows stands inside the last item, or further in (`.RS`). */
  indent(): void {
    if (this.#open.length <= this.#depth) this.#open.push('inset');
    this.#depth++;
  }

  /** What follows stands further out again (`.RE`). */
  outdent(): void {
    this.#depth = Math.max(0, this.#depth - 1);
    this.#closeTo(this.#depth + (this.#open[this.#depth] === 'inset' ? 0 : 1));
    this.#out.end();
  }

  /** A list of mdoc by its options (`.Bl -enum`). */
  begin(options: string): void {
    const bullets = /-(?:bullet|dash|hyphen|item|column)/.test(options);
    this.#begin(bullets ? 'bullets' : /-enum/.test(options) ? 'numbers' : 'tags');
    this.#depth = this.#open.length;
  }

  /** The next item of a list of mdoc. */
  next(): void {
    this.#closeTo(this.#depth);
    this.#out.item();
  }

  /** The end of a list of mdoc. */
  close(): void {
    this.#closeTo(this.#depth - 1);
    this.#depth = this.#open.length;
  }

  end(): void {
    this.#closeTo(0);
    this.#depth = 0;
  }

  #begin(kind: 'tags' | 'bullets' | 'numbers'): void {
    this.#open.push(kind);
    this.#out.open(kind === 'numbers' ? 'numbers' : 'bullets');
  }

  #closeTo(depth: number): void {
    while (this.#open.length > Math.max(0, depth)) {
      const kind = this.#open.pop();
      if (kind !== 'inset') this.#out.close(kind === 'numbers' ? 'numbers' : 'bullets');
    }
  }
}
