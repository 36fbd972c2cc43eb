import { encodingOfCharset, encodingOfPage } from './charsets.ts';
import type { ParagraphKind } from './paragraphs.ts';

/** What the paragraph being written is, as control words said. */
interface Paragraph {
  outline: number | undefined;
  style: number;
  /** What is printed before it as an item of a list. */
  mark: string;
  level: number;
  inTable: boolean;
}

/** Outline levels are those of headings below this. */
const NO_HEADING = 9;
const DINGBATS = /wingdings|webdings|dingbats|marlett/i;

/** The tables of an RTF file (code page, fonts, styles), and the properties of the paragraph being written. */
export class RtfSettings {
  paragraph: Paragraph = fresh('');
  #page = 'windows-1252';
  #default = 0;
  readonly #fonts = new Map<number, string>();
  readonly #outlines = new Map<number, number>();
  #font = 0;
  #style = 0;
  #outline: number | undefined;

  /** Sets the code page of the file, and gives its encoding. */
  page(name: string, value: number | undefined): string {
    if (name === 'mac') this.#page = encodingOfPage(10000);
    else if (name === 'ansicpg') this.#page = encodingOfPage(value);
    return this.#page;
  }

  /** The encoding of text in a font; in the default font for none. */
  encodingOf(font: number | undefined): string {
    return this.#fonts.get(font ?? this.#default) ?? this.#page;
  }

  /** Takes a control word of the tables or of a paragraph. */
  word(to: string, name: string, value: number | undefined): void {
    if (to === 'fonts') this.#fontWord(name, value);
    else if (to === 'styles') this.#styleWord(name, value);
    else if (to === 'body') this.#paragraphWord(name, value);
  }

  /** Ends a font of the table, whose name was given. */
  endFont(name: string): void {
    if (DINGBATS.test(name)) this.#fonts.set(this.#font, 'dingbats');
  }

  /** Ends a style of the table. */
  endStyle(): void {
    if (this.#outline !== undefined) this.#outlines.set(this.#style, this.#outline);
    [this.#style, this.#outline] = [0, undefined];
  }

  /** What the paragraph being written is. */
  kind(): ParagraphKind {
    const { outline, style, mark, level, inTable } = this.paragraph;
    const rank = outline ?? this.#outlines.get(style) ?? NO_HEADING;
    const item = mark.trim() === '' ? undefined : { mark, level };
    return { heading: rank < NO_HEADING ? rank + 1 : 0, item, inTable };
  }

  #fontWord(name: string, value: number | undefined): void {
    if (name === 'f') this.#font = value ?? 0;
    const encoding =
      name === 'fcharset' ? encodingOfCharset(value) : name === 'cpg' ? encodingOfPage(value) : undefined;
    if (encoding !== undefined) this.#fonts.set(this.#font, encoding);
  }

  #styleWord(name: string, value: number | undefined): void {
    if (name === 's') this.#style = value ?? 0;
    else if (name === 'outlinelevel') this.#outline = value ?? 0;
  }

  #paragraphWord(name: string, value: number | undefined): void {
    const { paragraph } = this;
    if (name === 'pard') this.paragraph = fresh(paragraph.mark);
    else if (name === 'intbl') paragraph.inTable = true;
    else if (name === 's') paragraph.style = value ?? 0;
    else if (name === 'outlinelevel') paragraph.outline = value ?? 0;
    else if (name === 'ilvl') paragraph.level = Math.min(8, Math.max(0, value ?? 0));
    else if (name === 'deff') this.#default = value ?? 0;
  }
}

/** A paragraph without properties; the mark of an item may stand before them. */
function fresh(mark: string): Paragraph {
  return { outline: undefined, style: 0, mark, level: 0, inTable: false };
}
