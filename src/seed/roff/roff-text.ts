import { LINE_BREAK, MarkdownWriter } from '../markdown-writer.ts';
import { argumentsOf, marked, unescaped } from './escapes.ts';
import { inlineText, isInlineMacro } from './mdoc.ts';
import { PageLists } from './page-lists.ts';
import { tblRows } from './tbl.ts';

/** A manual page as Markdown, and its name with its section: `ls(1)`. */
export interface ManualPage {
  text: string;
  name: string | null;
}

/** Fonts of macros that set their arguments in two in turn. */
const ALTERNATING = new Map(
  Object.entries({
    BR: ['**', ''],
    RB: ['', '**'],
    IR: ['_', ''],
    RI: ['', '_'],
    BI: ['**', '_'],
    IB: ['_', '**'],
    SB: ['**', '**'],
  }),
);
const DEEPEST = 10;
const SET = new Map(Object.entries({ B: '**', I: '_', SM: '', R: '', CW: '' }));

/** Reads a manual page in roff, with the macros man(7) or mdoc(7). What only a formatter decides is left out. */
export function manualText(source: string): ManualPage {
  return new RoffReader(source).read();
}

class RoffReader {
  readonly #lines: string[];
  #at = 0;
  readonly #out = new MarkdownWriter();
  readonly #strings = new Map<string, string>();
  readonly lists = new PageLists(this.#out);
  /** How many conditions stand in one another in a line. */
  #conditions = 0;
  #name: string | null = null;
  #own = '';
  /** Whether words stand without spaces between them (`.Sm off`). */
  tight = false;

  constructor(source: string) {
    this.#lines = source.replaceAll('\ue003', '').replaceAll(/\\\n/g, '').split('\n');
  }

  read(): ManualPage {
    for (let line = this.#next(); line !== undefined; line = this.#next()) this.#line(line);
    return { text: this.#out.finish().replaceAll(/ *\ue003/g, ''), name: this.#name };
  }

  #next(): string | undefined {
    return this.#lines[this.#at++];
  }

  #line(line: string): void {
    const [, name, rest = ''] = /^[.'][ \t]*([A-Za-z][A-Za-z\d]*|\\["#]|\.)?(?:[ \t]+(.*)|.*)?$/.exec(line) ?? [];
    if (name !== undefined) this.#macro(name, rest);
    else if (/^[.']/.test(line)) return;
    else if (line.trim() === '') this.#out.end();
    else this.#say(unescaped(line, this.#strings));
  }

  #say(text: string): void {
    this.#out.say(`${text} `);
  }

  #macro(name: string, rest: string): void {
    const own = MACROS.get(name);
    if (own) own(this, rest);
    else if (isInlineMacro(name)) this.#inline(name, rest);
    else if (ALTERNATING.has(name)) this.#say(alternating(argumentsOf(rest), ALTERNATING.get(name) ?? []));
    else if (SET.has(name)) this.#say(this.setOrNext(rest, SET.get(name) ?? ''));
  }

  #inline(name: string, rest: string): void {
    if (name === 'Nm' && this.#own === '') this.#own = unescaped(argumentsOf(rest)[0] ?? '');
    this.#out.say(inlineText(name, rest, this.#own, this.tight));
  }

  /** Words of a macro, or of the line below where it has none. */
  setOrNext(rest: string, mark: string): string {
    const words = argumentsOf(rest);
    const text = words.length > 0 ? words.join(' ') : (this.#next() ?? '');
    return marked(unescaped(text.replace(/^\.[A-Z]{1,2} /, ''), this.#strings), mark);
  }

  title(rest: string): void {
    const [name = '', section = ''] = argumentsOf(rest).map((word) => unescaped(word));
    if (name !== '')
      this.#name ??= `${name === name.toUpperCase() ? name.toLowerCase() : name}${section === '' ? '' : `(${section})`}`;
  }

  heading(level: number, rest: string): void {
    this.lists.end();
    this.#out.heading(level, this.setOrNext(rest, '').replaceAll('**', ''));
  }

  paragraph(): void {
    this.lists.paragraph();
    this.#out.end();
  }

  lineBreak(): void {
    this.#out.say(LINE_BREAK);
  }

  /** A paragraph with a tag before it. */
  tagged(tag: string): void {
    if (this.lists.item(tag) && tag !== '') this.#say(tag.endsWith(':') ? tag : `${tag}:`);
  }

  tag(): void {
    this.tagged(new RoffReader(this.#next() ?? '').read().text.replaceAll('\n', ' '));
  }

  item(rest: string): void {
    this.lists.next();
    const [first = ''] = argumentsOf(rest);
    const text =
      rest === ''
        ? ''
        : isInlineMacro(first)
          ? inlineText(first, rest.slice(rest.indexOf(first) + first.length), this.#own).trim()
          : unescaped(rest);
    if (text !== '')
      this.#say(
        `${marked(text, text.includes('*') || text.includes('_') ? '' : '**')}${/\bXo\b/.test(rest) ? '' : ':'}`,
      );
  }

  /** Lines as they are, up to the one that ends them. */
  literal(end: RegExp): void {
    const lines: string[] = [];
    for (let line = this.#next(); line !== undefined && !end.test(line); line = this.#next()) {
      if (/^[.'](?:\\"|nf|fi|sp|PP|P|LP|in|ft)\b/.test(line)) lines.push('');
      else
        lines.push(
          unescaped(line.replace(/^[.'][A-Z][A-Za-z]?\s+/, ''), this.#strings)
            .replaceAll('**', '')
            .replaceAll(/(?<![\w])_(\S[^_\n]*?)_(?![\w])/g, '$1'),
        );
    }
    this.#out.code(lines.join('\n'));
  }

  table(): void {
    const lines: string[] = [];
    for (let line = this.#next(); line !== undefined && !/^\.(?:TE|SH)\b/.test(line); line = this.#next())
      lines.push(line);
    this.#out.table(tblRows(lines));
  }

  /** Passes over a definition, up to `..`. */
  define(rest: string): void {
    const end = argumentsOf(rest)[1] ?? '.';
    for (let line = this.#next(); line !== undefined && line.trim() !== `.${end}`; line = this.#next());
  }

  string(rest: string): void {
    const [, name = '', value = ''] = /^(\S+)\s+"?(.*)$/.exec(rest) ?? [];
    if (name !== '' && this.#strings.size < 500) this.#strings.set(name, unescaped(value));
  }

  /** What stands under a condition is read where it holds for a page as text (`n`). */
  condition(rest: string): void {
    const [, test = '', then = ''] = /^(!?\S+)\s*(.*)$/.exec(rest) ?? [];
    const met = (test === 'n' || test === '!t') && this.#conditions < DEEPEST;
    this.#conditions++;
    if (then.startsWith('\\{')) {
      if (!met) this.#skipBlock(then);
      else if (then.length > 2) this.#line(then.slice(2));
    } else if (met && then !== '') this.#line(then);
    this.#conditions--;
  }

  #skipBlock(first: string): void {
    let depth = count(first, '\\{') - count(first, '\\}');
    while (depth > 0) {
      const line = this.#next();
      if (line === undefined) return;
      depth += count(line, '\\{') - count(line, '\\}');
    }
  }

  block(text: string): void {
    this.#out.block(text);
  }

  say(text: string): void {
    this.#say(text);
  }
}

function count(text: string, mark: string): number {
  return text.split(mark).length - 1;
}

function alternating(words: readonly string[], marks: readonly string[]): string {
  return words.map((word, at) => marked(unescaped(word), marks[at % 2] ?? '')).join('');
}

const MACROS = new Map<string, (to: RoffReader, rest: string) => void>([
  ...['TH', 'Dt'].map((name) => [name, (to: RoffReader, rest: string) => to.title(rest)] as const),
  ...['SH', 'Sh'].map((name) => [name, (to: RoffReader, rest: string) => to.heading(1, rest)] as const),
  ...['SS', 'Ss'].map((name) => [name, (to: RoffReader, rest: string) => to.heading(2, rest)] as const),
  ...['PP', 'P', 'LP', 'HP', 'Pp', 'Lp', 'sp'].map((name) => [name, (to: RoffReader) => to.paragraph()] as const),
  ['br', (to) => to.lineBreak()],
  ['TP', (to) => to.tag()],
  ['TQ', (to) => to.tag()],
  ['IP', (to, rest) => to.tagged(unescaped(argumentsOf(rest)[0] ?? ''))],
  ['RS', (to) => to.lists.indent()],
  ['RE', (to) => to.lists.outdent()],
  ['Bl', (to, rest) => to.lists.begin(rest)],
  ['It', (to, rest) => to.item(rest)],
  ['El', (to) => to.lists.close()],
  ['nf', (to) => to.literal(/^[.'](?:fi|EE|SH|SS|Sh)\b/)],
  ['EX', (to) => to.literal(/^[.'](?:EE|SH|SS)\b/)],
  ['Bd', (to, rest) => (/-(?:literal|unfilled)/.test(rest) ? to.literal(/^\.Ed\b/) : to.paragraph())],
  ...['Dl', 'D1'].map((name) => [name, (to: RoffReader, rest: string) => to.block(`    ${unescaped(rest)}`)] as const),
  ['TS', (to) => to.table()],
  ...['de', 'de1', 'am', 'ig'].map((name) => [name, (to: RoffReader, rest: string) => to.define(rest)] as const),
  ['ds', (to, rest) => to.string(rest)],
  ...['if', 'ie', 'el'].map(
    (name) => [name, (to: RoffReader, rest: string) => to.condition(name === 'el' ? `t ${rest}` : rest)] as const,
  ),
  ['Nd', (to, rest) => to.say(`— ${unescaped(rest)}`)],
  [
    'Sm',
    (to, rest) => {
      to.tight = rest.startsWith('off');
    },
  ],
  ['UR', (to, rest) => to.say(unescaped(rest))],
]);
