import { IndentedLists } from '../indented-lists.ts';
import { indentOf, LineCursor } from '../line-cursor.ts';
import { MarkdownWriter, plainWords } from '../markdown-writer.ts';
import { Masked } from '../masked.ts';
import { orgInline } from './inline.ts';

/** An Org file as Markdown, and what its keywords say of it. */
export interface OrgFile {
  text: string;
  title: string | null;
  language: string | null;
}

const HEADING =
  /^(\*+)\s+(?:(?:TODO|DONE|NEXT|WAITING|WAIT|HOLD|CANCELL?ED|STARTED|IN-PROGRESS)\s+)?(?:\[#[A-Z\d]\]\s*)?(.*?)(?:\s+(:[\w@#%:]{1,200}:))?\s*$/;
const ITEM = /^(\s*)([-+]|\*(?<=\s\*)|\d{1,4}[.)]|[a-zA-Z][.)])\s+(?:\[@\d+\]\s*)?(?:\[[ xX-]\]\s+)?(.*)$/;
const PLANNING = /^\s*(?:(?:SCHEDULED|DEADLINE|CLOSED|CLOCK):)/;

/** Reads Org (Emacs): sections, lists, tables, blocks of code; without drawers, plans and what is not to be exported. */
export function orgText(source: string): OrgFile {
  return new OrgReader(Masked.cleared(source)).read();
}

class OrgReader {
  readonly #lines: LineCursor;
  readonly #out = new MarkdownWriter();
  readonly #lists = new IndentedLists(this.#out);
  readonly #masked = new Masked();
  readonly #notes = new Map<string, string>();
  readonly #facts = new Map<string, string>();
  /** The rank of the section that is passed over; 0 where none is. */
  #leftOut = 0;

  constructor(source: string) {
    this.#lines = new LineCursor(source);
    for (const line of this.#lines.lines) {
      const [, name, note] = /^\[fn:([\w-]{1,50})\]\s+(.{1,2000})$/.exec(line) ?? [];
      if (name !== undefined && note !== undefined) this.#notes.set(name, note.trim());
    }
  }

  read(): OrgFile {
    for (let line = this.#lines.next(); line !== undefined; line = this.#lines.next()) this.#line(line);
    const title = orgInline(this.#facts.get('title') ?? '', this.#masked, this.#notes);
    return {
      text: this.#masked.restore(this.#out.finish()),
      title: plainWords(this.#masked.restore(title)) || null,
      language: this.#facts.get('language') ?? null,
    };
  }

  #line(line: string): void {
    const heading = HEADING.exec(line);
    if (heading) this.#heading(heading[1]?.length ?? 1, heading[2] ?? '', heading[3] ?? '');
    else if (this.#leftOut > 0 || PLANNING.test(line) || /^\s*#(?:\s|$)|^\[fn:[\w-]{1,50}\]\s/.test(line)) return;
    else if (/^\s*#\+/.test(line)) this.#keyword(line);
    else if (/^\s*:[\w-]+:\s*$/.test(line) && this.#lines.untilLine(':end:')) return;
    else if (/^\s*\|/.test(line)) this.#table(line);
    else if (/^\s*:(?:\s|$)/.test(line)) this.#fixed(line);
    else if (/^\s*\\begin\{/.test(line)) this.#formula(line);
    else this.#text(line);
  }

  #text(line: string): void {
    const [, indent, mark = '', said = ''] = ITEM.exec(line) ?? [];
    if (line.trim() === '') this.#blank();
    else if (/^\s*-{5,}\s*$/.test(line)) this.#end();
    else if (indent === undefined) {
      this.#lists.text(indentOf(line));
      this.#say(line);
    } else {
      this.#lists.item(indent.length, /\w/.test(mark) ? 'numbers' : 'bullets');
      const [, term, meaning = ''] = /^(.{1,200}?)\s+::(?:\s+(.*))?$/.exec(said) ?? [];
      this.#say(term === undefined ? said : `*${term}* ${meaning}`);
    }
  }

  #blank(): void {
    this.#out.end();
    if (this.#lines.peek()?.trim() === '') this.#lists.end();
  }

  #say(text: string): void {
    this.#out.say(`${orgInline(text.trim(), this.#masked, this.#notes)} `);
  }

  #heading(rank: number, title: string, tags: string): void {
    this.#end();
    if (this.#leftOut > 0 && rank > this.#leftOut) return;
    this.#leftOut = /:noexport:|:ARCHIVE:/.test(tags) || /^COMMENT\b/.test(title) ? rank : 0;
    if (this.#leftOut === 0) this.#out.heading(rank, orgInline(title, this.#masked, this.#notes));
  }

  #keyword(line: string): void {
    const [, name = '', value = ''] = /^\s*#\+(\w+)[^:\s]*:?\s*(.*)$/.exec(line) ?? [];
    const key = name.toLowerCase();
    if (key === 'caption' || key.startsWith('begin_')) this.#lists.text(indentOf(line));
    if (key.startsWith('begin_')) this.#block(key.slice(6), value);
    else if (key === 'caption') this.#out.block(orgInline(value, this.#masked, this.#notes));
    else if (!this.#facts.has(key)) this.#facts.set(key, value.trim());
  }

  #block(name: string, value: string): void {
    const lines = this.#lines.untilLine(`#+end_${name}`);
    if (!lines || /^(?:comment|export|latex|html)$/.test(name)) return;
    if (name === 'src' || name === 'example') {
      const code = lines.map((line) => line.replace(/^(\s*),(?=[*#])/, '$1')).join('\n');
      this.#out.code(code, name === 'src' ? (/^[\w+#-]+/.exec(value)?.[0] ?? '') : '');
      return;
    }
    this.#end();
    const quote = name === 'quote';
    if (quote) this.#out.open('quote');
    for (const line of lines) {
      if (line.trim() === '') this.#out.end();
      else this.#say(name === 'verse' ? `${line}\\\\` : line);
    }
    if (quote) this.#out.close('quote');
    this.#out.end();
  }

  #table(first: string): void {
    const lines = [first, ...this.#lines.while((line) => /^\s*\|/.test(line))].filter((line) => !/^\s*\|-/.test(line));
    const rows = lines.map((line) => {
      const cells = line.trim().replace(/^\|/, '').replace(/\|$/, '').split('|');
      return cells.map((cell) => orgInline(cell.trim(), this.#masked, this.#notes));
    });
    this.#lists.text(indentOf(first));
    this.#out.table(rows.filter((row) => !row.every((cell) => /^(?:<[lrc]?\d*>)?$/.test(cell))));
  }

  #fixed(first: string): void {
    const lines = [first, ...this.#lines.while((line) => /^\s*:(?:\s|$)/.test(line))];
    this.#out.code(lines.map((line) => line.trimStart().slice(2)).join('\n'));
  }

  #formula(first: string): void {
    const name = /\\begin\{([\w*]{1,30})\}/.exec(first)?.[1] ?? '';
    const rest = first.includes(`\\end{${name}}`) ? [] : this.#lines.untilLine(`\\end{${name}}`);
    if (rest)
      this.#out.block(`$$${[first, ...rest].join('\n').trim()}${first.includes('\\end{') ? '' : `\n\\end{${name}}`}$$`);
    else this.#say(first);
  }

  #end(): void {
    this.#lists.end();
    this.#out.end();
  }
}
