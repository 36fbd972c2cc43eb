const REPLACEMENT = 0xfffd;

/** UTF-32, which `TextDecoder` does not know; what is no code point becomes U+FFFD, a byte order mark is left out. */
export function decodeUtf32(bytes: Uint8Array, littleEndian: boolean): string {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const parts: string[] = [];
  let points: number[] = [];
  for (let at = 0; at + 4 <= bytes.length; at += 4) {
    const point = view.getUint32(at, littleEndian);
    if (point === 0xfeff && at === 0) continue;
    points.push(isScalar(point) ? point : REPLACEMENT);
    if (points.length === 4096) {
      parts.push(String.fromCodePoint(...points));
      points = [];
    }
  }
  return parts.join('') + String.fromCodePoint(...points);
}

function isScalar(point: number): boolean {
  return point <= 0x10ffff && (point < 0xd800 || point > 0xdfff);
}

const SEQUENCE = /[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}|[\x80-\xff]/g;

/** UTF-8 in which some bytes are of another encoding: those are read as Windows-1252, all others as they should be. */
export function mendUtf8(bytes: Uint8Array): string {
  const strict = new TextDecoder('utf-8', { fatal: true });
  const western = new TextDecoder('windows-1252');
  return latin1(bytes).replaceAll(SEQUENCE, (sequence) => {
    const own = Uint8Array.from(sequence, (char) => char.charCodeAt(0));
    try {
      if (own.length > 1) return strict.decode(own);
    } catch {
      // no sequence of UTF-8: an overlong form or a surrogate
    }
    return western.decode(own);
  });
}

/** How many sequences of more than one byte are UTF-8, and how many bytes are in none. */
export function countUtf8(bytes: Uint8Array): { sequences: number; strays: number } {
  let [sequences, strays] = [0, 0];
  for (const [sequence] of latin1(bytes).matchAll(SEQUENCE)) {
    if (sequence.length > 1) sequences++;
    else strays++;
  }
  return { sequences, strays };
}

/** The bytes as the characters of the same numbers. */
export function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
}
