/** What is to stand in place of a stretch of a text. */
export interface Edit {
  start: number;
  end: number;
  text: string;
}

/** A text with its edits made, and where places of the old text lie in the new one. */
export interface Edited {
  text: string;
  at(place: number): number;
}

/** Makes edits; of those that overlap the first, and of those that begin together the longest. */
export function edited(text: string, edits: readonly Edit[]): Edited {
  const parts: string[] = [];
  /** Of each edit that is made its place in the old text and in the new one. */
  const made: { start: number; end: number; from: number; to: number }[] = [];
  let [done, length] = [0, 0];
  for (const edit of edits.toSorted((a, b) => a.start - b.start || b.end - a.end)) {
    if (edit.start < done) continue;
    parts.push(text.slice(done, edit.start), edit.text);
    const from = length + edit.start - done;
    length = from + edit.text.length;
    made.push({ start: edit.start, end: edit.end, from, to: length });
    done = edit.end;
  }
  parts.push(text.slice(done));
  const at = (place: number) => {
    const last = made[firstFrom(made, place) - 1];
    if (!last) return place;
    return place < last.end ? last.from : last.to + place - last.end;
  };
  return { text: parts.join(''), at };
}

/** The number of the first edit that begins at a place or behind it. */
function firstFrom(edits: readonly { start: number }[], place: number): number {
  let [low, high] = [0, edits.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((edits[middle]?.start ?? 0) < place) low = middle + 1;
    else high = middle;
  }
  return low;
}
