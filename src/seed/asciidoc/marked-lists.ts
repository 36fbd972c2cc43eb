import type { MarkdownWriter } from '../markdown-writer.ts';

const DEEPEST = 12;

/** Lists whose depth is told by their marks: a mark that is open goes on, a new one begins a list inside the item. */
export class MarkedLists {
  readonly #out: MarkdownWriter;
  readonly #open: string[] = [];

  constructor(out: MarkdownWriter) {
    this.#out = out;
  }

  get isOpen(): boolean {
    return this.#open.length > 0;
  }

  item(mark: string): void {
    const kind = mark.replace(/\d+|\.(?=>)/, '1');
    const known = this.#open.indexOf(kind);
    while (this.#open.length > (known === -1 ? DEEPEST : known + 1)) this.#close();
    if (known === -1) {
      this.#open.push(kind);
      this.#out.open(isNumbered(kind) ? 'numbers' : 'bullets');
    }
    this.#out.item();
  }

  end(): void {
    while (this.#open.length > 0) this.#close();
  }

  #close(): void {
    this.#out.close(isNumbered(this.#open.pop() ?? '') ? 'numbers' : 'bullets');
  }
}

function isNumbered(kind: string): boolean {
  return /^\.|1/.test(kind);
}
