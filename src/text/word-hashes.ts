import { mix } from './mix.ts';

const [MARK, WORD, DENSE] = [0, 1, 2] as const;
let classes: Uint8Array | undefined;

/** Of each code unit whether it parts words, belongs to one, or is one. Surrogates belong to words. */
function classesOfUnits(): Uint8Array {
  const made = new Uint8Array(0x10000);
  for (let unit = 0; unit < made.length; unit++) {
    const char = String.fromCharCode(unit);
    made[unit] = /[\u3040-\u30ff\u3400-\u9fff\u0e00-\u0e7f]/.test(char)
      ? DENSE
      : /[\p{L}\p{M}\p{N}\p{Cs}]/u.test(char)
        ? WORD
        : MARK;
  }
  return made;
}

/**
 * A hash of each word (FNV-1a over code units, mixed); a character of Chinese, Japanese and Thai, which have no spaces, is a
 * word of its own. Punctuation and white space part words and are none; case counts: hand it text in lower case. `starts`
 * takes the place of each word's first code unit, where it is given.
 */
export function wordHashes(text: string, starts?: Uint32Array): Uint32Array {
  classes ??= classesOfUnits();
  const hashes = new Uint32Array(text.length);
  let count = 0;
  let open = false;
  let hash = 0;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    const kind = classes[unit];
    if (kind === WORD) {
      if (!open && starts) starts[count] = at;
      hash = Math.imul((open ? hash : 0x811c9dc5) ^ unit, 0x01000193);
      open = true;
      continue;
    }
    if (open) hashes[count++] = mix(hash);
    open = false;
    if (kind !== DENSE) continue;
    if (starts) starts[count] = at;
    hashes[count++] = mix(unit);
  }
  if (open) hashes[count++] = mix(hash);
  return hashes.subarray(0, count);
}
