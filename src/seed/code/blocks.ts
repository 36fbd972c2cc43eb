import { type Block, type BlockSizes, blockAt, blockIn } from '../block.ts';
import { cutWords } from '../cut-words.ts';
import type { Document, Section } from '../reader.ts';
import { codeCuts } from './cut.ts';
import { CODE_LANGUAGES } from './languages.ts';

/** Tokens of the head of a class that is never a chunk of its own. */
const SHORT_OPENING = 60;

/**
 * Code in blocks: from one declaration to the next; those above the limit by their members, and what has none, or is
 * still too long, by `codeCuts`. A line that is too long is cut between words.
 */
export function codeBlocks(document: Document, sizes: BlockSizes): Block[] {
  const cutter = new CodeBlocks(document, sizes);
  return cutter.read();
}

class CodeBlocks {
  readonly #document: Document;
  readonly #sizes: BlockSizes;
  readonly #sections: readonly Section[];

  constructor(document: Document, sizes: BlockSizes) {
    this.#document = document;
    this.#sizes = sizes;
    this.#sections = document.sections.filter(({ start }) => start >= 0);
  }

  read(): Block[] {
    const end = this.#document.text.length;
    const before = this.#leaf(0, this.#startOf(0, end), 0);
    return [...before, ...this.#regions(0, this.#sections.length, end)];
  }

  /** The blocks of these sections, the last of which ends at `end`. */
  #regions(from: number, to: number, end: number): Block[] {
    const blocks: Block[] = [];
    for (let at = from, next = at; at < to; at = next) {
      const level = this.#sections[at]?.level ?? 0;
      next = at + 1;
      while (next < to && (this.#sections[next]?.level ?? 0) > level) next++;
      for (const block of this.#region(at, next, next < to ? this.#startOf(next, end) : end)) blocks.push(block);
    }
    return blocks;
  }

  /** A declaration: one block, or its head and its members. */
  #region(at: number, next: number, end: number): Block[] {
    const start = this.#startOf(at, end);
    const level = this.#sections[at]?.level ?? 0;
    const whole = blockIn(this.#document.text, start, end, { level });
    if (!whole) return [];
    if (whole.tokens <= this.#sizes.limit) return [whole];
    if (next === at + 1) return this.#leaf(start, end, level);
    const head = this.#leaf(start, this.#startOf(at + 1, end), level);
    const [only] = head;
    if (only && head.length === 1) only.leads = only.tokens < SHORT_OPENING;
    return [...head, ...this.#regions(at + 1, next, end)];
  }

  /** Code without declarations of its own. */
  #leaf(start: number, end: number, level: number): Block[] {
    const { text, codeLanguage } = this.#document;
    const { target, limit } = this.#sizes;
    const whole = blockIn(text, start, end, { level });
    if (!whole) return [];
    if (whole.tokens <= limit) return [whole];
    const source = text.slice(whole.start, whole.end);
    const cuts = codeCuts(source, CODE_LANGUAGES.get(codeLanguage ?? ''), target, limit);
    const blocks = [0, ...cuts].flatMap((from, i): Block[] => {
      const part = blockIn(text, whole.start + from, whole.start + (cuts[i] ?? source.length));
      if (!part || part.tokens <= limit) return part ? [part] : [];
      return cutWords(text, part.start, part.end, limit).map((span) => blockAt(text, ...span));
    });
    const [first] = blocks;
    if (first) first.level = level;
    return blocks;
  }

  #startOf(section: number, otherwise: number): number {
    return this.#sections[section]?.start ?? otherwise;
  }
}
