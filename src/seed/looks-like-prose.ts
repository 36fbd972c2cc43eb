const LEAST = 200;
/** Of 100 characters of prose 91-97 are letters and spaces and at most 2 are signs of code and markup (real files). */
const LEAST_LETTERS = 0.88;
const MOST_SIGNS = 0.02;
const LONGEST_SENTENCE = 500;

/** Whether a text reads like sentences, in any script: nearly all letters, hardly a sign of code, and ends of sentences. */
export function looksLikeProse(text: string): boolean {
  const looked = text.replaceAll(/\s+/g, ' ').trim();
  if (looked.length < LEAST) return false;
  const count = (pattern: RegExp) => looked.match(pattern)?.length ?? 0;
  const ends = count(/[.!?…։؟।]["'”’»)\]]*(?:\s|$)|[。！？]/gu);
  return (
    count(/[\p{L}\p{M}\s]/gu) >= looked.length * LEAST_LETTERS &&
    count(/[{}<>=;\\|_/@#$&~^`+*[\]]/g) <= looked.length * MOST_SIGNS &&
    ends * LONGEST_SENTENCE >= looked.length
  );
}
