import type { JudgeForecast } from '../curate/judge/forecast.ts';
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

/** What a judge is to be asked, for people. */
export function forecastLines(forecast: JudgeForecast, maxCost: number | null): string[] {
  const { model, rows, known, prompt, completion, sampled, cost, spent } = forecast;
  const before = known > 0 ? `, ${n(known)} more have its marks` : '';
  if (rows === 0) return [`Judge ${model}: no row is to be asked about${before}; nothing is to be paid`];
  const tokens = `about ${n(prompt)} tokens in, ${n(completion)} out or more (from ${n(sampled)} rehearsed)`;
  const money = cost === null ? 'cost unknown' : `about ${dollars(cost)}`;
  const left = maxCost === null ? null : Math.max(0, maxCost - spent);
  return [
    `Judge ${model}: ${n(rows)} rows to ask about${before}; ${tokens}; ${money}`,
    ...(left !== null && cost !== null && cost > left
      ? [`That is more than --max-cost leaves (${dollars(left)}): it will end short, and go on with a higher one.`]
      : []),
  ];
}

function dollars(cost: number): string {
  return `$${cost > 0 && cost < 0.1 ? cost.toPrecision(2) : cost.toFixed(2)}`;
}

const n = (count: number) => count.toLocaleString('en');
