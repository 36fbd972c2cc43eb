import { markdownTable } from '../markdown-table.ts';
import { fenced } from '../markdown-writer.ts';
import type { Section } from '../reader.ts';
import { Headings, type OutlineEntry } from './headings.ts';
import { notesFirst, withMarks } from './notes.ts';
import { type Block, blocksOf } from './paragraphs.ts';
import type { Page } from './run.ts';
import { Words } from './words.ts';

/** What a PDF says: text with headings, tables and lists as Markdown, and where its sections and pages begin. */
export interface PdfText {
  text: string;
  sections: Section[];
  pages: { start: number; page: number }[];
}

const BULLET = /^(?:[•▪●○■◦‣·◆➢✓]\s*|[–—*]\s+)/;

/** Puts pages together: paragraphs that columns and pages part are joined, parted words too, headings are told. */
export function documentOf(pages: readonly Page[], outline: readonly OutlineEntry[]): PdfText {
  const words = new Words();
  for (const { lines } of pages) words.learn(lines.map(({ text }) => text));
  const headings = new Headings(pages, outline);
  const typed = isTyped(pages);
  const blocks = pages.map(({ number, lines }) => withMarks(blocksOf(number, lines, typed)));
  headings.rank(blocks.flat());
  const isHeading = (block: Block) => headings.levelOf(block) > 0;
  const order = blocks.flatMap((own, i) => {
    const next = blocks.slice(i + 1).find((page) => page.length > 0)?.[0];
    return notesFirst(own, headings.body, isHeading, (torn) => next !== undefined && goesOn(torn, next, headings));
  });
  const written = new Writer(words);
  for (const block of joinedBlocks(order, headings)) written.add(block, headings.levelOf(block));
  return { text: written.text, sections: written.sections, pages: written.pages };
}

/** Whether most of a document is in a typewriter's letters. */
function isTyped(pages: readonly Page[]): boolean {
  let [mono, all] = [0, 0];
  for (const { lines } of pages) {
    for (const line of lines) {
      all += line.text.length;
      if (line.mono) mono += line.text.length;
    }
  }
  return mono > all / 2;
}

/** A block, and the parts of it that stand in later columns or on later pages. */
type Joined = Block & { more: Block[] };

function joinedBlocks(blocks: readonly Block[], headings: Headings): Joined[] {
  const joined: Joined[] = [];
  for (const block of blocks) {
    const last = joined.at(-1);
    const before = last?.more.at(-1) ?? last;
    if (last && before && goesOn(before, block, headings)) last.more.push(block);
    else joined.push({ ...block, more: [] });
  }
  return joined;
}

/** Whether a block in the next column or on the next page is the rest of the one before. */
function goesOn(before: Block, block: Block, headings: Headings): boolean {
  if (before.page === block.page && before.region === block.region) return false;
  if (before.rows || block.rows || before.code || block.code) return false;
  if (Math.abs(before.size - block.size) > 0.09 * before.size) return false;
  if (before.bold !== block.bold || headings.levelOf(before) > 0 || headings.levelOf(block) > 0) return false;
  const end = before.lines.at(-1)?.text ?? '';
  const start = block.lines[0]?.text ?? '';
  if (/[.!?:;…。！？]["'”’»)\]]*(?:\[\^\d+\]|\^\d+)?$/.test(end) || BULLET.test(start)) return false;
  return /^[\p{Ll}]/u.test(start) || (before.full && !block.indented && /[\p{L}\d,–—-]$/u.test(end));
}

class Writer {
  readonly #text: string[] = [];
  #length = 0;
  readonly sections: Section[] = [];
  readonly pages: { start: number; page: number }[] = [];
  readonly #words: Words;

  constructor(words: Words) {
    this.#words = words;
  }

  get text(): string {
    return this.#text.join('');
  }

  add(block: Joined, level: number): void {
    const parts = [block, ...block.more].map((part) => ({ page: part.page, lines: this.#linesOf(part) }));
    if (parts.every(({ lines }) => lines.length === 0)) return;
    if (this.#length > 0) this.#write('\n\n');
    const start = this.#length;
    if (level > 0) {
      const title = parts
        .flatMap(({ lines }) => lines)
        .join('')
        .replaceAll(/\s+/g, ' ');
      this.sections.push({ start, level, title });
      this.#turnTo(block.page);
      this.#write(`${'#'.repeat(level)} ${title}`);
      return;
    }
    for (const [i, { page, lines }] of parts.entries()) {
      this.#turnTo(page);
      const next = parts[i + 1]?.lines[0];
      const last = lines.length - 1;
      for (const [at, line] of lines.entries()) {
        this.#write(at === last && next !== undefined ? this.#words.leading(line, next) : line);
      }
    }
  }

  #write(text: string): void {
    this.#text.push(text);
    this.#length += text.length;
  }

  #turnTo(page: number): void {
    if (this.pages.at(-1)?.page !== page) this.pages.push({ start: this.#length, page });
  }

  /** The lines of a block, each as it leads to the next. */
  #linesOf({ rows, code, lines }: Block): string[] {
    if (rows) return [markdownTable(rows)];
    if (code) return [fenced(lines.map(({ text }) => text).join('\n'))];
    const texts = lines.map(({ text }) => text.replace(BULLET, '- ').replaceAll(/(?:\s?[.·_…]){5,}/g, ' ....'));
    return texts.map((text, i) => {
      const next = texts[i + 1];
      if (next === undefined) return text;
      return lines[i]?.breaks ? `${text}\n` : this.#words.leading(text, next);
    });
  }
}
