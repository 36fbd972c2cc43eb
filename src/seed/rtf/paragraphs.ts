import { LINE_BREAK, MarkdownWriter } from '../markdown-writer.ts';

/** How words look. */
export interface Look {
  bold: boolean;
  italic: boolean;
}

/** What a paragraph is. */
export interface ParagraphKind {
  /** From 1 for headings, 0 for none. */
  heading: number;
  /** The mark of its list as it is printed (`2.`, `•`), and its depth from 0; undefined outside of lists. */
  item: { mark: string; level: number } | undefined;
  inTable: boolean;
}

/** Writes the paragraphs, lists and tables of an RTF file as Markdown. */
export class RtfParagraphs {
  readonly #out = new MarkdownWriter();
  #segments: { text: string; look: Look }[] = [];
  #cell: string[] = [];
  #row: string[] = [];
  #rows: string[][] = [];
  #below: string[] = [];
  #notes = 0;
  readonly #lists: { kind: 'bullets' | 'numbers'; level: number; marks: string[] }[] = [];

  say(text: string, look: Look): void {
    const last = this.#segments.at(-1);
    if (last && last.look.bold === look.bold && last.look.italic === look.italic) last.text += text;
    else this.#segments.push({ text, look });
  }

  /** A note: its mark in the paragraph, the note itself below it. */
  note(text: string, look: Look): void {
    const words = text.replaceAll(/\s+/g, ' ').trim();
    if (words === '') return;
    this.say(`[^${++this.#notes}]`, look);
    this.#below.push(`[^${this.#notes}]: ${words}`);
  }

  /** A block that stands below the paragraph, as a text box. */
  below(text: string): void {
    if (text.trim() !== '') this.#below.push(text);
  }

  end({ heading, item, inTable }: ParagraphKind): void {
    if (inTable) {
      this.#cell.push(this.#words());
      return;
    }
    const words = this.#words(heading === 0);
    if (words === '' && this.#below.length === 0) return;
    this.#endTable();
    if (item && words !== '') this.#item(item);
    else this.#endLists();
    if (heading > 0) this.#out.heading(heading, words.replaceAll(LINE_BREAK, ' '));
    else {
      this.#out.say(words);
      this.#out.end();
    }
    for (const block of this.#below.splice(0)) this.#out.block(block);
  }

  endCell(): void {
    const words = [...this.#cell, this.#words()].filter((part) => part !== '').join(' ');
    this.#cell = [];
    this.#row.push(words.replaceAll(LINE_BREAK, ' '));
  }

  endRow(): void {
    if (this.#row.some((cell) => cell !== '')) this.#rows.push(this.#row);
    this.#row = [];
  }

  /** Ends all and gives the whole. */
  finish(): string {
    this.end({ heading: 0, item: undefined, inTable: false });
    if (this.#cell.length > 0) this.endCell();
    this.endRow();
    this.#endTable();
    this.#endLists();
    for (const block of this.#below.splice(0)) this.#out.block(block);
    return this.#out.finish();
  }

  #words(marked = false): string {
    const segments = this.#segments.splice(0);
    const said = segments.map(({ text, look }) => (marked ? emphasised(text, look) : text)).join('');
    return said.replaceAll(/[^\S\ue002]+/g, ' ').trim();
  }

  /** A table; one of a single row or column only lays out, and becomes its cells. */
  #endTable(): void {
    if (this.#row.length > 0) this.endRow();
    const rows = this.#rows.splice(0);
    if (rows.length === 0) return;
    this.#endLists();
    const columns = rows.reduce((most, row) => Math.max(most, row.filter((cell) => cell !== '').length), 0);
    if (rows.length > 1 && columns > 1) this.#out.table(rows);
    else for (const cell of rows.flat()) this.#out.block(cell);
  }

  #item({ mark, level }: { mark: string; level: number }): void {
    const number = /^\(?(\w{1,4})[.)]/.exec(mark.trim())?.[1];
    const kind = number === undefined ? 'bullets' : 'numbers';
    while ((this.#lists.at(-1)?.level ?? -1) > level) this.#closeList();
    if (this.#lists.at(-1)?.level === level && this.#lists.at(-1)?.kind !== kind) this.#closeList();
    if (this.#lists.at(-1)?.level !== level) {
      const marks: string[] = [];
      this.#lists.push({ kind, level, marks });
      this.#out.open(kind, kind === 'bullets' ? undefined : (at) => marks[at] ?? `${at + 1}.`);
    }
    const marks = this.#lists.at(-1)?.marks ?? [];
    marks.push(number !== undefined && /^\d+$/.test(number) ? `${number}.` : `${marks.length + 1}.`);
    this.#out.item();
  }

  #endLists(): void {
    while (this.#lists.length > 0) this.#closeList();
  }

  #closeList(): void {
    const list = this.#lists.pop();
    if (list) this.#out.close(list.kind);
  }
}

function emphasised(text: string, { bold, italic }: Look): string {
  const [, before = '', said = '', after = ''] = /^(\s*)([\s\S]*?)(\s*)$/.exec(text) ?? [];
  if (said === '' || said.includes(LINE_BREAK) || !/[\p{L}\p{N}]/u.test(said)) return text;
  const slanted = italic ? `_${said}_` : said;
  return `${before}${bold ? `**${slanted}**` : slanted}${after}`;
}
