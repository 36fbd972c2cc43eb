import { cleanText } from './clean-text.ts';
import { type Encoding, encodingOf } from './encoding.ts';
import { Unreadable } from './reader.ts';
import { decodeUtf32, mendUtf8 } from './unicode-bytes.ts';

export { cleanText } from './clean-text.ts';

/** The text of a file's bytes (see `decodeBytes`), cleaned (see `cleanText`). Throws `Unreadable` for binary files. */
export async function decodeText(bytes: Uint8Array, label?: string): Promise<string> {
  return cleanText(await decodeBytes(bytes, label));
}

/**
 * The text of a file's bytes as it stands there, in the encoding that `encodingOf` finds. Throws `Unreadable` where one
 * character in fifty is a control or cannot be decoded: then the guess was wrong, or the file is no text. A last character
 * that is cut off is left out.
 */
export async function decodeBytes(bytes: Uint8Array, label?: string): Promise<string> {
  const text = decodeAs(bytes, await encodingOf(bytes, label));
  if (tooOdd(text)) throw new Unreadable('binary, or an encoding that cannot be told');
  return text;
}

/** Controls but for those of terminals, what could not be decoded, and code points that no character has. */
const ODD = /(?!\s)\p{Cc}|\ufffd|\p{Cn}/gu;

/** Whether one character in fifty is none of a text. */
export function tooOdd(text: string): boolean {
  const odd = text.replaceAll('\x1b[', '').match(ODD)?.length ?? 0;
  return odd > text.length / 50;
}

/** The text of bytes in an encoding, without a byte order mark; a last character that is cut off is left out. */
export function decodeAs(bytes: Uint8Array, encoding: Encoding): string {
  if (encoding === 'utf-32le' || encoding === 'utf-32be') return decodeUtf32(bytes, encoding === 'utf-32le');
  if (encoding === 'utf-8 with other bytes') return mendUtf8(bytes);
  return new TextDecoder(encoding).decode(bytes, { stream: true });
}
