import type { Drop, Pair } from '../../data.ts';
import { type Checks, createChecks } from './checks.ts';
import type { Collector } from './collector.ts';
import { type Composition, createComposition } from './composition.ts';
import { createDiversity, type RowDiversity } from './diversity.ts';
import { createJudged, type JudgeScores } from './judged.ts';
import { createKeys, type Keys } from './keys.ts';
import { createLanguages, type Languages } from './languages.ts';
import { createLengths, type RowLengths } from './lengths.ts';
import { createShares, type Shares } from './shares.ts';
import { createWording, type Wording } from './wording.ts';

/** All that is gathered over rows and drops. */
export interface Figures {
  composition: Composition;
  lengths: RowLengths;
  diversity: RowDiversity;
  keys: Keys;
  wording: Wording;
  shares: Shares;
  languages: Languages;
  checks: Checks;
  /** Of each judge whose marks curation took; none where it took none. */
  judge: JudgeScores[];
}

/** All collectors as one. `titles` are those of types, by `skill/type`. */
export function createFigures(titles: ReadonlyMap<string, string>) {
  const all: { [Name in keyof Figures]: Collector<Figures[Name]> } = {
    ...{ composition: createComposition(), lengths: createLengths(), diversity: createDiversity() },
    ...{ keys: createKeys(), wording: createWording(titles), shares: createShares() },
    ...{ languages: createLanguages(), checks: createChecks(), judge: createJudged() },
  };
  const row: NonNullable<Collector<Figures>['row']> = (...told) => {
    for (const collector of Object.values(all)) collector.row?.(...told);
  };
  const left = (pair: Pair) => {
    for (const collector of Object.values(all)) collector.left?.(pair);
  };
  const drop = (one: Drop) => {
    for (const collector of Object.values(all)) collector.drop?.(one);
  };
  const result = async (): Promise<Figures> => ({
    ...{ composition: await all.composition.result(), lengths: await all.lengths.result() },
    ...{ diversity: await all.diversity.result(), keys: await all.keys.result(), wording: await all.wording.result() },
    ...{ shares: await all.shares.result(), languages: await all.languages.result() },
    ...{ checks: await all.checks.result(), judge: await all.judge.result() },
  });
  return { row, left, drop, result };
}
