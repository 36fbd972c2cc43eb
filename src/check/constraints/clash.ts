import { CONSTRAINTS } from './catalogue.ts';
import type { Aspect, Demand } from './constraint.ts';

/**
 * Why no answer, or only a contrived one, could meet two constraints at once; null where they go together. They clash when
 * they lay down the same side of the answer, when one keeps clear of what the other lays down, and when the words that
 * one demands break a law that the other makes for every word.
 */
export function clash(a: Demand, b: Demand): string | null {
  const [x, y] = [CONSTRAINTS.get(a.id), CONSTRAINTS.get(b.id)];
  if (!x || !y) return 'one of them is not known';
  if (x.id === y.id) return `both are "${x.id}"`;
  const shared = (these: readonly Aspect[], those: readonly Aspect[]) => these.find((each) => those.includes(each));
  const aspect = shared(x.settles, y.settles) ?? shared(x.apart, y.settles) ?? shared(y.apart, x.settles);
  if (aspect !== undefined) return `both touch the ${aspect}`;
  return forbids(a, b) ?? forbids(b, a);
}

/** What a law for every word says against the words that another constraint demands; null where it allows them. */
export function forbids(law: Demand, other: Demand): string | null {
  if (!CONSTRAINTS.get(law.id)?.everywhere) return null;
  for (const words of other.writes) {
    const breach = law.breach(words, '');
    if (typeof breach === 'string') return `"${law.id}" forbids what "${other.id}" demands: ${breach}`;
  }
  return null;
}
