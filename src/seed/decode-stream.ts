import { type Encoding, encodingOf } from './encoding.ts';
import { type SourceFile, Unreadable } from './reader.ts';
import { decodeUtf32, latin1, mendUtf8 } from './unicode-bytes.ts';

/** Bytes that are decoded at once; a multiple of four, and more than encodings are told by. */
const WINDOW = 2 ** 18;

/**
 * The text of a file of any size as it stands there (see `decodeBytes`), piece by piece; a piece ends anywhere between two
 * characters, and does not depend on the pieces that the bytes come in. The encoding is that of the first 256 KB
 * that are not plain ASCII. Throws `Unreadable` where 256 KB are no text, after what stands before them.
 */
export async function* decodedText(file: SourceFile, label?: string): AsyncGenerator<string> {
  let decode: Decoder | undefined;
  let at = 0;
  for await (const { bytes, last } of windows(file.stream())) {
    try {
      if (!decode && !isPlain(bytes)) decode = decoderOf(await encodingOf(bytes, label));
      const text = decode ? decode(bytes, last) : latin1(bytes);
      if ((text.match(ODD)?.length ?? 0) > text.length / 50)
        throw new Unreadable('binary, or an encoding that cannot be told');
      if (text !== '') yield text;
    } catch (error) {
      if (!(error instanceof Unreadable) || at === 0) throw error;
      throw new Unreadable(`no text from its megabyte ${Math.floor((at * WINDOW) / 2 ** 20) + 1} on: ${error.message}`);
    }
    at++;
  }
}

/** Controls, what could not be decoded, and code points that no character has. */
const ODD = /(?!\s)\p{Cc}|\ufffd|\p{Cn}/gu;
const PLAIN = /^[\t-\r\x20-\x7e]*$/;

function isPlain(bytes: Uint8Array): boolean {
  return PLAIN.test(latin1(bytes));
}

/** Bytes regrouped into windows of one size, but for the last. A window holds until the next is asked for: there is one buffer. */
async function* windows(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<{ bytes: Uint8Array; last: boolean }> {
  const window = Buffer.allocUnsafeSlow(WINDOW);
  let size = 0;
  for await (const piece of pieces) {
    for (let from = 0; from < piece.length; ) {
      if (size === WINDOW) {
        yield { bytes: window, last: false };
        size = 0;
      }
      const part = piece.subarray(from, from + WINDOW - size);
      window.set(part, size);
      size += part.length;
      from += part.length;
    }
  }
  if (size > 0) yield { bytes: window.subarray(0, size), last: true };
}

/** Decodes windows one after the other; what a window cuts in two comes with the next. */
type Decoder = (bytes: Uint8Array, last: boolean) => string;

function decoderOf(encoding: Encoding): Decoder {
  if (encoding === 'utf-32le' || encoding === 'utf-32be') return (bytes) => decodeUtf32(bytes, encoding === 'utf-32le');
  if (encoding.startsWith('utf-8')) return utf8Decoder();
  const decoder = new TextDecoder(encoding);
  return (bytes, last) => decoder.decode(bytes, { stream: !last });
}

/** UTF-8, in which bytes of another encoding may stand. */
function utf8Decoder(): Decoder {
  const strict = new TextDecoder('utf-8', { fatal: true });
  let cutOff: Uint8Array = new Uint8Array(0);
  return (bytes, last) => {
    const all = cutOff.length > 0 ? Buffer.concat([cutOff, bytes]) : bytes;
    const end = last ? all.length : lastWhole(all);
    cutOff = Uint8Array.from(all.subarray(end));
    try {
      return strict.decode(all.subarray(0, end));
    } catch {
      return mendUtf8(all.subarray(0, end));
    }
  };
}

/** Where the last character that is not cut off ends. */
function lastWhole(bytes: Uint8Array): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte < 0x80) break;
    if (byte >= 0xc0) return (byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2) > back ? bytes.length - back : bytes.length;
  }
  return bytes.length;
}
