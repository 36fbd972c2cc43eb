/** A piece of RTF (specification 1.9.1, "RTF syntax"). */
export type Token =
  | { type: 'open' }
  | { type: 'close' }
  /** A control word, or a control symbol by its character (`*`, `~`); `value` is its number. */
  | { type: 'word'; name: string; value: number | undefined }
  /** Text in the bytes of the code page that holds, one character of Latin-1 a byte. */
  | { type: 'text'; bytes: string };

const WORD = /([A-Za-z]{1,32})(-?\d{1,10})? ?/y;
const PLAIN = /[^\\{}\r\n\0]+/y;

/**
 * The tokens of an RTF file, whose bytes are given as characters of Latin-1. `\bin` data are passed over; a file that is
 * cut off just ends.
 */
export function* tokensOf(source: string): Generator<Token> {
  for (let at = 0; at < source.length; ) {
    const character = source[at];
    if (character === '{' || character === '}') {
      at++;
      yield { type: character === '{' ? 'open' : 'close' };
    } else if (character === '\\') {
      const { token, next } = controlAt(source, at + 1);
      at = next;
      if (token.type === 'word' && token.name === 'bin') at += Math.max(0, token.value ?? 0);
      else yield token;
    } else {
      PLAIN.lastIndex = at;
      const bytes = PLAIN.exec(source)?.[0];
      at += bytes?.length ?? 1;
      if (bytes !== undefined) yield { type: 'text', bytes };
    }
  }
}

/** The control word or symbol after a backslash; one of eight bits, `\'e9`, is text. */
function controlAt(source: string, at: number): { token: Token; next: number } {
  WORD.lastIndex = at;
  const [whole, name, digits] = WORD.exec(source) ?? [];
  if (whole !== undefined && name !== undefined) {
    const value = digits === undefined ? undefined : Number(digits);
    return { token: { type: 'word', name, value }, next: at + whole.length };
  }
  const symbol = source[at] ?? '';
  const hex = symbol === "'" ? /^[\da-fA-F]{2}/.exec(source.slice(at + 1, at + 3))?.[0] : undefined;
  if (hex !== undefined)
    return { token: { type: 'text', bytes: String.fromCharCode(Number.parseInt(hex, 16)) }, next: at + 3 };
  if (/^[\\{}]$/.test(symbol)) return { token: { type: 'text', bytes: symbol }, next: at + 1 };
  const name2 = symbol === '\n' || symbol === '\r' ? 'par' : symbol;
  return { token: { type: 'word', name: name2, value: undefined }, next: at + 1 };
}
