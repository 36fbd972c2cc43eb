import type { Seed } from '../data.ts';
import { UserError } from '../errors.ts';
import { refusal } from '../flow/accepts.ts';
import type { Skill } from '../skill/skill.ts';
import { draw } from '../text/draw.ts';
import type { RunSettings } from './settings.ts';

/**
 * The skill that a seed goes to in a pass: drawn by the mix among those that accept it and are `open` (want rows), null
 * when all that accept it have theirs. A seed that none accepts goes to any, to be dropped by name and without a call.
 */
export function assign(
  seed: Seed,
  pass: number,
  skills: readonly Skill[],
  { runSeed, mix }: Pick<RunSettings, 'runSeed' | 'mix'>,
  open: ReadonlySet<string> | null = null,
): Skill | null {
  const drawn = skills.filter((skill) => weightOf(skill, mix) > 0);
  const accepting = drawn.filter((skill) => refusal(skill, seed) === null);
  const wanted = open ? accepting.filter((skill) => open.has(skill.id)) : accepting;
  if (accepting.length > 0 && wanted.length === 0) return null;
  const among = wanted.length > 0 ? wanted : drawn;
  return draw(runSeed, seed.id, 'skill', pass).pick(among, (skill) => weightOf(skill, mix)) ?? null;
}

/** Errors: E_CONFIG where the mix names a skill that is not in the run, or gives no weight to any that is. */
export function checkMix(mix: RunSettings['mix'], skills: readonly Skill[]): void {
  if (mix === null) return;
  const unknown = Object.keys(mix).find((id) => !skills.some((skill) => skill.id === id));
  const hint = `The skills of this run: ${skills.map((skill) => skill.id).join(', ')}.`;
  if (unknown !== undefined) {
    throw new UserError('E_CONFIG', `Cannot use the mix: "${unknown}" is not a skill of this run`, { hint });
  }
  if (skills.some((skill) => weightOf(skill, mix) > 0)) return;
  throw new UserError('E_CONFIG', 'Cannot use the mix: it gives no weight to any of the skills', { hint });
}

function weightOf(skill: Skill, mix: RunSettings['mix']): number {
  return mix ? (mix[skill.id] ?? 0) : 1;
}
