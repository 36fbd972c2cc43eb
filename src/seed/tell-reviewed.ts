import type { Reject } from './reader.ts';

/** What reviewers left in a document, which is no part of its text. */
export interface Reviewed {
  comments: number;
  /** Whether text was deleted under tracked changes. */
  deleted: boolean;
}

/** Tells what reviewers left, as parts of the file that were left out: `a.docx#comments`, `a.docx#deleted`. */
export function tellReviewed(source: string, { comments, deleted }: Reviewed, reject: (reject: Reject) => void): void {
  const counted = comments === 1 ? 'a comment of a reviewer' : `${comments} comments of reviewers`;
  if (comments > 0) reject({ source: `${source}#comments`, reason: counted });
  if (deleted) reject({ source: `${source}#deleted`, reason: 'text deleted under tracked changes' });
}
