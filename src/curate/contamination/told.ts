import type { Contaminated } from './contamination.ts';

const RULES: Record<Contaminated['rule'], string> = {
  '13-gram': '13 words in a row',
  '8-gram-cover': 'runs of 8 words',
  'short-item': 'a short item',
};

/** A match for people: which item, by which rule, and the words that were found. */
export function told({ benchmark, place, rule, matched, share }: Contaminated): string {
  const name = place.startsWith(`${benchmark}/`) ? place : `${benchmark} ${place}`;
  const part = rule === '13-gram' ? '' : `, ${Math.round(share * 100)}% of it`;
  return `${name} (${RULES[rule]}${part}): "${matched.replaceAll(/\s+/g, ' ')}"`;
}
