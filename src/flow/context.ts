import type { Asker } from '../ask/complete.ts';
import type { Layout } from '../prompt/layout.ts';
import type { Askers } from '../prompt/load-askers.ts';
import type { Frames } from '../prompt/load-frames.ts';
import type { Wordings } from '../prompt/row-words.ts';
import type { Found } from '../skill/program.ts';
import type { Skill } from '../skill/skill.ts';

/** How much a flow draws; part of a run's identity. */
export interface FlowSettings {
  /** Types drawn for one content. */
  types: number;
  /** Items asked of one instruction agent. */
  items: number;
  /** How likely an item is to get a goal (0-1). */
  refine: number;
  /** Suggestions made for a goal, and how many are carried out. */
  suggestions: number;
  carryOut: number;
  /** Most rows from one content. */
  rows: number;
}

/** The draws that the design asks for. */
export const FLOW_DEFAULTS: FlowSettings = { types: 3, items: 2, refine: 0.6, suggestions: 3, carryOut: 2, rows: 15 };

/** What earlier rounds say: factors on the weights of types and goals, by `skill/id`; 1 where nothing is said. */
export interface RoundWeights {
  types: Record<string, number>;
  goals: Record<string, number>;
}

/** Words of agents that checks ask, by id: `prompts/verify/*.md`. */
export type VerifyWords = ReadonlyMap<string, { words: string; hash: string }>;

/** What the flows of a unit share. */
export interface FlowContext {
  skill: Skill;
  frames: Frames;
  layouts: Layout[];
  wordings: Wordings;
  verify: VerifyWords;
  /** Words of those who speak in conversations beside the teacher: `prompts/simulate/*.md`. */
  simulate: VerifyWords;
  /** Who may ask closed-book questions, how, and at what level. */
  askers: Askers;
  /** The run's seeds nearest to a query, without the seed of this id. */
  search(query: string, most: number, not: string): Promise<Found[]>;
  asker: Asker;
  settings: FlowSettings;
  weights: RoundWeights;
  runSeed: string;
  pass: number;
  /** The teacher's model, as rows name it. */
  teacher: string;
  /** Whether the model's reasoning goes into rows of one turn. */
  keepReasoning?: boolean;
}
