import type { Shard } from '../dataset/shards.ts';
import type { RunStatus } from '../run/status.ts';
import type { Bar } from './bars.ts';
import type { Figures } from './figures/figures.ts';
import type { Samples } from './figures/samples.ts';

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

/** All figures of a dataset: the shape of report.json. */
export interface Report extends Figures {
  name: string;
  made: string;
  version: string;
  teacher: string;
  rehearsal: boolean;
  rows: number;
  /** The dataset's files of rows as they were: by them a report of another state is told. */
  files: Shard[];
  status: RunStatus;
  funnel: FunnelStep[];
  coverage: SkillTypes[];
  bars: Bar[];
  samples: Samples;
}
