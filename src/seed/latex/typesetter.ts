import { LINE_BREAK, MarkdownWriter } from '../markdown-writer.ts';
import { beginEnvironment, type Environment } from './begin.ts';
import { runCommand } from './command.ts';
import { display, inline } from './display.ts';
import { Input } from './input.ts';
import type { Paper } from './paper.ts';
import { germanShorthands, typeset } from './symbols.ts';
import type { Token } from './tokens.ts';

/** Arguments in arguments beyond this depth flow on as text. */
const DEEPEST = 25;
/** Environments in each other beyond this depth leave no mark. */
const MOST_OPEN = 500;

/** Turns tokens into Markdown. One reads the paper; others read arguments of commands, a depth further in. */
export class Typesetter {
  readonly paper: Paper;
  readonly input: Input;
  readonly depth: number;
  /** Where words go: the page, or the cell of a table. */
  out = new MarkdownWriter();
  /** Words of an environment that keeps its lines. */
  lines: string[] | undefined;
  readonly #open: Environment[] = [];
  readonly #openNames = new Map<string, number>();
  /** Whether each open group is an argument of a command that is not known. */
  readonly #groups: boolean[] = [];
  #unknown = false;

  constructor(paper: Paper, tokens: readonly Token[], depth = 0) {
    this.paper = paper;
    this.depth = depth;
    this.input = new Input(tokens, paper.budget);
  }

  /** Reads to the end and gives the text. */
  run(): string {
    for (let token = this.input.next(); token && !this.paper.ended; token = this.input.next()) this.#take(token);
    for (let last = this.#open.pop(); last; last = this.#open.pop()) last.close();
    return this.out.finish();
  }

  /** The text of tokens, on one line; undefined where they lie too deep. */
  textOf(tokens: readonly Token[]): string | undefined {
    const [only] = tokens;
    if (tokens.length === 1 && only?.kind === 'text') return this.#written(only.text);
    if (this.depth >= DEEPEST) return undefined;
    return new Typesetter(this.paper, tokens, this.depth + 1).run();
  }

  /** The text of the next argument; undefined, and nothing taken, where there is none or it lies too deep. */
  argument(): string | undefined {
    if (this.depth >= DEEPEST) return undefined;
    const tokens = this.input.argument();
    return tokens && this.textOf(tokens);
  }

  /** Adds words. */
  say(text: string): void {
    if (this.lines) this.lines.push(text.replaceAll(LINE_BREAK, '\n'));
    else this.out.say(text);
  }

  /** The innermost open environment that one of the names fits. */
  openEnvironment(names: RegExp): Environment | undefined {
    return this.#open.findLast(({ name }) => names.test(name));
  }

  begin(name: string): void {
    if (this.#open.length >= MOST_OPEN) return;
    const environment = beginEnvironment(this, name);
    if (!environment) return;
    this.#open.push(environment);
    this.#openNames.set(name, (this.#openNames.get(name) ?? 0) + 1);
  }

  /** Ends an environment and those still open in it; nothing happens where none is open. */
  end(name: string): void {
    if (!this.#openNames.get(name)) return;
    for (let last = this.#open.pop(); last; last = this.#open.pop()) {
      this.#openNames.set(last.name, (this.#openNames.get(last.name) ?? 1) - 1);
      last.close();
      if (last.name === name) return;
    }
  }

  /** The innermost table that is open. */
  get table(): Environment['table'] {
    return this.#open.findLast(({ table }) => table !== undefined)?.table;
  }

  /** What follows in groups belongs to a command that is not known: its arguments stand apart. */
  passUnknown(): void {
    this.input.option();
    this.#unknown = true;
  }

  #take(token: Token): void {
    const unknown = this.#unknown;
    this.#unknown = false;
    if (token.kind === 'text') this.say(this.#written(token.text));
    else if (token.kind === 'space') this.say(this.lines ? token.text : ' ');
    else if (token.kind === 'paragraph') this.#paragraph(token.text);
    else if (token.kind === 'open') this.#groups.push(unknown);
    else if (token.kind === 'close') this.#closeGroup();
    else if (token.kind === 'dollar') this.#formula(token.text);
    else if (token.kind === 'align') this.#cell();
    else if (token.kind === 'verbatim') this.#verbatim(token);
    else if (token.kind === 'command') runCommand(this, token.name ?? '', token.spaced === true);
  }

  #written(text: string): string {
    return typeset(this.paper.german ? germanShorthands(text) : text);
  }

  #paragraph(text: string): void {
    if (this.lines) this.lines.push(text);
    else this.out.end();
  }

  #closeGroup(): void {
    if (!this.#groups.pop()) return;
    this.#unknown = true;
    if (this.input.peek()?.kind === 'open') this.say(' ');
  }

  #cell(): void {
    const { table } = this;
    if (table) table.cell();
    else this.say(' ');
  }

  #formula(mark: string): void {
    if (mark === '$$') display(this, { mark });
    else inline(this, mark);
  }

  #verbatim({ name = '', body = '', options = '' }: Token): void {
    if (name === 'comment' || name.startsWith('filecontents') || name === 'href') return;
    if (/^(?:verb|lstinline|mintinline)$/.test(name)) this.say(body.includes('`') ? body : `\`${body}\``);
    else if (/^(?:url|nolinkurl|path)$/.test(name)) this.say(body);
    else if (this.lines) this.lines.push(body);
    else this.out.code(body, fencedLanguage(options));
  }
}

/** The language that the options of a listing name: `[language=Python]`, `{python}`. */
function fencedLanguage(options: string): string {
  const named =
    /\blanguage\s*=\s*\{?(?:\[[^\]]*\])?([\w+#-]+)/.exec(options)?.[1] ?? /\{([\w+#-]+)\}$/.exec(options)?.[1];
  return named?.toLowerCase() ?? '';
}
