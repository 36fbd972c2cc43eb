import type { RoundWeights } from '../flow/context.ts';
import type { Skill } from '../skill/skill.ts';
import type { Yield } from './round-books.ts';

/** How far a weight may be turned up or down by what came before. */
const MOST_FACTOR = 4;

/**
 * The next round's factors from what earlier rounds brought: a type that has fewer accepted rows than its share is drawn
 * more often (up to 4 times), one that has more less often; a goal over its share of the rows is drawn less. With few
 * rows behind it a factor stays near 1. Keys are `skill/id`.
 */
export function weightsFrom(skills: readonly Skill[], yieldOf: (skill: string) => Yield): RoundWeights {
  const weights: RoundWeights = { types: {}, goals: {} };
  for (const skill of skills) {
    const { pairs, types, goals } = yieldOf(skill.id);
    if (pairs === 0) continue;
    const total = skill.types.reduce((sum, type) => sum + type.weight, 0);
    for (const type of skill.types) {
      const due = (pairs * type.weight) / total;
      weights.types[`${skill.id}/${type.id}`] = clamp((due + 1) / ((types[type.id] ?? 0) + 1));
    }
    for (const goal of skill.goals) {
      const had = goals[goal.id] ?? 0;
      if (had > goal.share * pairs)
        weights.goals[`${skill.id}/${goal.id}`] = Math.max(0.05, (goal.share * pairs) / had) ** 2;
    }
  }
  return weights;
}

function clamp(factor: number): number {
  return Math.round(Math.min(MOST_FACTOR, Math.max(1 / MOST_FACTOR, factor)) * 1000) / 1000;
}
