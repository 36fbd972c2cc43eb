import type { MarkdownWriter } from './markdown-writer.ts';

type Kind = 'bullets' | 'numbers';

/** Lists whose depth is told by how far their items are indented. */
export class IndentedLists {
  readonly #out: MarkdownWriter;
  readonly #open: { indent: number; kind: Kind }[] = [];

  constructor(out: MarkdownWriter) {
    this.#out = out;
  }

  /** Whether a list is open. */
  get isOpen(): boolean {
    return this.#open.length > 0;
  }

  /** Begins an item; the list at this indentation goes on, or one begins. */
  item(indent: number, kind: Kind): void {
    this.to(indent);
    const last = this.#open.at(-1);
    if (last?.indent === indent && last.kind !== kind) this.#close();
    if (this.#open.at(-1)?.indent !== indent) {
      this.#open.push({ indent, kind });
      this.#out.open(kind);
    }
    this.#out.item();
  }

  /** Closes lists that begin further in. */
  to(indent: number): void {
    while ((this.#open.at(-1)?.indent ?? -1) > indent) this.#close();
  }

  /** Closes the lists that text at this indentation does not belong to. */
  text(indent: number): void {
    this.to(indent - 1);
  }

  /** Closes all. */
  end(): void {
    this.to(-1);
  }

  #close(): void {
    const last = this.#open.pop();
    if (last) this.#out.close(last.kind);
  }
}
