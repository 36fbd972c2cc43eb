import { IndentedLists } from '../indented-lists.ts';
import { dedented, indentOf, LineCursor } from '../line-cursor.ts';
import { LINE_BREAK, MarkdownWriter } from '../markdown-writer.ts';
import { Masked } from '../masked.ts';
import { References } from '../references.ts';
import { directiveOf, runDirective } from './directives.ts';
import { rstInline } from './inline.ts';
import { gridRows, simpleRows } from './tables.ts';

/** A reStructuredText file as Markdown. */
export interface RstFile {
  text: string;
  /** What its field list says before the text (`:license: MIT`). */
  facts: ReadonlyMap<string, string>;
}

const RULE = /^([=\-`:.'"~^_*+#<>!$%&(),/;?@[\\\]{|}])\1{1,}\s*$/;
const ITEM = /^(\s*)([-*+•]|(?:\d{1,4}|[a-zA-Z]|#|[ivxlc]{1,6})[.)]|\((?:\d{1,4}|[a-zA-Z])\))(\s+)(\S.*)$/;
const FIELD = /^:([\w][^:\n]{0,80}):(?:\s+(.*)|\s*)$/;
/** Blocks in blocks beyond this depth are read as text. */
const DEEPEST = 12;

/** Reads reStructuredText (Docutils, Sphinx): sections, lists, tables, code, notes, formulas; other files are not followed. */
export function rstText(source: string): RstFile {
  const clean = Masked.cleared(References.cleared(source));
  const reader = new RstReader(clean);
  return { text: reader.read(), facts: reader.facts };
}

/** Reads one file. */
export class RstReader {
  readonly out = new MarkdownWriter();
  readonly facts = new Map<string, string>();
  readonly #masked = new Masked();
  readonly #references = new References();
  readonly #substitutions = new Map<string, string>();
  /** Characters of headings (doubled where there is a line above), in the order of their ranks. */
  readonly #ranks: string[] = [];
  #lines: LineCursor;
  #depth = 0;
  #labels: string[] = [];

  constructor(source: string) {
    this.#lines = new LineCursor(source);
    for (const [, name = '', said = ''] of source.matchAll(/^\.\. \|([^|\n]{1,100})\| replace:: ([^\n]{0,500})/gm))
      this.#substitutions.set(name, said);
  }

  read(): string {
    this.#blocks(true);
    return this.#references.resolve(this.#masked.restore(this.out.finish()));
  }

  /** Reads lines that stand in a block. */
  inside(lines: readonly string[]): void {
    const outer = this.#lines;
    this.#lines = new LineCursor(lines.join('\n'));
    this.#depth++;
    this.#blocks(false);
    this.#depth--;
    this.#lines = outer;
  }

  /** A text in one line as it reads. */
  said(text: string): string {
    return rstInline(text, { masked: this.#masked, references: this.#references, substitutions: this.#substitutions });
  }

  #blocks(top: boolean): void {
    for (let line = this.#lines.peek(); line !== undefined; line = this.#lines.peek()) {
      if (line.trim() === '') this.#lines.next();
      else if (!(top && this.#heading())) this.#block(line);
    }
    this.out.end();
  }

  #heading(): boolean {
    const [first = '', second = '', third = ''] = [this.#lines.peek(), this.#lines.peek(1), this.#lines.peek(2)];
    const over =
      RULE.test(first) && RULE.test(third) && first[0] === third[0] && second.trim() !== '' && first.trim().length > 2;
    const under =
      RULE.test(second) &&
      /^\S/.test(first) &&
      !RULE.test(first) &&
      second.trimEnd().length >= Math.min(3, first.length);
    if (!over && !under) return false;
    const style = over ? `${first[0]}${first[0]}` : (second[0] ?? '');
    if (!this.#ranks.includes(style)) this.#ranks.push(style);
    const title = this.said((over ? second : first).trim());
    for (const key of [...this.#labels, title.toLowerCase()])
      this.#references.label(key, { name: '', said: `“${title}”` });
    this.#labels = [];
    for (let i = 0; i < (over ? 3 : 2); i++) this.#lines.next();
    this.out.heading(this.#ranks.indexOf(style) + 1, title);
    return true;
  }

  #block(line: string): void {
    if (/^\.\.(?:\s|$)/.test(line)) this.#explicit();
    else if (/^__\s|^\s*\.\. $/.test(line)) this.#lines.next();
    else if (/^\+[-=+]{2,}\+\s*$/.test(line))
      this.out.table(this.#cells(gridRows(this.#lines.while((row) => /^[+|]/.test(row)))));
    else if (/^={2,}(?:\s+={2,})+\s*$/.test(line)) this.#simpleTable();
    else if (RULE.test(line)) this.#lines.next();
    else if (/^>>> /.test(line)) this.out.code(this.#lines.while((code) => code.trim() !== '').join('\n'), 'python');
    else if (/^\| /.test(line)) this.#lineBlock();
    else if (ITEM.test(line)) this.#list();
    else if (FIELD.test(line)) this.#fields();
    else if (/^\s/.test(line)) this.#quotation();
    else this.#paragraph();
  }

  #cells(rows: string[][]): string[][] {
    return rows.map((row) => row.map((cell) => this.said(cell)));
  }

  #simpleTable(): void {
    const rule = this.#lines.peek()?.trimEnd() ?? '';
    let rules = 0;
    const lines = this.#lines.while((line) => {
      if (/^={2,}[=\s]*$/.test(line)) rules++;
      return rules < 3 && (rules < 2 || line.trim() !== '' || rules === 2);
    });
    this.out.table(this.#cells(simpleRows([rule, ...lines.slice(1)])));
    if (/^={2,}[=\s]*$/.test(this.#lines.peek() ?? '')) this.#lines.next();
  }

  #lineBlock(): void {
    for (const line of this.#lines.while((each) => /^(?:\|(?:\s|$)|\s+\S)/.test(each)))
      this.out.say(`${this.said(line.replace(/^\|\s?/, ''))}${LINE_BREAK}`);
    this.out.end();
  }

  /** A list with what is indented below its items. */
  #list(): void {
    const lists = new IndentedLists(this.out);
    for (let item = ITEM.exec(this.#lines.peek() ?? ''); item; item = ITEM.exec(this.#lines.peek() ?? '')) {
      const [, indent = '', mark = '', gap = '', said = ''] = item;
      this.#lines.next();
      lists.item(indent.length, /^[-*+•]/.test(mark) ? 'bullets' : 'numbers');
      const body = [said, ...this.#lines.indented(indent.length + mark.length + Math.min(1, gap.length))];
      if (this.#depth < DEEPEST) this.inside(body);
      else this.out.say(body.join(' '));
      this.#lines.while((line) => line.trim() === '');
    }
    lists.end();
  }

  /** Fields at the head say something of the file; elsewhere they are terms with what they mean. */
  #fields(): void {
    const head = this.out.isEmpty;
    if (!head) this.out.open('bullets');
    for (let field = FIELD.exec(this.#lines.peek() ?? ''); field; field = FIELD.exec(this.#lines.peek() ?? '')) {
      const [, name = '', value = ''] = field;
      this.#lines.next();
      const text = [value, ...this.#lines.indented(1)].join(' ').trim();
      this.facts.set(name.toLowerCase(), text);
      if (head) continue;
      this.out.item();
      this.out.say(`**${this.said(name)}**: ${this.said(text)}`);
    }
    if (!head) this.out.close('bullets');
  }

  #quotation(): void {
    const lines = this.#lines.indented(1);
    if (lines.length === 0) this.#lines.next();
    else if (this.#depth >= DEEPEST) this.out.block(lines.join(' '));
    else {
      this.out.open('quote');
      this.inside(lines);
      this.out.close('quote');
    }
  }

  /** A paragraph; one that ends in `::` leads code, one line with an indented block below it is a term. */
  #paragraph(): void {
    const lines = this.#lines.while((line) => line.trim() !== '' && /^\S/.test(line) && !/^\.\. \S/.test(line));
    if (lines.length === 0) lines.push(this.#lines.next() ?? '');
    const next = this.#lines.peek() ?? '';
    const text = lines.join(' ').trimEnd();
    if (lines.length === 1 && /^\s+\S/.test(next) && !text.endsWith('::')) {
      this.#term(text);
      return;
    }
    const literal = text.endsWith('::');
    const said = literal ? text.replace(/\s*::$/, /[^\s:]::$/.test(text) ? ':' : '') : text;
    this.out.say(this.said(said));
    this.out.end();
    if (!literal) return;
    this.#lines.while((line) => line.trim() === '');
    if (/^\s/.test(this.#lines.peek() ?? '')) this.out.code(this.#lines.indented(1).join('\n'));
  }

  #term(term: string): void {
    this.out.open('bullets');
    this.out.item();
    this.out.say(`**${this.said(term.replace(/ : .*$/, '')).replaceAll('**', '')}** `);
    const lines = this.#lines.indented(1);
    if (this.#depth < DEEPEST) this.inside(lines);
    else this.out.say(lines.join(' '));
    this.out.close('bullets');
  }

  /** What begins with `..`: directives, targets, notes, comments. */
  #explicit(): void {
    const line = this.#lines.next() ?? '';
    const label = /^\.\. _`?([^:`]{1,200})`?:/.exec(line)?.[1];
    if (label !== undefined) this.#labels.push(label.toLowerCase());
    const directive = directiveOf(line, this.#lines.indented(Math.max(1, indentOf(line) + 1)));
    if (directive && this.#depth < DEEPEST) runDirective(this, directive);
  }

  /** The lines of a block as code that stands in it. */
  code(lines: readonly string[], language: string): void {
    this.out.code(dedented(lines).join('\n'), language);
  }
}
