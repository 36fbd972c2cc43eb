/** Encodings that UTF-8 is read in by mistake: the Windows ones of Western, Central and Eastern Europe, and that of old Macs. */
const MISTAKEN = ['windows-1252', 'windows-1251', 'windows-1250', 'macintosh'] as const;

/** How many layers are taken off: text that was saved wrongly again and again. */
const MOST_LAYERS = 3;

/**
 * UTF-8 that was read in another encoding and saved (`dÃ©jÃ  vu`), put right, also where that happened twice. It is
 * done only where it is certain: every stretch of characters outside ASCII is UTF-8 in the bytes of that one encoding,
 * and they come to two characters at least, or one that takes three bytes or more. A text that has one stretch which is not,
 * such as a page that explains the mistake, is left as it is.
 */
export function mendMojibake(text: string): string {
  let mended = text;
  for (let layer = 0; layer < MOST_LAYERS; layer++) {
    const better = withoutLayer(mended);
    if (better === undefined) break;
    mended = better;
  }
  return mended;
}

const OUTSIDE_ASCII = /[^\0-\x7f]+/g;

function withoutLayer(text: string): string | undefined {
  for (const encoding of MISTAKEN) {
    const byteOf = bytesOf(encoding);
    let [characters, longest] = [0, 0];
    for (const [stretch] of text.matchAll(OUTSIDE_ASCII)) {
      const read = utf8Of(stretch, byteOf);
      if (read === undefined) {
        characters = 0;
        break;
      }
      const count = [...read].length;
      characters += count;
      longest = Math.max(longest, stretch.length / count);
    }
    if (characters < 1 || (characters < 2 && longest < 3)) continue;
    return text.replaceAll(OUTSIDE_ASCII, (stretch) => utf8Of(stretch, byteOf) ?? stretch);
  }
  return undefined;
}

const strict = new TextDecoder('utf-8', { fatal: true });

/** What the bytes of a stretch say in UTF-8; undefined where they are none, or it has characters that have no byte. */
function utf8Of(stretch: string, byteOf: ReadonlyMap<string, number>): string | undefined {
  const bytes = new Uint8Array(stretch.length);
  for (let at = 0; at < stretch.length; at++) {
    const byte = byteOf.get(stretch.charAt(at));
    if (byte === undefined) return undefined;
    bytes[at] = byte;
  }
  try {
    return strict.decode(bytes);
  } catch {
    return undefined;
  }
}

const tables = new Map<string, Map<string, number>>();

/** The byte of each character of an encoding; for Windows-1252 also those of Latin-1, as bytes that it lacks are often kept. */
function bytesOf(encoding: string): ReadonlyMap<string, number> {
  const known = tables.get(encoding);
  if (known) return known;
  const table = new Map<string, number>();
  const decoder = new TextDecoder(encoding);
  for (let byte = 0x80; byte < 0x100; byte++) table.set(decoder.decode(Uint8Array.of(byte)), byte);
  if (encoding === 'windows-1252')
    for (let byte = 0x80; byte < 0x100; byte++) table.set(String.fromCharCode(byte), byte);
  tables.set(encoding, table);
  return table;
}
