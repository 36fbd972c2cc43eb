import type { ReadOptions } from './reader.ts';

/** Tells of each file that a document takes in by its name that it is not followed. */
export function tellIncluded(source: string, names: Iterable<string>, { reject }: Pick<ReadOptions, 'reject'>): void {
  for (const name of new Set(names)) reject({ source, reason: `"${name}" is taken in by it and not followed` });
}

/** The names that a pattern, with the flags `g` and `m` and the name as its group, finds in the lines of a text. */
export function includedIn(text: string, pattern: RegExp): string[] {
  return [...text.matchAll(pattern)].flatMap(([, name]) => name ?? []);
}
