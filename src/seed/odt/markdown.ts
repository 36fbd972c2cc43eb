import { mathmlToLatex } from '../equations.ts';
import { LINE_BREAK, MarkdownWriter } from '../markdown-writer.ts';
import type { Reviewed } from '../tell-reviewed.ts';
import { attribute, child, elements, outermost, type XmlElement } from '../xml.ts';
import type { OdtStyles } from './styles.ts';
import { type Around, wordsOf } from './words.ts';

/** What an OpenDocument text says, and how much of it was left out. */
export interface OdtText extends Reviewed {
  markdown: string;
}

const MOST_REPEATED = 50;

/** The Markdown of the body of an OpenDocument text; `objects` are the equations in it by the names of their folders. */
export function odtMarkdown(
  body: XmlElement | undefined,
  styles: OdtStyles,
  objects: ReadonlyMap<string, XmlElement>,
): OdtText {
  const writer = new OdtWriter(styles, objects);
  writer.blocks(body);
  return { markdown: writer.out.finish(), comments: writer.comments, deleted: writer.deleted };
}

class OdtWriter {
  readonly out = new MarkdownWriter();
  comments = 0;
  deleted = false;
  readonly #styles: OdtStyles;
  readonly #objects: ReadonlyMap<string, XmlElement>;
  readonly #around: Around;
  /** What is to stand below the block that is being written: notes, text boxes. */
  #below: (() => void)[] = [];
  #notes = 0;

  constructor(styles: OdtStyles, objects: ReadonlyMap<string, XmlElement>) {
    this.#styles = styles;
    this.#objects = objects;
    this.#around = {
      styles,
      note: (body) => this.#note(body),
      frame: (frame) => this.#frame(frame),
      comment: () => void this.comments++,
    };
  }

  /** Writes what a container holds, block by block. */
  blocks(container: XmlElement | undefined): void {
    for (const node of elements(container)) this.#block(node);
  }

  #block(node: XmlElement): void {
    const { local } = node;
    if (local === 'p') this.#paragraph(node);
    else if (local === 'h') this.#heading(node, Number(attribute(node, 'outline-level') ?? 1) || 1);
    else if (local === 'list') this.#list(node, 1, attribute(node, 'style-name'));
    else if (local === 'table') this.#table(node);
    else if (local === 'frame') this.#paragraph({ ...node, children: [node] });
    else if (local === 'tracked-changes') this.deleted ||= outermost(node, 'deletion').length > 0;
    else if (local === 'section' && attribute(node, 'display') === 'none') return;
    else if (!/^(?:sequence-decls|variable-decls|user-field-decls|forms|index-title-template|\w+-source)$/.test(local))
      this.blocks(node);
  }

  #paragraph(node: XmlElement): void {
    const style = this.#styles.of('paragraph', attribute(node, 'style-name'));
    if (style.hidden) return;
    if (style.title) this.#heading(node, 1);
    else {
      const words = wordsOf(node, this.#around);
      this.out.say(/^\s*\$[^$]+\$\s*$/.test(words) ? `$${words.trim()}$` : words);
      this.out.end();
      this.#writeBelow();
    }
  }

  #heading(node: XmlElement, level: number): void {
    this.out.heading(level, this.#line(node));
    this.#writeBelow();
  }

  #line(node: XmlElement): string {
    return wordsOf(node, this.#around).replaceAll(LINE_BREAK, ' ');
  }

  #writeBelow(): void {
    const below = this.#below;
    this.#below = [];
    for (const write of below) write();
  }

  #note(body: XmlElement): string {
    const number = ++this.#notes;
    const words = this.#cell(body);
    this.#below.push(() => this.out.block(`[^${number}]: ${words}`));
    return `[^${number}]`;
  }

  #frame(frame: XmlElement): string {
    const box = child(frame, 'text-box');
    if (box) this.#below.push(() => this.blocks(box));
    const inline = outermost(child(frame, 'object'), 'math')[0];
    const name = (attribute(child(frame, 'object'), 'href') ?? '').replace(/^\.\//, '');
    const latex = mathmlToLatex(inline ?? this.#objects.get(name) ?? '');
    return latex === '' ? '' : `$${latex}$`;
  }

  #list(list: XmlElement, level: number, style: string | undefined): void {
    const items = elements(list).filter(({ local }) => local === 'list-item' || local === 'list-header');
    if (items.some((item) => child(item, 'h'))) {
      for (const item of items) this.blocks(item);
      return;
    }
    const usual = this.#styles.numberOf(style, level);
    const start = Number(attribute(items[0], 'start-value') ?? usual) || 1;
    const kind = usual === undefined ? 'bullets' : 'numbers';
    this.out.open(kind, usual === undefined ? undefined : (at) => `${start + at}.`);
    for (const item of items) {
      this.out.item();
      for (const node of elements(item)) {
        if (node.local === 'list') this.#list(node, level + 1, attribute(node, 'style-name') ?? style);
        else this.#block(node);
      }
    }
    this.out.close(kind);
  }

  /** A table; one that only lays out (one row or column, tables inside) becomes what its cells hold. */
  #table(table: XmlElement): void {
    const rows = rowsOf(table).map((row) =>
      elements(row).filter(({ local }) => /^(?:covered-)?table-cell$/.test(local)),
    );
    const sizes = rows.map((row) => row.filter(({ children }) => children.length > 0).length);
    const columns = sizes.reduce((most, size) => Math.max(most, size), 0);
    if (rows.length < 2 || columns < 2 || outermost(table, 'table').length > 0) {
      for (const cell of rows.flat()) this.blocks(cell);
      return;
    }
    const grid = rows.map((row) => row.flatMap((cell) => this.#cells(cell)));
    this.out.table(grid.filter((row) => row.some((text) => text !== '')).map(trimmed));
    this.#writeBelow();
  }

  #cells(cell: XmlElement): string[] {
    const times = Math.min(MOST_REPEATED, Number(attribute(cell, 'number-columns-repeated') ?? 1) || 1);
    return Array.from({ length: times }, () => (cell.local === 'table-cell' ? this.#cell(cell) : ''));
  }

  /** All words in a cell or a note, on one line; items of a list are set apart by bullets. */
  #cell(node: XmlElement): string {
    const said = elements(node).flatMap((block): string[] => {
      if (block.local === 'p' || block.local === 'h') return [this.#line(block).trim()];
      return [block.local === 'list-item' ? `• ${this.#cell(block)}` : this.#cell(block)];
    });
    return said.filter((words) => words !== '').join(' ');
  }
}

function rowsOf(table: XmlElement): XmlElement[] {
  return elements(table).flatMap((part) => {
    if (part.local === 'table-row') return [part];
    return /^table-(?:header-rows|rows|row-group)$/.test(part.local) ? rowsOf(part) : [];
  });
}

/** A row without the empty cells at its end. */
function trimmed(row: string[]): string[] {
  return row.slice(0, row.findLastIndex((text) => text !== '') + 1);
}
