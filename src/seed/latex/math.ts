import type { Conditionals } from './conditionals.ts';
import type { Input } from './input.ts';
import type { Macros } from './macros.ts';
import { sourceOf, type Token } from './tokens.ts';

/** A piece of a displayed formula: mathematics, or words between its lines. */
export type FormulaPart = { latex: string } | { words: readonly Token[] };

/** What a formula says. */
export interface Formula {
  parts: FormulaPart[];
  /** What its only number is, where it has a label; several stand in its lines. */
  number: string;
  /** Whether its own end was found. */
  closed: boolean;
}

/** The end of a formula: a mark, or the end of this environment. */
export type FormulaEnd = { mark: string } | { environment: string };

/** Commands that place or number a formula, or only matter in text, and what they take. */
const LEFT_OUT = new Map(
  Object.entries({
    ...{ nonumber: '', notag: '', qedhere: '', ignorespaces: '', relax: '', noindent: '', protect: '', strut: '' },
    ...{ ensuremath: '', phantomsection: '', index: 'm', vspace: '*m', displaybreak: 'o', rule: 'omm', null: '' },
  }),
);
const WORDS = new Set(['intertext', 'shortintertext']);
const [OPEN, CLOSE]: Token[] = [
  { kind: 'open', text: '{' },
  { kind: 'close', text: '}' },
];

/** What a formula is read with. */
export interface Reading {
  input: Input;
  macros: Macros;
  conditionals: Conditionals;
  /** The number that a label in it stands at. */
  numberOf?(label: string): string;
}

/**
 * Takes a formula up to its end, macros written out. It ends at the latest at a blank line, or where an environment
 * around it does.
 */
export function takeFormula(reading: Reading, end: FormulaEnd): Formula {
  return new FormulaTaker(reading, end).take();
}

class FormulaTaker {
  readonly #reading: Reading;
  readonly #input: Input;
  readonly #end: FormulaEnd;
  /** What was taken: mathematics and, between it, words. */
  readonly #taken: ({ tokens: Token[] } | { words: readonly Token[] })[] = [];
  #tokens: Token[] = [];
  #closed = false;
  /** Where the numbers of labels stand, and what they are. */
  readonly #numbers: { token: Token; number: string }[] = [];
  /** Groups, and environments inside the formula, that are open. */
  #depth = 0;
  #inner = 0;
  /** Whether a dollar sign opened mathematics in words inside the formula. */
  #nested = false;

  constructor(reading: Reading, end: FormulaEnd) {
    this.#reading = reading;
    this.#input = reading.input;
    this.#end = end;
  }

  take(): Formula {
    for (let token = this.#input.peek(); token && token.kind !== 'paragraph'; token = this.#input.peek()) {
      this.#input.next();
      if (this.#isOver(token)) break;
    }
    this.#taken.push({ tokens: this.#tokens });
    const [only, ...others] = this.#numbers;
    if (others.length > 0) for (const { token, number } of this.#numbers) token.text = `\\qquad (${number})`;
    const parts = this.#taken.flatMap((part): FormulaPart[] => ('words' in part ? [part] : latexOf(part.tokens)));
    return { parts, number: others.length > 0 ? '' : (only?.number ?? ''), closed: this.#closed };
  }

  /** Adds a token; true where the formula ends with it. */
  #isOver(token: Token): boolean {
    if (token.kind === 'dollar') return this.#dollar(token);
    if (token.kind === 'open') this.#depth++;
    if (token.kind === 'close') {
      this.#depth = Math.max(0, this.#depth - 1);
      if (this.#depth === 0) this.#nested = false;
    }
    if (token.kind === 'command' && token.name !== undefined) return this.#command(token, token.name);
    this.#tokens.push(token);
    return false;
  }

  #dollar(token: Token): boolean {
    if (this.#depth === 0 && 'mark' in this.#end && token.text.startsWith(this.#end.mark)) {
      const rest = token.text.slice(this.#end.mark.length);
      if (rest !== '') this.#input.restore([{ ...token, text: rest }]);
      this.#closed = true;
      return true;
    }
    if (this.#depth > 0) this.#nested = !this.#nested;
    this.#tokens.push(token);
    return false;
  }

  #command(token: Token, name: string): boolean {
    if ('mark' in this.#end && token.text === this.#end.mark && !this.#nested) {
      this.#closed = true;
      return true;
    }
    if (name === 'begin') this.#inner++;
    if (name === 'end') return this.#environmentEnd(token);
    if (name === 'label') return this.#label();
    if (WORDS.has(name) && this.#depth === 0) return this.#words();
    const { macros, conditionals } = this.#reading;
    const macro = macros.commands.get(name);
    if ((macro && macros.expand(macro, this.#input)) || conditionals.run(name, this.#input)) return false;
    const taken = LEFT_OUT.get(name);
    if (taken === undefined) this.#tokens.push(token);
    else this.#input.pass(taken);
    return false;
  }

  #environmentEnd(token: Token): boolean {
    const name = this.#input.group() ?? [];
    const whole = [token, ...(name.length > 0 ? [OPEN, ...name, CLOSE] : [])].flatMap((part) => part ?? []);
    if (this.#inner > 0) {
      this.#inner--;
      for (const part of whole) this.#tokens.push(part);
      return false;
    }
    this.#closed = 'environment' in this.#end && sourceOf(name).trim() === this.#end.environment;
    if (!this.#closed) this.#input.restore(whole);
    return true;
  }

  #label(): false {
    const label = sourceOf(this.#input.argument() ?? []).trim();
    const token: Token = { kind: 'text', text: '' };
    this.#numbers.push({ token, number: this.#reading.numberOf?.(label) ?? '' });
    this.#tokens.push(token);
    return false;
  }

  #words(): false {
    const words = this.#input.argument();
    this.#taken.push({ tokens: this.#tokens });
    this.#tokens = [];
    if (words) this.#taken.push({ words });
    return false;
  }
}

function latexOf(tokens: readonly Token[]): { latex: string }[] {
  const latex = sourceOf(tokens).replaceAll(/\s+/g, ' ').trim();
  return latex === '' ? [] : [{ latex }];
}

/** Mathematics of a display between `$$`, a line of its own for each of its lines. */
export function displayed(latex: string, around: string, tag: string): string {
  const lines = latex.split('\\\\').map((line, i) => (i === 0 ? line : line.replace(/^(?:\[[^\]]*\])?/, '')).trim());
  while (lines.at(-1) === '') lines.pop();
  if (lines.length === 0) return '';
  const text = lines.join(' \\\\\n');
  const whole = around !== '' && /\n|&/.test(text) ? `\\begin{${around}}\n${text}\n\\end{${around}}` : text;
  return `$$${whole}${tag === '' || /\\tag\b/.test(text) ? '' : ` \\tag{${tag}}`}$$`;
}
