/**
 * The document that a seed's source is a piece of: tables and descriptions of interfaces are given in pieces with sources
 * of their own (`a.csv#rows-61-120`), while `a.jsonl#12` is a document for itself.
 */
export function documentOf(source: string): string {
  return source.replace(/#(?:rows|operations|definitions)-\d{1,15}(?:-\d{1,15})?$/, '');
}
