import { Unreadable } from './reader.ts';
import { countUtf8, decodeUtf32, latin1 } from './unicode-bytes.ts';

/** A label that `TextDecoder` knows; `utf-32le` and `utf-32be`, which it does not; or UTF-8 with some bytes that are not. */
export type Encoding = string;

const BINARY_MAGIC = ['%PDF-', 'PK\x03\x04', '\x89PNG', 'GIF8', '\xff\xd8\xff', '\x1f\x8b', '\x7fELF', '7z\xbc\xaf'];
/** Bytes that are looked at for what is told by statistics. */
const SAMPLE = 200_000;

/**
 * The encoding of a file's bytes, or of a stream's first ones. Order: byte order mark; UTF-16 and UTF-32 without one;
 * ISO-2022-JP by its escapes; strict UTF-8; UTF-8 of which less than a tenth is not; `label` (what the file states); what
 * jschardet finds. Throws `Unreadable` for binary files, and where no answer can be trusted.
 */
export async function encodingOf(bytes: Uint8Array, label?: string): Promise<Encoding> {
  const marked = byteOrderMark(bytes);
  if (marked !== undefined) return marked;
  if (BINARY_MAGIC.some((magic) => latin1(bytes.subarray(0, 8)).startsWith(magic))) throw new Unreadable('binary');
  const nuls = count(bytes, (byte) => byte === 0);
  const utf8 = isValid(bytes, 'utf-8');
  if (nuls > 0 && (!utf8 || nuls > bytes.length / 1000)) return wide(bytes);
  if (hasJapaneseEscapes(bytes)) return 'iso-2022-jp';
  if (utf8) return 'utf-8';
  const { sequences, strays } = countUtf8(bytes.subarray(0, SAMPLE));
  if (sequences > strays * 10) return 'utf-8 with other bytes';
  if (label !== undefined && isValid(bytes, label)) return new TextDecoder(label).encoding;
  return guess(bytes);
}

function byteOrderMark([a, b, c, d]: Uint8Array): Encoding | undefined {
  if (a === 0xef && b === 0xbb && c === 0xbf) return 'utf-8';
  if (a === 0xff && b === 0xfe) return c === 0 && d === 0 ? 'utf-32le' : 'utf-16le';
  if (a === 0 && b === 0 && c === 0xfe && d === 0xff) return 'utf-32be';
  return a === 0xfe && b === 0xff ? 'utf-16be' : undefined;
}

function wide(bytes: Uint8Array): Encoding {
  const found = utf32WithoutMark(bytes) ?? utf16WithoutMark(bytes);
  if (found === undefined) throw new Unreadable('binary (NUL bytes)');
  return found;
}

/** Text in UTF-32 is nothing but code points, which other bytes hardly ever are. */
function utf32WithoutMark(bytes: Uint8Array): Encoding | undefined {
  const head = bytes.subarray(0, 4096);
  if (bytes.length < 16 || bytes.length % 4 !== 0) return undefined;
  return (['utf-32le', 'utf-32be'] as const).find((each) => isText(decodeUtf32(head, each === 'utf-32le')));
}

/** Text in UTF-16 is text in one order of bytes, and has more of what stands in any text in the right one. */
function utf16WithoutMark(bytes: Uint8Array): Encoding | undefined {
  if (bytes.length < 8 || bytes.length % 2 !== 0) return undefined;
  const read = ['utf-16le', 'utf-16be'].map((encoding) => {
    const text = new TextDecoder(encoding).decode(bytes.subarray(0, 4096));
    return { encoding, common: isText(text) ? (text.match(/[ \n.,a-z\u3001\u3002]/g)?.length ?? 0) : 0 };
  });
  const [best] = read.sort((a, b) => b.common - a.common);
  return best && best.common > 0 ? best.encoding : undefined;
}

/** Whether (nearly) all characters are such as texts have. The last may be cut off. */
function isText(text: string): boolean {
  const odd = text.slice(0, -1).match(/(?!\s)\p{C}|\ufffd/gu)?.length ?? 0;
  return odd <= text.length / 100;
}

/** The escapes that switch ISO-2022-JP to and fro (RFC 1468); without them it would pass for ASCII. */
function hasJapaneseEscapes(bytes: Uint8Array): boolean {
  const head = latin1(bytes.subarray(0, SAMPLE));
  const has = (...shifts: string[]) => shifts.some((shift) => head.includes(shift));
  return has('\x1b$B', '\x1b$@') && has('\x1b(B', '\x1b(J') && isValid(bytes, 'iso-2022-jp');
}

/** The labels of `TextDecoder` for encodings that jschardet names otherwise. */
const LABELS: Record<string, string> = {
  cp932: 'shift_jis',
  cp949: 'euc-kr',
  cp874: 'windows-874',
  cp866: 'ibm866',
  macroman: 'macintosh',
  maccyrillic: 'x-mac-cyrillic',
  'big5-hkscs': 'big5',
};
/** Below this nothing is certain; what jschardet finds right is above it but for a few words. */
const LEAST_CONFIDENCE = 0.2;
/** How much better an encoding that cannot be read may do before the file is taken to be in that one. */
const MARGIN = 0.05;

/**
 * What jschardet makes of the surroundings of the first byte that is not ASCII: the best of its answers that can be read,
 * if none that cannot is clearly better. Where it is unsure, text that is nearly all ASCII is taken for Windows-1252.
 */
async function guess(bytes: Uint8Array): Promise<Encoding> {
  const { detectAll } = await import('jschardet');
  const first = bytes.findIndex((byte) => byte > 127);
  const from = Math.max(0, first - 1000);
  const sample = bytes.subarray(from, from + SAMPLE);
  const found = detectAll(Buffer.from(sample));
  const answers = found.filter(({ encoding, confidence }) => encoding !== null && confidence >= LEAST_CONFIDENCE);
  for (const { encoding, confidence } of answers) {
    const label = labelOf(encoding);
    if (confidence < (answers[0]?.confidence ?? 0) - MARGIN) break;
    if (label !== undefined && isValid(bytes, label, false)) return label;
  }
  if (answers.length > 0) throw new Unreadable(`written in ${answers[0]?.encoding}, which cannot be read`);
  const printable = count(sample, (byte) => (byte >= 32 && byte < 127) || (byte >= 9 && byte <= 13));
  if (printable > sample.length * 0.8) return 'windows-1252';
  const unmarked = utf16WithoutMark(bytes);
  if (unmarked !== undefined) return unmarked;
  throw new Unreadable('binary, or an encoding that cannot be told');
}

function labelOf(name: string | null): string | undefined {
  if (name === null) return undefined;
  try {
    return new TextDecoder(LABELS[name.toLowerCase()] ?? name).encoding;
  } catch {
    return undefined;
  }
}

/** Whether all bytes are of an encoding, but for a last character that is cut off. */
function isValid(bytes: Uint8Array, label: string, fatal = true): boolean {
  try {
    new TextDecoder(label, { fatal }).decode(bytes, { stream: true });
    return true;
  } catch {
    return false;
  }
}

function count(bytes: Uint8Array, test: (byte: number, i: number) => boolean): number {
  let found = 0;
  for (let i = 0; i < bytes.length; i++) if (test(bytes[i] ?? 0, i)) found++;
  return found;
}
