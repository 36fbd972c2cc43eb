import type { Block } from './block.ts';
import type { Document, Section } from './reader.ts';

/** Paths of headings above places in a document. */
export class ChunkTitles {
  readonly #document: Document;
  /** Of each section, the place of the one that it belongs to; -1 for none. */
  readonly #parents: number[] = [];

  constructor(document: Document) {
    this.#document = document;
    const open: number[] = [];
    for (const [i, { level }] of document.sections.entries()) {
      while (open.length > 0 && (document.sections[open.at(-1) ?? 0]?.level ?? 0) >= level) open.pop();
      this.#parents.push(open.at(-1) ?? -1);
      open.push(i);
    }
  }

  /** The part of the path that all blocks share, leaving out headings that only lead to another. */
  of(members: readonly Block[]): string | null {
    const bodies = members.filter((block) => !(block.level > 0 && block.leads));
    const paths = (bodies.length > 0 ? bodies : members).map((block) => this.#path(block.start));
    const [first = [], ...others] = paths;
    const shared = first.findIndex((section, i) => others.some((path) => path[i] !== section));
    const own = (shared === -1 ? first : first.slice(0, shared)).map((section) => section.title);
    const { title } = this.#document;
    const path =
      title === null ? own : [title, ...own.filter((heading) => heading.toLowerCase() !== title.toLowerCase())];
    return path.length === 0 ? null : path.join(' > ');
  }

  #path(at: number): Section[] {
    const { sections } = this.#document;
    let [low, high] = [0, sections.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((sections[middle]?.start ?? 0) <= at) low = middle + 1;
      else high = middle;
    }
    const path: Section[] = [];
    for (let i = low - 1; i >= 0; i = this.#parents[i] ?? -1) path.push(...sections.slice(i, i + 1));
    return path.reverse();
  }
}
