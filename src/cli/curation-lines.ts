import type { CurationBooks, StepBooks } from '../dataset/curation.ts';

/** What the steps of a curation came to, for people. */
export function curationLines({ rows, steps }: CurationBooks): string[] {
  return [`curated   ${n(rows.before)} rows in, ${n(rows.after)} out`, ...steps.flatMap(stepLines)];
}

function stepLines({ step, says, rows, left, added, found }: StepBooks): string[] {
  const sum = Object.values(left).reduce((total, count) => total + count, 0);
  const parts = [
    `${n(rows)} rows`,
    sum === 0 ? 'none left out' : `${n(sum)} left out (${tallied(left)})`,
    ...(Object.keys(added).length > 0 ? [`brought in ${tallied(added)}`] : []),
    ...(Object.keys(found).length > 0 ? [`found ${tallied(found)}`] : []),
  ];
  return [`  ${step}: ${parts.join('; ')}`, `    ${says}`];
}

function tallied(counts: Record<string, number>): string {
  return Object.entries(counts)
    .map(([name, count]) => `${name} ${n(count)}`)
    .join(', ');
}

const n = (count: number) => count.toLocaleString('en');
