import type { Seed } from '../data.ts';
import { UserError } from '../errors.ts';
import { refusal } from '../flow/accepts.ts';
import type { Skill } from '../skill/skill.ts';
import { draw } from '../text/draw.ts';
import { weightIn } from './mixes.ts';
import type { RunSettings } from './settings.ts';

/**
 * The skill that a seed goes to in a pass: drawn by the mix among those that accept it, or, where rows are counted, by
 * what each still `needs`; null when all that accept it have theirs. A seed that none accepts goes
 * to one that takes its kind, if any does, once, to be dropped by name and without a call.
 */
export function assign(
  seed: Seed,
  pass: number,
  skills: readonly Skill[],
  { runSeed, mix }: Pick<RunSettings, 'runSeed' | 'mix'>,
  needs: ReadonlyMap<string, number> | null = null,
): Skill | null {
  const drawn = skills.filter((skill) => weightIn(mix, skill) > 0);
  const accepts = (skill: Skill) => refusal(skill, seed) === null;
  const wanted = drawn.filter((skill) => (needs?.has(skill.id) ?? true) && accepts(skill));
  if (needs && wanted.length === 0 && drawn.some((skill) => !needs.has(skill.id) && accepts(skill))) return null;
  if (needs && wanted.length === 0 && pass > 0) return null;
  const ofKind = drawn.filter((skill) => skill.accepts.kinds.includes(seed.kind));
  const among = [wanted, ofKind, drawn].find((each) => each.length > 0) ?? [];
  const weight = (skill: Skill) => needs?.get(skill.id) ?? weightIn(mix, skill);
  return draw(runSeed, seed.id, 'skill', pass).pick(among, weight) ?? null;
}

/** Errors: E_CONFIG where the mix names a skill that is not in the run, or gives no weight to any that is. */
export function checkMix(mix: RunSettings['mix'], skills: readonly Skill[]): void {
  const unknown = (typeof mix === 'string' ? [] : Object.keys(mix)).find(
    (id) => !skills.some((skill) => skill.id === id),
  );
  const hint = `The skills of this run: ${skills.map((skill) => skill.id).join(', ')}.`;
  if (unknown !== undefined) {
    throw new UserError('E_CONFIG', `Cannot use the mix: "${unknown}" is not a skill of this run`, { hint });
  }
  if (skills.some((skill) => weightIn(mix, skill) > 0)) return;
  throw new UserError('E_CONFIG', 'Cannot use the mix: it gives no weight to any of the skills', { hint });
}
