import type { RunStatus } from '../run/status.ts';
import type { Bar } from './bars.ts';
import type { Checks } from './figures/checks.ts';
import type { Composition } from './figures/composition.ts';
import type { RowDiversity } from './figures/diversity.ts';
import type { Keys } from './figures/keys.ts';
import type { Languages } from './figures/languages.ts';
import type { RowLengths } from './figures/lengths.ts';
import type { Samples } from './figures/samples.ts';
import type { Shares } from './figures/shares.ts';
import type { Wording } from './figures/wording.ts';

/** A step of the way from documents to rows: what went in, what came out, and what was lost to what. */
export interface FunnelStep {
  name: string;
  in: number;
  out: number;
  lost: Record<string, number>;
  /** Whether it stands beside the way instead of on it. */
  beside: boolean;
}

/** How far the types of a skill are reached. */
export interface SkillTypes {
  skill: string;
  title: string;
  types: { id: string; title: string; rows: number }[];
}

/** Scores of a quality judge, where there was one: rows by score and by question. */
export type JudgeScores = Record<string, Record<string, number>>;

/** All figures of a dataset: the shape of report.json. */
export interface Report {
  name: string;
  made: string;
  version: string;
  teacher: string;
  rehearsal: boolean;
  rows: number;
  status: RunStatus;
  funnel: FunnelStep[];
  composition: Composition;
  coverage: SkillTypes[];
  lengths: RowLengths;
  diversity: RowDiversity;
  keys: Keys;
  wording: Wording;
  shares: Shares;
  languages: Languages;
  checks: Checks;
  judge: JudgeScores | null;
  bars: Bar[];
  samples: Samples;
}
