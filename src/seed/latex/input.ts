import type { Token } from './tokens.ts';

interface Frame {
  tokens: readonly Token[];
  at: number;
  /** For each opening brace the place of its closing one, -1 for none; made when first asked for. */
  closing?: Int32Array;
}

/** The most tokens of an argument in brackets. */
const LONGEST_OPTION = 500;
const LENGTH =
  /^=?\s*[-+]*\d*[.,]?\d*\s*(?:true\s*)?(?:pt|pc|in|bp|cm|mm|dd|cc|sp|ex|em|mu|fil{1,3}|\\[a-zA-Z]+)?(?:(?:plus|minus).*)?/;

/** Tokens as they are taken one after another, and what macros put before them. */
export class Input {
  readonly #frames: Frame[] = [];
  readonly #budget: { left: number };

  /** `budget`: how many tokens macros may put in, here and elsewhere. */
  constructor(tokens: readonly Token[], budget: { left: number }) {
    this.#budget = budget;
    this.#frames.push({ tokens, at: 0 });
  }

  /** Puts tokens before what is left; false where the budget is spent. */
  push(tokens: readonly Token[]): boolean {
    if (tokens.length === 0) return true;
    if (this.#budget.left < tokens.length) return false;
    this.#budget.left -= tokens.length;
    this.#drop();
    this.#frames.push({ tokens, at: 0 });
    return true;
  }

  /** Puts tokens back that were taken. */
  restore(tokens: readonly Token[]): void {
    this.#frames.push({ tokens, at: 0 });
  }

  /** The next token, taken. */
  next(): Token | undefined {
    const frame = this.#drop();
    return frame?.tokens[frame.at++];
  }

  /** The next token, not taken. */
  peek(): Token | undefined {
    const frame = this.#drop();
    return frame?.tokens[frame.at];
  }

  /** Passes over white space, but over no blank line. */
  skipSpace(): void {
    while (this.peek()?.kind === 'space') this.next();
  }

  /** Takes a character that stands next, if it does. */
  takes(char: string): boolean {
    const token = this.peek();
    if (token?.kind !== 'text' || !token.text.startsWith(char)) return false;
    this.next();
    this.#rest(token, char.length);
    return true;
  }

  /** An argument: the tokens of a group, or one token, of text its first character. Undefined where there is none. */
  argument(): readonly Token[] | undefined {
    this.skipSpace();
    const token = this.peek();
    if (token === undefined || token.kind === 'paragraph' || token.kind === 'close') return undefined;
    if (token.kind === 'open') return this.group();
    this.next();
    if (token.kind !== 'text') return [token];
    const first = String.fromCodePoint(token.text.codePointAt(0) ?? 0);
    this.#rest(token, first.length);
    return [{ kind: 'text', text: first }];
  }

  /** The tokens of a group that stands next. Undefined, and nothing taken, where there is none or it never ends. */
  group(): readonly Token[] | undefined {
    this.skipSpace();
    const frame = this.#drop();
    if (frame?.tokens[frame.at]?.kind !== 'open') return undefined;
    frame.closing ??= closingOf(frame.tokens);
    const end = frame.closing[frame.at] ?? -1;
    if (end === -1) return undefined;
    const tokens = frame.tokens.slice(frame.at + 1, end);
    frame.at = end + 1;
    return tokens;
  }

  /** What stands between `[` and `]`, or two other characters; undefined where they do not stand next. */
  option(open = '[', close = ']'): readonly Token[] | undefined {
    const frame = this.#beforeSpace(open);
    if (!frame) return undefined;
    const end = endOfOption(frame, open, close) ?? endOfOption(frame, '', close);
    if (end === undefined) return undefined;
    const tokens = frame.tokens.slice(frame.at + 1, end);
    frame.at = end + 1;
    return tokens;
  }

  /** Passes over what a signature names: `*` a star, `o` an option, `p` one in parentheses, `m` an argument, `l` a length. */
  pass(signature: string): void {
    for (const kind of signature) {
      if (kind === '*') this.takes('*');
      else if (kind === 'o') this.option();
      else if (kind === 'p') this.option('(', ')');
      else if (kind === 'm') this.argument();
      else this.length();
    }
  }

  /** Passes over a length (`=3pt plus 1fil`). */
  length(): void {
    this.skipSpace();
    for (let part = this.peek(); part; part = this.peek()) {
      if (part.kind === 'command' && /^(?:p@|z@|[a-z]*(?:width|height|skip|indent|sep|dimen))$/.test(part.name ?? '')) {
        this.next();
        return;
      }
      const length = part.kind === 'text' ? (LENGTH.exec(part.text)?.[0] ?? '') : '';
      if (length === '') return;
      this.next();
      this.#rest(part, length.length);
      if (length.length < part.text.length) return;
      if (/^=?-?$/.test(length)) continue;
      const gap = this.peek();
      if (gap?.kind !== 'space') return;
      this.next();
      if (!/^(?:plus|minus)/.test(this.peek()?.text ?? '')) {
        this.restore([gap]);
        return;
      }
    }
  }

  /** The frame whose next token, after white space, is this one; white space is taken only then. */
  #beforeSpace(text: string): Frame | undefined {
    const frame = this.#drop();
    if (!frame) return undefined;
    let at = frame.at;
    while (frame.tokens[at]?.kind === 'space') at++;
    if (frame.tokens[at]?.text !== text) return undefined;
    frame.at = at;
    return frame;
  }

  #rest(token: Token, from: number): void {
    if (from < token.text.length) this.restore([{ ...token, text: token.text.slice(from) }]);
  }

  /** The frame that is taken from, without those that are used up. */
  #drop(): Frame | undefined {
    for (let frame = this.#frames.at(-1); frame; frame = this.#frames.at(-1)) {
      if (frame.at < frame.tokens.length) return frame;
      this.#frames.pop();
    }
    return undefined;
  }
}

function closingOf(tokens: readonly Token[]): Int32Array {
  const closing = new Int32Array(tokens.length).fill(-1);
  const open: number[] = [];
  for (const [i, { kind }] of tokens.entries()) {
    if (kind === 'open') open.push(i);
    else if (kind === 'close') {
      const from = open.pop();
      if (from !== undefined) closing[from] = i;
    }
  }
  return closing;
}

/** Where what stands in brackets ends; `open` is counted where brackets stand in brackets. */
function endOfOption({ tokens, at }: Frame, open: string, close: string): number | undefined {
  let [groups, brackets] = [0, 1];
  const last = Math.min(tokens.length, at + LONGEST_OPTION);
  for (let i = at + 1; i < last; i++) {
    const token = tokens[i];
    if (token === undefined || token.kind === 'paragraph' || (token.kind === 'close' && groups === 0)) return undefined;
    if (token.kind === 'open') groups++;
    else if (token.kind === 'close') groups--;
    else if (groups === 0 && token.text === open) brackets++;
    else if (groups === 0 && token.text === close && --brackets === 0) return i;
  }
  return undefined;
}
