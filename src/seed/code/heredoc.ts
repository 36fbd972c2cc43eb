/** Characters of a line that is looked at for the word that ends a here-document. */
export const LONGEST_WORD = 80;

/** Where each word stands last on a line of its own, as one that ends a here-document. */
export function endingWords(text: string): Map<string, number> {
  const last = new Map<string, number>();
  for (const found of text.matchAll(/^[^\S\n]{0,40}(\w[\w!.-]{0,40})[;,)]{0,3}$/gm))
    last.set(found[1] ?? '', found.index);
  return last;
}

/** The word that a line is, without what may follow the end of a here-document. */
export function endingWord(line: string): string {
  return line.trim().replace(/[;,)]+$/, '');
}
