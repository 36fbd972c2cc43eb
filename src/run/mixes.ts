import type { Skill } from '../skill/skill.ts';

/** Names that `mix` takes beside weights of one's own. */
export const MIX_NAMES = ['default', 'even', 'orca-1m'] as const;
/** How rows are shared out among skills: a named mix, or weights by skill id. */
export type Mix = (typeof MIX_NAMES)[number] | Record<string, number>;

/** Accepted pairs in percent (this project's own; the paper's mix is not known). */
const DEFAULT: Record<string, number> = {
  'reading-comprehension': 12,
  'multiple-choice-questions': 9,
  'analytical-reasoning': 7,
  'math-problems': 14,
  'open-domain-qa': 9,
  coding: 8,
  'text-modification': 6,
  'creative-content': 6,
  conversation: 6,
  rag: 6,
  'text-extraction': 5,
  'tool-use': 2,
  'data-to-text': 2,
  'text-classification': 2,
  'few-shot-reasoning': 2,
  'brain-teaser': 2,
  fermi: 1,
  'web-agent': 1,
};

/** Rows of microsoft/orca-agentinstruct-1M-v1 by split, its names read as ours: the caps of that release, not the paper's mix. */
const ORCA_1M: Record<string, number> = {
  'open-domain-qa': 272_370,
  coding: 100_000,
  'multiple-choice-questions': 99_986,
  conversation: 99_054,
  'reading-comprehension': 50_000,
  'text-modification': 50_000,
  'creative-content': 50_000,
  'data-to-text': 50_000,
  rag: 50_000,
  'text-extraction': 50_000,
  'text-classification': 50_000,
  'brain-teaser': 50_000,
  'analytical-reasoning': 25_000,
  fermi: 25_000,
  'few-shot-reasoning': 25_000,
};

/** What a skill that the default mix does not know weighs in it. */
const OWN_SKILL = 5;

/** The weight of a skill in a mix; 0 where the mix leaves it out. */
export function weightIn(mix: Mix, { id }: Pick<Skill, 'id'>): number {
  if (mix === 'even') return 1;
  if (mix === 'default') return DEFAULT[id] ?? OWN_SKILL;
  return (mix === 'orca-1m' ? ORCA_1M[id] : mix[id]) ?? 0;
}
