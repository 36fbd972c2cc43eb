import { markdownTable } from '../markdown-table.ts';
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
  const blocks = pages.map(({ number, lines }) => withMarks(blocksOf(number, lines)));
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
  if (before.rows || block.rows || Math.abs(before.size - block.size) > 0.09 * before.size) return false;
  if (before.bold !== block.bold || headings.levelOf(before) > 0 || headings.levelOf(block) > 0) return false;
  const end = before.lines.at(-1)?.text ?? '';
  const start = block.lines[0]?.text ?? '';
  if (/[.!?:;…。！？]["'”’»)\]]*(?:\[\^\d+\]|\^\d+)?$/.test(end) || BULLET.test(start)) return false;
  return /^[\p{Ll}]/u.test(start) || (before.full && !block.indented && /[\p{L}\d,–—-]$/u.test(end));
}

class Writer {
  text = '';
  readonly sections: Section[] = [];
  readonly pages: { start: number; page: number }[] = [];
  readonly #words: Words;

  constructor(words: Words) {
    this.#words = words;
  }

  add(block: Joined, level: number): void {
    const start = this.text === '' ? 0 : this.text.length + 2;
    const parts = [block, ...block.more].map((part) => ({ page: part.page, text: this.#said(part) }));
    let said = '';
    for (const { page, text } of parts) {
      if (text === '') continue;
      const whole = said === '' ? text : this.#words.join(said, text);
      this.#turnTo(page, start + (said === '' ? 0 : whole.length - text.length));
      said = whole;
    }
    if (said === '') return;
    if (level > 0) {
      const title = said.replaceAll(/\s+/g, ' ');
      said = `${'#'.repeat(level)} ${title}`;
      this.sections.push({ start, level, title });
    }
    this.text += (this.text === '' ? '' : '\n\n') + said;
  }

  #turnTo(page: number, start: number): void {
    if (this.pages.at(-1)?.page !== page) this.pages.push({ start, page });
  }

  #said(block: Block): string {
    if (block.rows) return markdownTable(block.rows);
    let said = '';
    let breaks = true;
    for (const line of block.lines) {
      const text = line.text.replace(BULLET, '- ').replaceAll(/(?:\s?[.·_…]){5,}/g, ' ....');
      said = said === '' ? text : breaks ? `${said}\n${text}` : this.#words.join(said, text);
      breaks = line.breaks;
    }
    return said;
  }
}
