/** How many words, or characters of a script without spaces, make one shingle. */
export const SHINGLE = 5;

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
 * The set of shingles of a text, as 32-bit hashes of five words each (of five characters in Chinese, Japanese and Thai,
 * which have no spaces); case, punctuation and white space do not count. A text of fewer words is one shingle, one without
 * any has none. The same hash may come more than once.
 */
export function shinglesOf(text: string): Uint32Array {
  const words = wordHashes(text.toLowerCase());
  if (words.length === 0) return words;
  const count = Math.max(1, words.length - SHINGLE + 1);
  const shingles = new Uint32Array(count);
  for (let at = 0; at < count; at++) {
    let hash = 0;
    for (let next = at; next < at + SHINGLE; next++) hash = Math.imul(hash, 0x9e3779b1) + (words[next] ?? 0);
    shingles[at] = mix(hash);
  }
  return shingles;
}

/** A hash of each word (FNV-1a over code units, mixed). */
function wordHashes(text: string): Uint32Array {
  classes ??= classesOfUnits();
  const hashes = new Uint32Array(text.length);
  let count = 0;
  let open = false;
  let hash = 0;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    const kind = classes[unit];
    if (kind === WORD) {
      hash = Math.imul((open ? hash : 0x811c9dc5) ^ unit, 0x01000193);
      open = true;
      continue;
    }
    if (open) hashes[count++] = mix(hash);
    open = false;
    if (kind === DENSE) hashes[count++] = mix(unit);
  }
  if (open) hashes[count++] = mix(hash);
  return hashes.subarray(0, count);
}

/** Spreads all bits of a hash over all others (the finaliser of MurmurHash3, Austin Appleby, public domain). */
export function mix(hash: number): number {
  let mixed = hash ^ (hash >>> 16);
  mixed = Math.imul(mixed, 0x85ebca6b);
  mixed ^= mixed >>> 13;
  mixed = Math.imul(mixed, 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}
