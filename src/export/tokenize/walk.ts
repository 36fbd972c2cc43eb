import type { Mapped } from './normal-form.ts';

/** Tokens, and where the reading of them stands. */
export interface Cursor {
  readonly tokens: readonly string[];
  at: number;
}

/** Takes the offsets of the next token: code units of the source. */
export type Place = (start: number, end: number) => void;

/** Reads the tokens of a text that holds no added token, and places each. False where they do not spell the text. */
export type Walk = (text: Mapped, cursor: Cursor, place: Place) => boolean;

/** The bytes that GPT-2's byte-level alphabet stands for, by its letters (openai/gpt-2, encoder.py: bytes_to_unicode). */
const BYTES = byteAlphabet();

function byteAlphabet(): ReadonlyMap<string, number> {
  const own = [...range(33, 126), ...range(161, 172), ...range(174, 255)];
  const others = range(0, 255).filter((byte) => !own.includes(byte));
  return new Map([
    ...own.map((byte) => [String.fromCharCode(byte), byte] as const),
    ...others.map((byte, at) => [String.fromCharCode(256 + at), byte] as const),
  ]);
}

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, at) => from + at);
}

/** Bytes of UTF-8 that the character beginning at a code unit takes. */
function widthAt(text: string, at: number): number {
  const code = text.codePointAt(at) ?? 0;
  return code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
}

/** Where a walk stands: code unit, and bytes taken of its character. */
interface Position {
  unit: number;
  byte: number;
}

/** Goes `bytes` on; gives the code unit after the last character touched, or -1 beyond the end. */
function advance(text: string, position: Position, bytes: number): number {
  let end = position.unit;
  for (let left = bytes; left > 0; ) {
    if (position.unit >= text.length) return -1;
    const width = widthAt(text, position.unit);
    const units = width === 4 ? 2 : 1;
    const taken = Math.min(left, width - position.byte);
    end = position.unit + units;
    [left, position.byte] = [left - taken, position.byte + taken];
    if (position.byte === width) [position.unit, position.byte] = [end, 0];
  }
  return end;
}

const encoder = new TextEncoder();

/**
 * Byte-level tokens: each letter is a byte. With `prefix` a space is put in front of a text that has none. With `trim` blanks at a token's ends are not its own (post_processor ByteLevel, trim_offsets).
 */
export function byteWalk({ prefix, trim }: { prefix: boolean; trim: boolean }): Walk {
  return (text, cursor, place) => {
    const bytes = encoder.encode(text.text);
    const position: Position = { unit: 0, byte: 0 };
    let [read, extra] = [0, prefix && !text.text.startsWith(' ')];
    while (read < bytes.length) {
      const token = cursor.tokens[cursor.at];
      if (token === undefined) return false;
      let length = token.length;
      if (extra) {
        if (!token.startsWith('Ġ')) return false;
        [length, extra] = [length - 1, false];
      }
      for (let at = 0; at < length; at++) {
        if (BYTES.get(token[token.length - length + at] ?? '') !== bytes[read + at]) return false;
      }
      const first = position.unit;
      const end = advance(text.text, position, length);
      if (end < 0) return false;
      placeUnits(text, first, end, trim ? token : null, place);
      read += length;
      cursor.at++;
    }
    return true;
  };
}

/** Places a token over units of the text; one that was put in front whole, and so has none, over the first character. */
function placeUnits(
  { text, starts, ends }: Mapped,
  from: number,
  to: number,
  trimmed: string | null,
  place: Place,
): void {
  const start = starts[from] ?? ends.at(-1) ?? 0;
  const last = Math.max(to, from + ((text.codePointAt(from) ?? 0) > 0xffff ? 2 : 1)) - 1;
  const end = ends[last] ?? start;
  if (trimmed === null) {
    place(start, end);
    return;
  }
  const leading = /^Ġ*/.exec(trimmed)?.[0].length ?? 0;
  const trailing = /Ġ*$/.exec(trimmed)?.[0].length ?? 0;
  const begun = Math.min(start + leading, end);
  place(begun, trailing > 0 ? Math.max(end - trailing, begun) : end);
}

/** How the tokens of other models are written. */
export interface Spelling {
  /** Of an unknown text; null where there is none. */
  unknown: string | null;
  /** `<0x0A>` stands for a byte. */
  bytes: boolean;
  /** `▁` stands for a space, or is put in front (pre_tokenizer Metaspace). */
  spaces: boolean;
  /** In front of a token that goes on with a word; empty where there is none. */
  prefix: string;
  /** Behind the last token of a word; empty where there is none. */
  suffix: string;
}

const BYTE = /^<0x([0-9A-F]{2})>$/;

/**
 * Tokens that are written as text. Blanks that no token holds are passed over;
 * an unknown token reaches to where the next one begins.
 */
export function textWalk(spelling: Spelling): Walk {
  return (text, cursor, place) => {
    const position: Position = { unit: 0, byte: 0 };
    const { length } = text.text.trimEnd();
    while (position.unit < length || isBlankToken(text.text, position, cursor, spelling)) {
      const token = cursor.tokens[cursor.at];
      if (token === undefined) return false;
      const first = position.unit;
      const byte = spelling.bytes ? BYTE.exec(token) : null;
      const span = byte
        ? { first, end: takeByte(text.text, position, Number.parseInt(byte[1] ?? '', 16)) }
        : takeText(text.text, position, token, cursor, spelling);
      if (span.end < 0) return false;
      placeUnits(text, span.first, span.end, null, place);
      cursor.at++;
    }
    return true;
  };
}

/** Whether the next token is the blanks that a text ends with. */
function isBlankToken(text: string, { unit }: Position, { tokens, at }: Cursor, spelling: Spelling): boolean {
  const token = tokens[at];
  if (token === undefined || unit >= text.length) return false;
  return matchAt(text, unit, token, spelling) >= 0 || BYTE.test(token);
}

function takeByte(text: string, position: Position, byte: number): number {
  const bytes = encoder.encode(String.fromCodePoint(text.codePointAt(position.unit) ?? 0));
  return bytes[position.byte] === byte ? advance(text, position, 1) : -1;
}

function takeText(text: string, position: Position, token: string, cursor: Cursor, spelling: Spelling) {
  const plain = bare(token, spelling);
  let end = matchAt(text, position.unit, plain, spelling);
  let first = position.unit;
  if (end < 0) {
    first += /^\s*/.exec(text.slice(first, first + 1000))?.[0].length ?? 0;
    end = matchAt(text, first, plain, spelling);
  }
  if (end < 0 && token === spelling.unknown) end = unknownEnd(text, first, cursor, spelling);
  position.unit = Math.max(end, 0);
  return { first, end };
}

function bare(token: string, { prefix, suffix }: Spelling): string {
  const begun = prefix !== '' && token.startsWith(prefix) ? token.slice(prefix.length) : token;
  return suffix !== '' && begun.endsWith(suffix) ? begun.slice(0, -suffix.length) : begun;
}

/** The end of a token at a place of a text, or -1. */
function matchAt(text: string, from: number, token: string, { spaces }: Spelling): number {
  let unit = from;
  for (const [at, letter] of [...token].entries()) {
    const mark = spaces && letter === '▁';
    const blank = mark && text[unit] === ' ';
    if (blank || text.startsWith(letter, unit)) unit += blank ? 1 : letter.length;
    else if (at > 0 || !mark) return -1;
  }
  return unit;
}

function unknownEnd(text: string, from: number, { tokens, at }: Cursor, spelling: Spelling): number {
  const next = tokens[at + 1];
  const [word = ''] = /^\S+/.exec(text.slice(from)) ?? [];
  if (next === undefined || word === '') return from + word.length;
  const plain = bare(next, spelling).replace(/^▁/, '');
  const found = plain === '' ? -1 : word.indexOf(plain, 1);
  return from + (found > 0 ? found : word.length);
}
