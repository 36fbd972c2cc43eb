/** The words of a text in lower case; in scripts without spaces each character is one. */
export function words(text: string): string[] {
  return (
    text
      .normalize('NFC')
      .toLowerCase()
      .match(/[\u3040-\u30ff\u3400-\u9fff\u0e00-\u0e7f]|[\p{L}\p{N}][\p{L}\p{M}\p{N}]*(?:['’]\p{L}+)?/gu) ?? []
  );
}

/** The share (0-1) of the longer text's words that are not in the longest common subsequence of both texts. */
export function changedShare(before: string, after: string): number {
  const [a, b] = [words(before), words(after)];
  const longest = Math.max(a.length, b.length);
  return longest === 0 ? 0 : 1 - commonLength(a, b) / longest;
}

function commonLength(a: string[], b: string[]): number {
  let head = 0;
  while (head < a.length && head < b.length && a[head] === b[head]) head++;
  let tail = 0;
  while (tail < a.length - head && tail < b.length - head && a.at(-1 - tail) === b.at(-1 - tail)) tail++;
  const [x, y] = [a.slice(head, a.length - tail), b.slice(head, b.length - tail)];
  let row = new Uint32Array(y.length + 1);
  for (const word of x) {
    const next = new Uint32Array(y.length + 1);
    for (let j = 1; j <= y.length; j++) {
      next[j] = word === y[j - 1] ? (row[j - 1] ?? 0) + 1 : Math.max(row[j] ?? 0, next[j - 1] ?? 0);
    }
    row = next;
  }
  return head + tail + (row[y.length] ?? 0);
}

/** The Jaccard likeness (0-1) of two texts' sets of word 3-grams; texts under 3 words are compared whole. */
export function likeness(a: string, b: string): number {
  const [x, y] = [shingles(a), shingles(b)];
  if (x.size === 0 && y.size === 0) return 1;
  let shared = 0;
  for (const shingle of x) if (y.has(shingle)) shared++;
  return shared / (x.size + y.size - shared);
}

function shingles(text: string): Set<string> {
  const list = words(text);
  if (list.length < 3) return new Set(list.length === 0 ? [] : [list.join(' ')]);
  return new Set(list.slice(2).map((word, index) => `${list[index]} ${list[index + 1]} ${word}`));
}
