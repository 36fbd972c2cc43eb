import { type CodeLine, lineAt } from './code-line.ts';
import { endingWord, endingWords, LONGEST_WORD } from './heredoc.ts';
import type { CodeLanguage, Mark } from './language.ts';
import { markEnd } from './mark-end.ts';
import { Nesting } from './nesting.ts';

/** The lines of a source file, and whether its braces came out even. */
export interface Scanned {
  lines: CodeLine[];
  balanced: boolean;
}

type Unclosed = { mark: Mark; at: number };

/** So often a file is read because something in it is never closed. */
const MOST_READINGS = 8;

/**
 * Reads a source file from its beginning to its end, in time linear in its length. What opens a string or comment
 * that is never closed is taken for ordinary characters, and so are those of its kind that follow.
 */
export function scan(text: string, language: CodeLanguage): Scanned {
  const dead = new Map<Mark, number>();
  for (let reading = 1; ; reading++) {
    const scanner = new Scanner(text, language, dead);
    scanner.read();
    const { lines, balanced, unclosed } = scanner;
    if (unclosed === undefined || reading === MOST_READINGS) return { lines, balanced };
    dead.set(unclosed.mark, unclosed.at);
  }
}

class Scanner {
  readonly lines: CodeLine[] = [];
  unclosed: Unclosed | undefined;
  readonly #text: string;
  readonly #language: CodeLanguage;
  /** From where on a mark means nothing. */
  readonly #dead: ReadonlyMap<Mark, number>;
  /** Up to where a mark means nothing because its line does not close it. */
  readonly #open = new Map<Mark, number>();
  readonly #marks = new Map<string, Mark[]>();
  readonly #nesting: Nesting;
  /** The words that end the here-documents that begin on the next line. */
  #heredocs: string[] = [];
  #ends: Map<string, number> | undefined;
  #line: CodeLine;
  #at = 0;
  #known = { from: 0, end: -1 };

  constructor(text: string, language: CodeLanguage, dead: ReadonlyMap<Mark, number>) {
    this.#text = text;
    this.#language = language;
    this.#dead = dead;
    this.#nesting = new Nesting(language.blocks === 'brace');
    for (const mark of language.marks) this.#marks.set(mark.at, [...(this.#marks.get(mark.at) ?? []), mark]);
    this.#line = this.#newLine(0, false, false);
  }

  get balanced(): boolean {
    return this.#nesting.even;
  }

  read(): void {
    const text = this.#text;
    const { preprocessor, heredoc } = this.#language;
    const characters = [
      '\n',
      ...'{}()[]',
      ...this.#marks.keys(),
      ...(preprocessor ? ['#'] : []),
      ...(heredoc ? ['<'] : []),
    ];
    const triggers = new RegExp(`[${characters.join('').replaceAll(/[\\\]^-]/g, '\\$&')}]`, 'g');
    for (;;) {
      triggers.lastIndex = this.#at;
      const found = triggers.exec(text)?.index ?? text.length;
      this.#code(this.#at, found);
      this.#at = found;
      if (found === text.length) break;
      if (text[found] === '\n') this.#lineBreak();
      else this.#take(text[found] ?? '');
    }
    this.#finishLine(text.length);
    this.unclosed ??= this.#nesting.interrupted;
  }

  /** What stands at a trigger. */
  #take(char: string): void {
    if (char === '#' && this.#directive()) return;
    for (const mark of this.#marks.get(char) ?? []) if (this.#takeMark(mark)) return;
    if (char === '<') this.#heredoc();
    this.#code(this.#at, this.#at + 1);
    if (char === '{' && this.#line.brace < 0) this.#line.brace = this.#at;
    this.#at++;
    if (!'{}()[]'.includes(char)) return;
    const string = this.#nesting.bracket(char);
    if (string) this.#body(string.mark, string.at, this.#at, string.close);
  }

  #takeMark(mark: Mark): boolean {
    const at = this.#at;
    if (at >= (this.#dead.get(mark) ?? Infinity) || at < (this.#open.get(mark) ?? 0)) return false;
    mark.open.lastIndex = at;
    const opening = mark.open.exec(this.#text);
    if (opening === null || opening[0] === '') return false;
    const from = at + opening[0].length;
    if (mark.close === undefined) this.#pass(mark, from);
    else if (mark.close === '\n') this.#pass(mark, this.#lineEnd(from));
    else return this.#body(mark, at, from, typeof mark.close === 'string' ? mark.close : mark.close(opening));
    return true;
  }

  /** The inside of a mark up to what closes it. False where its line does not close it, and it so means nothing. */
  #body(mark: Mark, at: number, from: number, close: string): boolean {
    const end = markEnd(this.#text, mark, from, close);
    if (end.state === 'open' && !mark.lines) {
      this.#open.set(mark, end.at);
      return false;
    }
    if (end.state === 'open' && !mark.toEnd) this.unclosed ??= { mark, at };
    this.#pass(mark, end.at);
    if (end.state === 'hole') this.#nesting.interrupt({ mark, at, close }, mark.hole?.at(-1) ?? '{');
    return true;
  }

  /** Moves on to `end` over what is no code; lines that it crosses begin inside it. */
  #pass({ kind }: Mark, end: number): void {
    const comment = kind === 'comment';
    if (comment && this.#line.codeEnd === this.#line.start) this.#line.comment = true;
    for (let lineEnd = this.#lineEnd(this.#at); lineEnd < end; lineEnd = this.#lineEnd(lineEnd + 1)) {
      if (!comment) this.#code(this.#line.start, lineEnd);
      this.#finishLine(lineEnd);
      this.#line = this.#newLine(lineEnd + 1, !comment || this.#nesting.within, comment);
      this.#line.string = !comment;
    }
    this.#at = end;
    if (!comment) this.#code(this.#line.start, end);
  }

  /** Code up to `to` moves the end of the line's code. */
  #code(from: number, to: number): void {
    let end = to;
    while (end > from && this.#text.charCodeAt(end - 1) <= 32) end--;
    if (end === from) return;
    this.#line.codeEnd = end;
    this.#line.comment = false;
  }

  #lineBreak(): void {
    this.#finishLine(this.#at);
    this.#nesting.lineBreak();
    this.#at++;
    this.#line = this.#newLine(this.#at, this.#nesting.within, false);
    if (this.#heredocs.length > 0) this.#passHeredocs();
  }

  #heredoc(): void {
    const { heredoc } = this.#language;
    if (heredoc === undefined) return;
    heredoc.lastIndex = this.#at;
    const word = heredoc.exec(this.#text)?.at(-1);
    if (word === undefined) return;
    this.#ends ??= endingWords(this.#text);
    if ((this.#ends.get(word) ?? -1) > this.#at) this.#heredocs.push(word);
  }

  #passHeredocs(): void {
    const words = this.#heredocs;
    this.#heredocs = [];
    while (words.length > 0 && this.#at < this.#text.length) {
      const end = this.#lineEnd(this.#at);
      if (endingWord(this.#text.slice(this.#at, Math.min(end, this.#at + LONGEST_WORD))) === words[0]) words.shift();
      this.#line.within = true;
      this.#line.string = true;
      this.#line.codeEnd = end;
      this.#finishLine(end);
      this.#at = Math.min(end + 1, this.#text.length);
      this.#line = this.#newLine(this.#at, this.#nesting.within, false);
    }
  }

  /** A line for the preprocessor, and those that it goes on with after a backslash. */
  #directive(): boolean {
    const begins = this.#language.preprocessor && this.#line.codeEnd === this.#line.start && !this.#line.comment;
    if (!begins) return false;
    DIRECTIVE.lastIndex = this.#at;
    const word = DIRECTIVE.exec(this.#text)?.[1];
    if (word === undefined) return false;
    this.#line.directive = true;
    let end = this.#lineEnd(this.#at);
    while (this.#text[end - 1] === '\\' && end < this.#text.length) {
      this.#line.codeEnd = end;
      this.#finishLine(end);
      this.#line = { ...this.#newLine(end + 1, this.#nesting.within, false), directive: true };
      end = this.#lineEnd(end + 1);
    }
    this.#line.codeEnd = end;
    this.#at = end;
    this.#nesting.directive(word);
    return true;
  }

  #newLine(start: number, within: boolean, comment: boolean): CodeLine {
    return lineAt(start, this.#nesting.depth, within, comment);
  }

  #finishLine(end: number): void {
    this.#line.end = end;
    this.lines.push(this.#line);
  }

  /** Where the line ends that `from` is in; looked for once a line. */
  #lineEnd(from: number): number {
    if (from >= this.#known.from && from <= this.#known.end) return this.#known.end;
    const at = this.#text.indexOf('\n', from);
    this.#known = { from, end: at === -1 ? this.#text.length : at };
    return this.#known.end;
  }
}

const DIRECTIVE = /#[^\S\n]*([a-z]+)/y;
