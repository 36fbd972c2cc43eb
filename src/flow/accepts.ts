import type { Seed } from '../data.ts';
import type { Skill } from '../skill/skill.ts';

/** Why a skill does not take a seed, or null. Decided by program, before any call. */
export function refusal(skill: Skill, seed: Seed): string | null {
  const { kinds, tokens, refuse } = skill.accepts;
  if (!kinds.includes(seed.kind)) return `kind ${seed.kind}; takes ${kinds.join(', ')}`;
  const [least, most] = tokens;
  if (seed.tokens < least) return `about ${seed.tokens} tokens; takes at least ${least}`;
  if (seed.tokens > most) return `about ${seed.tokens} tokens; takes at most ${most}`;
  return refuse?.(seed) ?? null;
}
