import { extname } from 'node:path';
import type { Seed } from '../data.ts';
import { addCounts, type Counts } from './counts.ts';
import type { SeedEvent } from './read-seeds.ts';

/** Files of one ending, and what they gave. */
export interface EndingCounts {
  files: number;
  /** Files that gave seeds. */
  read: number;
  seeds: number;
  tokens: number;
}

/** What reading came to: the `--json` contract of `seeds`. */
export interface Survey extends EndingCounts {
  /** Files, and parts of files, that could not be used. */
  rejected: { file: string; reason: string }[];
  /** Seeds by kind; by language (`unknown` where it could not be told); of code by programming language; by licence. */
  kinds: Record<string, number>;
  languages: Record<string, number>;
  codeLanguages: Record<string, number>;
  licenses: Record<string, number>;
  /** Chunks that were read before, or others like them. */
  duplicates: number;
  /** Chunks that were left out, by rule; and the first of them. */
  refused: Record<string, number>;
  refusals: { file: string; reason: string; rule: string }[];
  /** Secrets, personal data and control strings that were found, by kind. */
  found: Record<string, number>;
  /** By the ending of files' names; the empty one for names without. */
  endings: Record<string, EndingCounts>;
}

/** Chunks of which it is told why they were left out. */
const MOST_REFUSALS = 1000;

/** Sums up what reading gives; calls `note` after each file. Tables are ordered by number, the largest first. */
export async function survey(
  events: AsyncIterable<SeedEvent>,
  note: (so: Pick<Survey, 'files' | 'seeds'>) => void = () => {},
): Promise<Survey> {
  const all = noCounts();
  const rejected: Survey['rejected'] = [];
  const refusals: Survey['refusals'] = [];
  const endings = new Map<string, EndingCounts>();
  const counts: Counts = { refused: {}, found: {} };
  const tables = new Tables();
  let [own, duplicates] = [noCounts(), 0];
  for await (const event of events) {
    if ('reject' in event) {
      const { source: file, reason, rule } = event.reject;
      if (rule === undefined) rejected.push({ file, reason });
      else if (refusals.length < MOST_REFUSALS) refusals.push({ file, reason, rule });
    } else if ('duplicate' in event) duplicates++;
    else if ('seed' in event) {
      tables.add(event.seed);
      own.seeds++;
      own.tokens += event.seed.tokens;
    } else {
      const ending = extname(event.file.source).toLowerCase();
      const of = endings.get(ending) ?? noCounts();
      const file = { ...own, files: 1, read: own.seeds > 0 ? 1 : 0 };
      for (const sum of [all, of]) addUp(sum, file);
      endings.set(ending, of);
      if (event.file.counts) addCounts(counts, event.file.counts);
      own = noCounts();
      note(all);
    }
  }
  const { kinds, languages, codeLanguages, licenses } = tables;
  return {
    ...all,
    ...{ rejected, kinds: byNumber(kinds), languages: byNumber(languages), codeLanguages: byNumber(codeLanguages) },
    ...{ licenses: byNumber(licenses), duplicates, endings: Object.fromEntries(endings) },
    ...{ refused: byNumber(Object.entries(counts.refused)), refusals, found: byNumber(Object.entries(counts.found)) },
  };
}

/** Numbers of seeds by what they are. */
class Tables {
  readonly kinds = new Map<string, number>();
  readonly languages = new Map<string, number>();
  readonly codeLanguages = new Map<string, number>();
  readonly licenses = new Map<string, number>();

  add({ kind, language, codeLanguage, license }: Seed): void {
    const count = (table: Map<string, number>, name: string) => table.set(name, (table.get(name) ?? 0) + 1);
    count(this.kinds, kind);
    if (codeLanguage !== undefined) count(this.codeLanguages, codeLanguage);
    if (kind !== 'code') count(this.languages, language ?? 'unknown');
    count(this.licenses, license ?? 'none');
  }
}

function noCounts(): EndingCounts {
  return { files: 0, read: 0, seeds: 0, tokens: 0 };
}

function addUp(sum: EndingCounts, { files, read, seeds, tokens }: EndingCounts): void {
  sum.files += files;
  sum.read += read;
  sum.seeds += seeds;
  sum.tokens += tokens;
}

function byNumber(table: Iterable<[string, number]>): Record<string, number> {
  return Object.fromEntries([...table].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1)));
}
