import type { Skill } from '../skill/skill.ts';
import type { RunSettings } from './settings.ts';

/** Rows wanted of each skill: `--pairs` shared out by the (checked) mix, whole rows by largest remainder; null without `--pairs`. */
export function quotasOf(
  { pairs, mix }: Pick<RunSettings, 'pairs' | 'mix'>,
  skills: readonly Skill[],
): Map<string, number> | null {
  if (pairs === null) return null;
  const weights = skills.map((skill) => ({ id: skill.id, weight: mix ? (mix[skill.id] ?? 0) : 1 }));
  const sum = weights.reduce((total, each) => total + each.weight, 0);
  const shares = weights.map(({ id, weight }) => ({ id, exact: (pairs * weight) / sum }));
  const quotas = new Map(shares.map(({ id, exact }) => [id, Math.floor(exact)]));
  let left = pairs - [...quotas.values()].reduce((total, each) => total + each, 0);
  for (const { id } of shares.toSorted((a, b) => (b.exact % 1) - (a.exact % 1))) {
    if (left-- > 0) quotas.set(id, (quotas.get(id) ?? 0) + 1);
  }
  return quotas;
}
