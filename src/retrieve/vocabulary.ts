/** The terms of an index, with how many documents hold each. */
export interface Vocabulary {
  /** Counts the different terms of one document. */
  note(terms: Iterable<string>): void;
  /** The vocabulary's own copy of a term: what is stored in its place keeps no document in memory. */
  own(term: string): string;
  /**
   * The terms worth searching for among `documents`, rarest first: at most {@link MOST_TERMS}, and no more once they
   * lead to {@link MOST_VISITS} entries. Terms that nearly all hold are left out, unless there are no others; those that
   * no more than `own` documents hold (the query itself, perhaps) come last.
   */
  telling(terms: readonly string[], documents: number, own: number): string[];
}

/** Most terms of a query that are searched for, and most entries that they may lead to (the first term aside). */
export const MOST_TERMS = 64;
const MOST_VISITS = 20_000;

/** A term in more than this share of the documents, and in more than so many, tells nothing. */
const COMMON = 0.2;
const LEAST_COMMON = 10;

/** An empty vocabulary. */
export function createVocabulary(): Vocabulary {
  const known = new Map<string, { term: string; count: number }>();
  const entryOf = (term: string) => {
    const found = known.get(term);
    if (found) return found;
    const entry = { term: copyOf(term), count: 0 };
    known.set(entry.term, entry);
    return entry;
  };
  return {
    note(terms) {
      for (const term of terms) entryOf(term).count++;
    },
    own: (term) => entryOf(term).term,
    telling(terms, documents, own) {
      const found = terms.flatMap((term) => known.get(term) ?? []);
      const common = Math.max(LEAST_COMMON, documents * COMMON);
      const rare = found.filter(({ count }) => count <= common);
      const later = ({ count }: { count: number }) => (count <= own ? 1 : 0);
      const sorted = (rare.length > 0 ? rare : found).toSorted(
        (a, b) => later(a) - later(b) || a.count - b.count || (a.term < b.term ? -1 : 1),
      );
      return sorted.slice(0, affordable(sorted)).map(({ term }) => term);
    },
  };
}

/** How many of the terms may be searched for. */
function affordable(sorted: readonly { count: number }[]): number {
  let visits = 0;
  for (const [at, { count }] of sorted.entries()) {
    visits += count;
    if (at === MOST_TERMS || (at > 0 && visits > MOST_VISITS)) return at;
  }
  return sorted.length;
}

/** A copy that shares no memory with the text that a term was cut from, as V8's slices of 13 characters and more do. */
function copyOf(term: string): string {
  return term.length < 13 ? term : Buffer.from(term, 'utf16le').toString('utf16le');
}
