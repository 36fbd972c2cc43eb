import MiniSearch from 'minisearch';
import { sha256 } from '../text/hash.ts';
import { termsOf } from './terms.ts';
import { createVocabulary, type Vocabulary } from './vocabulary.ts';

/** What is indexed of a document. The index keeps its id alone; text and title can be let go. */
export interface Indexed {
  id: string;
  text: string;
  title: string | null;
  source: string;
  kind: string;
}

/** A document that a query found: its score grows with likeness and means nothing beyond the one query. */
export interface Hit {
  id: string;
  score: number;
}

/** An index that does not change any more. */
export interface Index {
  /** How many documents it holds. */
  readonly size: number;
  /** sha256 (hex) over the ids of its documents, whatever their order. */
  readonly hash: string;
  /**
   * The best documents for a query by BM25+ over text and title, best first, equal scores by id; at most `most`, none
   * that shares no term with the query, none of those in `not`. A query may be a whole document: it is searched by its
   * rarest terms, see {@link Vocabulary.telling}.
   */
  search(query: string, most: number, options?: { not?: readonly string[] }): Hit[];
}

/** How much of a query is read, in code units. */
const MOST_QUERY = 8000;

/** Takes documents one by one; `done` ends it. */
export interface IndexBuilder {
  add(document: Indexed): void;
  done(): Index;
}

/** The index of documents that are all at hand. */
export function buildIndex(documents: Iterable<Indexed>): Index {
  const builder = createIndexBuilder();
  for (const document of documents) builder.add(document);
  return builder.done();
}

/**
 * Indexes documents for retrieval. One pass, no text is stored; of documents with the same id the first counts. The
 * same documents give the same results. (Lv and Zhai 2011 for BM25+; minisearch's k 1.2, b 0.7, d 0.5.)
 */
export function createIndexBuilder(): IndexBuilder {
  const vocabulary = createVocabulary();
  let terms: string[] = [];
  const engine = new MiniSearch<{ id: string; text: string; title: string }>({
    fields: ['text', 'title'],
    tokenize: (text, field) => (field === 'text' ? terms : termsOf(text)),
    processTerm: (term) => vocabulary.own(term),
    searchOptions: { prefix: false, fuzzy: false, combineWith: 'OR', processTerm: (term) => term },
  });
  const ids: string[] = [];
  return {
    add({ id, text, title }) {
      if (engine.has(id)) return;
      terms = termsOf(text);
      vocabulary.note(new Set(terms));
      engine.add({ id, text, title: title ?? '' });
      ids.push(id);
    },
    done: () => ({
      size: ids.length,
      hash: sha256(...ids.sort()),
      search: (query, most, options) => search(engine, vocabulary, query, most, options),
    }),
  };
}

function search(
  engine: MiniSearch,
  vocabulary: Vocabulary,
  query: string,
  most: number,
  { not = [] }: { not?: readonly string[] } = {},
): Hit[] {
  const terms = [...new Set(termsOf(query.slice(0, MOST_QUERY)))];
  const sought = vocabulary.telling(terms, engine.documentCount, not.length);
  if (sought.length === 0 || most < 1) return [];
  const left = new Set(not);
  const found = engine.search(sought.join(' '), {
    tokenize: () => sought,
    filter: ({ id }) => !left.has(String(id)),
  });
  return found
    .map(({ id, score }) => ({ id: String(id), score: Math.round(score * 1e6) / 1e6 }))
    .sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1))
    .slice(0, most);
}
