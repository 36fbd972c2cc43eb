/** What a format's extraction is held against. Paths of files are below `../shared/seeds`. */
export interface Truth {
  /** The independent tool. */
  tool: string;
  files: readonly string[];
  /** Files that cannot be compared, and why. */
  excluded: Readonly<Record<string, string>>;
  /** What we extract, before anything is removed as boilerplate. */
  ours(path: string): Promise<string>;
  /** What the independent tool extracts. */
  reference(path: string): Promise<string>;
}

/** Recall and precision that each file must have. */
export const LEAST = 0.95;
const GRAM = 5;

/** Shares of the reference's word 5-grams that we have, and of ours that the reference has; each counts as often as it stands. */
export function compare(ours: string, reference: string): { words: number; recall: number; precision: number } {
  const [mine, theirs] = [wordsOf(ours), wordsOf(reference)];
  const [own, other] = [gramsOf(mine), gramsOf(theirs)];
  let shared = 0;
  for (const [gram, count] of other) shared += Math.min(count, own.get(gram) ?? 0);
  const total = (grams: Map<string, number>) => [...grams.values()].reduce((sum, count) => sum + count, 0);
  return { words: theirs.length, recall: shared / total(other), precision: shared / total(own) };
}

/**
 * Words in order, compatibility forms and case folded; the marks of Markdown and numbers of list items are none. Notes
 * (`[^1]: ...`) come last, wherever they stand.
 */
export function wordsOf(text: string): string[] {
  const notes = text.match(/^\[\^\d+\]: .*$/gm) ?? [];
  const bare = [text.replaceAll(/^\[\^\d+\]: .*$/gm, ''), ...notes]
    .join('\n')
    .normalize('NFKC')
    .replaceAll(/[\u00ad\u200b-\u200f\u2060\ufeff]/g, '')
    .replaceAll(/^[\s>|#]*(?:[-*+•]|\(?(?:\d{1,3}|[a-z]|[ivxlc]{1,6})[.)])[^\S\n]+/gim, ' ')
    .replaceAll(/\[\^?\d+\]:?/g, ' ');
  return bare.toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
}

function gramsOf(words: string[]): Map<string, number> {
  const grams = new Map<string, number>();
  const size = Math.min(GRAM, words.length);
  for (let at = 0; at + size <= words.length; at++) {
    const gram = words.slice(at, at + size).join(' ');
    grams.set(gram, (grams.get(gram) ?? 0) + 1);
  }
  return grams;
}
