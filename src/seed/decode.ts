import { Unreadable } from './reader.ts';

const BINARY_MAGIC = ['%PDF-', 'PK\x03\x04', '\x89PNG', 'GIF8', '\xff\xd8\xff', '\x1f\x8b', '\x7fELF', '7z\xbc\xaf'];
const SAMPLE = 200_000;

/** The text of a file's bytes (see `decodeBytes`), cleaned (see `cleanText`). Throws `Unreadable` for binary files. */
export async function decodeText(bytes: Uint8Array, label?: string): Promise<string> {
  return cleanText(await decodeBytes(bytes, label));
}

/**
 * The text of a file's bytes as it stands there. Order: byte order mark, UTF-16 without one, strict UTF-8, `label` (an
 * encoding that the file states), what jschardet finds. Throws `Unreadable` for binary files.
 */
export async function decodeBytes(bytes: Uint8Array, label?: string): Promise<string> {
  const text = await decode(bytes, label);
  const odd = text.match(/(?!\s)\p{Cc}|\ufffd/gu)?.length ?? 0;
  if (odd > text.length / 50) throw new Unreadable('binary, or an encoding that cannot be told');
  return text;
}

/**
 * The text in NFC with `\n` as line break, without what no reader of text wants: control characters other than tab,
 * line feed and form feed, lone surrogates, byte order marks, soft hyphens, white space at the end of lines.
 */
export function cleanText(text: string): string {
  return text
    .replaceAll(/\r\n?|\u0085|\u2028|\u2029/g, '\n')
    .replaceAll(/\v/g, '\n')
    .replaceAll(/[\p{Cs}\ufeff\ufffe\uffff\u00ad]/gu, '')
    .replaceAll(/(?![\t\n\f])\p{Cc}/gu, '')
    .normalize('NFC')
    .replaceAll(/(?<![^\S\n\f])[^\S\n\f]+$/gm, '');
}

async function decode(bytes: Uint8Array, label: string | undefined): Promise<string> {
  const marked = byteOrderMark(bytes) ?? utf16WithoutMark(bytes);
  if (marked) return new TextDecoder(marked).decode(bytes);
  const head = String.fromCharCode(...bytes.subarray(0, 8));
  if (BINARY_MAGIC.some((magic) => head.startsWith(magic))) throw new Unreadable('binary');
  const utf8 = tryDecode(bytes, 'utf-8');
  const nuls = count(bytes, (byte) => byte === 0);
  if (nuls > 0 && (utf8 === undefined || nuls > bytes.length / 1000)) throw new Unreadable('binary (NUL bytes)');
  if (utf8 !== undefined) return utf8;
  const told = label === undefined ? undefined : tryDecode(bytes, label);
  if (told !== undefined) return told;
  const guessed = await guess(bytes);
  const text = guessed === undefined ? undefined : tryDecode(bytes, guessed, false);
  if (text === undefined) throw new Unreadable('binary, or an encoding that cannot be told');
  return text;
}

function byteOrderMark([a, b, c]: Uint8Array): string | undefined {
  if (a === 0xef && b === 0xbb && c === 0xbf) return 'utf-8';
  if (a === 0xff && b === 0xfe) return 'utf-16le';
  return a === 0xfe && b === 0xff ? 'utf-16be' : undefined;
}

/** UTF-16 of mostly Latin text has a NUL in (nearly) every second byte, always on the same side. */
function utf16WithoutMark(bytes: Uint8Array): string | undefined {
  if (bytes.length < 8 || bytes.length % 2 === 1) return undefined;
  const head = bytes.subarray(0, 4096);
  const even = count(head, (byte, i) => byte === 0 && i % 2 === 0);
  const odd = count(head, (byte, i) => byte === 0 && i % 2 === 1);
  if (odd > head.length * 0.35 && even === 0) return 'utf-16le';
  return even > head.length * 0.35 && odd === 0 ? 'utf-16be' : undefined;
}

/**
 * What jschardet makes of the surroundings of the first byte that is not ASCII. Where it is unsure, text that is
 * nearly all printable ASCII is taken for Windows-1252.
 */
async function guess(bytes: Uint8Array): Promise<string | undefined> {
  const { detect } = await import('jschardet');
  const first = bytes.findIndex((byte) => byte > 127);
  const from = Math.max(0, first - 1000);
  const sample = bytes.subarray(from, from + SAMPLE);
  const { encoding, confidence } = detect(Buffer.from(sample));
  if (encoding !== null && confidence >= 0.2) return encoding;
  const printable = count(sample, (byte) => (byte >= 32 && byte < 127) || (byte >= 9 && byte <= 13));
  return printable > sample.length * 0.8 ? 'windows-1252' : undefined;
}

function tryDecode(bytes: Uint8Array, label: string, fatal = true): string | undefined {
  try {
    return new TextDecoder(label, { fatal }).decode(bytes);
  } catch {
    return undefined;
  }
}

function count(bytes: Uint8Array, test: (byte: number, i: number) => boolean): number {
  let found = 0;
  for (let i = 0; i < bytes.length; i++) if (test(bytes[i] ?? 0, i)) found++;
  return found;
}
