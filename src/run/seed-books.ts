import { z } from 'zod';
import { SeedKind } from '../data.ts';
import { addCounts } from '../seed/counts.ts';
import type { SeedEvent } from '../seed/read-seeds.ts';

/** What reading the seeds came to. */
export const SeedBooks = z.strictObject({
  /** Hash of the files' names, sizes and times (on the network: tags or hashes), and of what decides how they are read. */
  fingerprint: z.string(),
  files: z.int(),
  rejected: z.array(z.strictObject({ file: z.string(), reason: z.string() })),
  duplicates: z.int(),
  /** Chunks that were left out, by rule, and the first of them. */
  refused: z.record(z.string(), z.int()).default({}),
  refusals: z.array(z.strictObject({ file: z.string(), reason: z.string() })).default([]),
  /** Secrets, personal data and control strings, by kind. */
  found: z.record(z.string(), z.int()).default({}),
  /** Kinds of the seeds, in their order as text. */
  kinds: z.array(SeedKind).default([]),
});
export type SeedBooks = z.infer<typeof SeedBooks>;

/** The books of a reading that has not begun. */
export function noBooks(fingerprint: string): SeedBooks {
  return { fingerprint, files: 0, rejected: [], duplicates: 0, refused: {}, refusals: [], found: {}, kinds: [] };
}

/** Chunks of which it is told why they were left out; all are counted. */
const MOST_REFUSALS = 5;

/** Enters what reading gives, but for the seeds themselves. */
export function enter(books: SeedBooks, event: Exclude<SeedEvent, { seed: unknown }>): void {
  if ('duplicate' in event) books.duplicates++;
  else if ('file' in event) {
    books.files += event.file.seeds > 0 ? 1 : 0;
    if (event.file.counts) addCounts(books, event.file.counts);
  } else {
    const { source, reason, rule } = event.reject;
    if (rule === undefined) books.rejected.push({ file: source, reason });
    else if (books.refusals.length < MOST_REFUSALS) books.refusals.push({ file: source, reason });
  }
}
