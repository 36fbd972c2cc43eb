import { LineCursor } from '../line-cursor.ts';
import { LINE_BREAK, MarkdownWriter, plainWords } from '../markdown-writer.ts';
import { Masked } from '../masked.ts';
import { References } from '../references.ts';
import { asciidocInline } from './inline.ts';
import { MarkedLists } from './marked-lists.ts';
import { rowsOf } from './table.ts';

/** An AsciiDoc file as Markdown, and what its header says of it. */
export interface AsciidocFile {
  text: string;
  title: string | null;
  attributes: ReadonlyMap<string, string>;
  /** Files that it takes in and that are not followed. */
  included: readonly string[];
}

const DELIMITER = /^(?:-{4,}|\.{4,}|={4,}|\*{4,}|_{4,}|\+{4,}|--|```[\w+#-]*|[|,:!]={3,})$/;
const ADMONITION = /^(NOTE|TIP|IMPORTANT|WARNING|CAUTION)(?::\s+(.*))?$/;
const ITEM = /^\s*(\*{1,6}|-|\.{1,6}|\d{1,4}\.|<(?:\d{1,3}|\.)>)\s+(?:\[[ xX*]\]\s+)?(.*)$/;
const TERM = /^\s*(\S.{0,300}?)(:{2,4}|;;)(?:\s+(.*))?$/;

/** Reads AsciiDoc: sections, lists, tables, listings, notes; conditions are taken as met and other files not followed. */
export function asciidocText(source: string): AsciidocFile {
  return new AsciidocReader(Masked.cleared(References.cleared(source))).read();
}

class AsciidocReader {
  readonly #lines: LineCursor;
  readonly #out = new MarkdownWriter();
  readonly #lists = new MarkedLists(this.#out);
  readonly #masked = new Masked();
  readonly #references = new References();
  readonly #attributes = new Map<string, string>();
  readonly #included: string[] = [];
  /** Delimiters of blocks that are open, and whether a quotation stands for them. */
  readonly #open: { mark: string; quote: boolean }[] = [];
  /** What stands before the next block in brackets, and its title. */
  #style = '';
  #blockTitle = '';
  #title: string | null = null;
  #id = '';

  constructor(source: string) {
    this.#lines = new LineCursor(source);
  }

  read(): AsciidocFile {
    for (let line = this.#lines.next(); line !== undefined; line = this.#lines.next()) this.#line(line.trimEnd());
    const text = this.#references.resolve(this.#masked.restore(this.#out.finish()));
    return { text, title: this.#title, attributes: this.#attributes, included: this.#included };
  }

  #line(line: string): void {
    if (line === '') this.#blank();
    else if (/^\/{4,}$/.test(line)) this.#lines.untilLine(line);
    else if (line.startsWith('//') || /^(?:ifn?def|ifeval|endif|toc|video|audio)::/.test(line)) return;
    else if (/^:!?[\w-]+!?:/.test(line)) this.#attribute(line);
    else if (line.startsWith('include::')) this.#included.push(/^include::([^[\n]{1,300})/.exec(line)?.[1] ?? '');
    else if (/^\[.*\]$/.test(line)) this.#brackets(line);
    else if (/^\.[^\s.]/.test(line)) this.#blockTitle = this.#said(line.slice(1));
    else if (DELIMITER.test(line)) this.#delimiter(line);
    else if (/^(?:=|#){1,6} \S/.test(line)) this.#heading(line);
    else this.#content(line);
  }

  #content(line: string): void {
    const item = ITEM.exec(line);
    const term = item ? null : TERM.exec(line);
    const note = ADMONITION.exec(line);
    if (/^image::/.test(line)) this.#titled();
    else if (line === '+' || /^(?:'{3,}|<{3,}|-{3}|\* \* \*)$/.test(line)) this.#out.end();
    else if (item) this.#item(item[1] ?? '*', item[2] ?? '');
    else if (term && !/^https?$/.test(term[1] ?? '')) this.#term(term[1] ?? '', term[2] ?? '', term[3] ?? '');
    else if (note?.[2] !== undefined) this.#say(`*${capitalized(note[1] ?? '')}:* ${note[2]}`);
    else if (/^\s/.test(line) && !this.#lists.isOpen && this.#out.last === '') this.#literal(line);
    else this.#paragraph(line);
  }

  #blank(): void {
    this.#out.end();
    const next = this.#lines.peek() ?? '';
    if (!/^\s/.test(next) && !ITEM.test(next) && !TERM.test(next)) this.#lists.end();
  }

  #said(text: string): string {
    return asciidocInline(text, { masked: this.#masked, references: this.#references, attributes: this.#attributes });
  }

  #say(text: string): void {
    this.#out.say(`${this.#said(text.replace(/ \+$/, LINE_BREAK))} `);
  }

  #paragraph(line: string): void {
    this.#titled();
    const style = ADMONITION.exec(this.#takeStyle())?.[1];
    this.#say(`${style === undefined ? '' : `*${capitalized(style)}:* `}${line.trim()}`);
  }

  #attribute(line: string): void {
    const [, name = '', value = ''] = /^:!?([\w-]+)!?:\s*(.*)$/.exec(line) ?? [];
    this.#attributes.set(name, value.length <= 500 ? value : '');
  }

  #brackets(line: string): void {
    const id = /^\[\[([^\],]{1,200})/.exec(line)?.[1] ?? /^\[[^\]]{0,200}#([\w-]{1,200})/.exec(line)?.[1];
    if (id !== undefined) this.#id = id;
    if (!line.startsWith('[[')) this.#style = line.slice(1, -1);
  }

  #heading(line: string): void {
    const [, marks = '', said = ''] = /^(\S+) (.*)$/.exec(line) ?? [];
    const title = this.#said(said);
    this.#lists.end();
    const label = { name: '', said: `“${title}”` };
    for (const key of [this.#id, `_${title.toLowerCase().replaceAll(/[^\p{L}\d]+/gu, '_')}`, title])
      if (key !== '') this.#references.label(key, label);
    this.#takeStyle();
    if (marks.length > 1) this.#out.heading(marks.length - 1, title);
    else if (this.#title === null) this.#docTitle(title);
    else this.#out.heading(1, title);
  }

  /** The title, and below it lines of authors and revision, which are not read. */
  #docTitle(title: string): void {
    this.#title = plainWords(title);
    this.#lines.while((line) =>
      /^(?:[\p{Lu}][\p{L}.'-]+ [^<>:]{0,100}<[^<>]{1,200}>|v?\d[\d.]*,? .{0,60})/u.test(line),
    );
  }

  #item(mark: string, text: string): void {
    this.#titled();
    this.#lists.item(mark);
    this.#say(text);
  }

  #term(term: string, mark: string, meaning: string): void {
    this.#titled();
    this.#lists.item(mark);
    this.#out.emphasize(this.#said(term), '**');
    this.#out.say(' ');
    if (meaning !== '') this.#say(meaning);
  }

  #literal(first: string): void {
    const lines = [first, ...this.#lines.while((line) => line.trim() !== '')];
    this.#titled();
    this.#out.code(lines.join('\n'), /^source,\s*([\w+#-]+)/.exec(this.#takeStyle())?.[1]);
  }

  #titled(): void {
    if (this.#blockTitle === '') return;
    const label = { name: '', said: `“${this.#blockTitle}”` };
    if (this.#id !== '') this.#references.label(this.#id, label);
    this.#id = '';
    this.#out.block(`**${this.#blockTitle}**`);
    this.#blockTitle = '';
  }

  #takeStyle(): string {
    const style = this.#style;
    this.#style = '';
    this.#id = '';
    return style;
  }

  #delimiter(line: string): void {
    const open = this.#open.findLastIndex(({ mark }) => mark === line);
    if (open !== -1) {
      for (const { quote } of this.#open.splice(open).reverse()) if (quote) this.#out.close('quote');
      this.#out.end();
    } else if (/^(?:-{4,}|\.{4,}|\+{4,}|```|[|,:!]=)/.test(line)) this.#whole(line);
    else this.#container(line);
  }

  /** A block whose content is AsciiDoc again. */
  #container(line: string): void {
    this.#titled();
    const style = this.#takeStyle();
    const quote = line.startsWith('____') || /^(?:quote|verse)\b/.test(style);
    this.#open.push({ mark: line, quote });
    if (quote) this.#out.open('quote');
    const note = ADMONITION.exec(style.split(',')[0] ?? '')?.[1];
    if (note !== undefined) this.#out.block(`**${capitalized(note)}**`);
  }

  /** A block whose content stands as it is, or a table. */
  #whole(line: string): void {
    const close = line.startsWith('```') ? '```' : line;
    const lines = this.#lines.untilLine(close);
    if (!lines) return;
    this.#titled();
    const style = this.#takeStyle();
    const language = /^source\s*,\s*([\w+#-]+)/.exec(style)?.[1] ?? /^```([\w+#-]+)/.exec(line)?.[1];
    if (line.startsWith('|=')) this.#out.table(rowsOf(lines, style).map((row) => row.map((cell) => this.#said(cell))));
    else if (/^(?:stem|latexmath|asciimath)\b/.test(style)) this.#out.block(`$$${lines.join('\n').trim()}$$`);
    else if (!/^(?:\+{4,}|[,:!]=)/.test(line))
      this.#out.code(
        lines.join('\n').replaceAll(/ *(?:(?:#|\/\/|--|;;|<!--) ?)?(?:<!?-{0,2}(?:\d{1,3}|\.)-{0,2}> ?)+$/gm, ''),
        language,
      );
  }
}

function capitalized(word: string): string {
  return word.charAt(0) + word.slice(1).toLowerCase();
}
