/**
 * A piece of LaTeX source. `text` is the source of it, but for white space after a control word and for comments,
 * which are gone. `[`, `]` and a star after a control word stand alone.
 */
export interface Token {
  kind: 'command' | 'text' | 'space' | 'paragraph' | 'open' | 'close' | 'dollar' | 'align' | 'parameter' | 'verbatim';
  text: string;
  /** Of a command its name without the backslash; of verbatim text the environment or command that holds it. */
  name?: string;
  /** Whether white space stood after a control word. */
  spaced?: true;
  /** What verbatim text says, and the options before it. */
  body?: string;
  options?: string;
}

/** Environments whose body is taken as it stands. */
const VERBATIM = new Set(
  'verbatim verbatim* Verbatim BVerbatim LVerbatim lstlisting minted comment filecontents filecontents* semiverbatim pycode sageblock Sinput Soutput'.split(
    ' ',
  ),
);

const SINGLE: Record<string, Token['kind']> = { '{': 'open', '}': 'close', '&': 'align', '[': 'text', ']': 'text' };
const PLAIN = /[^\\{}$&~#%[\]\s]+/y;
const BLANK = /\s+/y;
const COMMENT = /%[^\n]*(?:\n[^\S\n]*)?/y;
const WORD = /\\([a-zA-Z][a-zA-Z@]*|@[a-zA-Z@]+)(\*?)/y;
const GAP = /[^\S\n]*(?:\n(?![^\S\n]*\n)[^\S\n]*)?/y;
const GROUP = /\s*\{([^{}\n]*)\}/y;
const OPTIONS = /\s*(\[[^\]]{0,2000}\])?/y;
/** Environments with options, some of them with an argument, before their text. */
const WITH_OPTIONS = new Set(['Verbatim', 'BVerbatim', 'LVerbatim', 'lstlisting', 'minted', 'Sinput', 'Soutput']);
const VERB = /(?:\[[^\]\n]*\])?(?:\{([^{}\n]*)\}|([^\s\w{}])([^\n]*?)\2)/y;

/** The tokens of a source, in order. Takes anything: what is no LaTeX becomes text. */
export function tokenize(source: string): Token[] {
  const tokens: Token[] = [];
  const lexer = new Lexer(source);
  for (let token = lexer.next(); token; token = lexer.next()) if (token.text !== '') tokens.push(token);
  return tokens;
}

class Lexer {
  readonly #source: string;
  #at = 0;
  /** A star that stood after the last control word. */
  #star = false;
  /** Environments whose end is nowhere below. */
  readonly #endless = new Set<string>();

  constructor(source: string) {
    this.#source = source;
  }

  /** The next token; its text is empty for a comment. */
  next(): Token | undefined {
    if (this.#star) {
      this.#star = false;
      return { kind: 'text', text: '*' };
    }
    const char = this.#source[this.#at];
    if (char === undefined) return undefined;
    const plain = this.#match(PLAIN)?.[0];
    if (plain !== undefined) return { kind: 'text', text: plain };
    const blank = this.#match(BLANK)?.[0];
    if (blank !== undefined) return { kind: /\n[^\S\n]*\n/.test(blank) ? 'paragraph' : 'space', text: blank };
    if (char === '\\') return this.#command();
    if (this.#match(COMMENT)) return { kind: 'text', text: '' };
    if (char === '#') return this.#parameter();
    if (char === '$') return { kind: 'dollar', text: this.#take(this.#source.startsWith('$$', this.#at) ? 2 : 1) };
    if (char === '~') return { kind: 'space', text: this.#take(1) };
    return { kind: SINGLE[char] ?? 'text', text: this.#take(1) };
  }

  #parameter(): Token {
    const digit = /\d/.test(this.#source[this.#at + 1] ?? '');
    return { kind: 'parameter', text: this.#take(digit || this.#source.startsWith('##', this.#at) ? 2 : 1) };
  }

  #command(): Token {
    const word = this.#match(WORD);
    if (!word)
      return { kind: 'command', text: this.#source.slice(this.#at, this.#at + 2), name: this.#take(2).slice(1) };
    const name = word[1] ?? '';
    const verbatim = this.#verbatim(name, word[0]);
    if (verbatim) return verbatim;
    this.#star = word[2] === '*';
    const gap = this.#star ? '' : this.#match(GAP)?.[0];
    return { kind: 'command', text: `\\${name}`, name, ...(gap ? { spaced: true } : {}) };
  }

  /** What a control word takes as it stands; undefined where it takes nothing so. */
  #verbatim(name: string, text: string): Token | undefined {
    if (name === 'begin') return this.#environment(text);
    if (name === 'url' || name === 'nolinkurl' || name === 'path' || name === 'href') {
      const body = this.#match(GROUP)?.[1];
      return body === undefined ? undefined : { kind: 'verbatim', text, name, body };
    }
    if (name === 'mintinline') this.#match(GROUP);
    if (name !== 'verb' && name !== 'lstinline' && name !== 'mintinline') return undefined;
    const said = this.#match(VERB);
    return said ? { kind: 'verbatim', text, name, body: said[1] ?? said[3] ?? '' } : undefined;
  }

  #environment(text: string): Token | undefined {
    const from = this.#at;
    const name = this.#match(GROUP)?.[1]?.trim() ?? '';
    if (VERBATIM.has(name) && !this.#endless.has(name)) {
      const options = WITH_OPTIONS.has(name) ? (this.#match(OPTIONS)?.[1] ?? '') : '';
      const argument = name === 'minted' ? (this.#match(GROUP)?.[1] ?? '') : '';
      const end = this.#source.indexOf(`\\end{${name}}`, this.#at);
      if (end !== -1) {
        const body = this.#source.slice(this.#at, end);
        this.#at = end + name.length + 6;
        return { kind: 'verbatim', text, name, body, options: `${options}{${argument}}` };
      }
      this.#endless.add(name);
    }
    this.#at = from;
    return undefined;
  }

  #match(pattern: RegExp): RegExpExecArray | undefined {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#source);
    if (!found) return undefined;
    this.#at = pattern.lastIndex;
    return found;
  }

  #take(length: number): string {
    const text = this.#source.slice(this.#at, this.#at + length);
    this.#at += text.length;
    return text;
  }
}

/** Tokens as source again. */
export function sourceOf(tokens: readonly Token[]): string {
  let source = '';
  let word = false;
  for (const { kind, text, name, body, spaced } of tokens) {
    if (word && /^[a-zA-Z@]/.test(text)) source += ' ';
    source += kind === 'verbatim' ? `\\${name}{${body}}` : kind === 'space' || kind === 'paragraph' ? ' ' : text;
    if (spaced) source += ' ';
    word = !spaced && kind === 'command' && /[a-zA-Z@]$/.test(text);
  }
  return source;
}
