import { z } from 'zod';
import { Stage } from '../data.ts';
import type { Spent, Store } from '../store/store.ts';
import { costOf, createPrices, type Prices, PriceTable } from '../teacher/price.ts';

/** What the calls of a stage of a skill cost; a line for each model, and for batches. */
export const UsageLine = z.strictObject({
  skill: z.string(),
  stage: Stage,
  model: z.string(),
  batch: z.boolean(),
  calls: z.int(),
  prompt: z.int(),
  cached: z.int(),
  completion: z.int(),
  /** US dollars; null where no price is known. */
  cost: z.number().nullable(),
});
export type UsageLine = z.infer<typeof UsageLine>;

/** What prices go by, as kept in the store: the user's table, and whether a provider serves the models. */
const Tariffs = z.strictObject({ prices: PriceTable, hosted: z.boolean() });

/** Keeps what prices go by, for who asks later what the run cost. */
export async function keepTariffs(store: Store, prices: PriceTable, hosted: boolean): Promise<void> {
  await store.set('tariffs', { prices, hosted });
}

/** The prices of a run. */
export async function pricesOf(store: Pick<Store, 'get'>): Promise<Prices> {
  const kept = Tariffs.safeParse(await store.get('tariffs'));
  return kept.success ? createPrices(kept.data.prices, kept.data.hosted) : createPrices({}, true);
}

/** What was spent, by skill, stage and model. `modelOf` names the model of a stage. */
export function usageLines(spent: readonly Spent[], prices: Prices, modelOf: (stage: Stage) => string): UsageLine[] {
  return spent.map(({ skill, stage, batch, usage }) => {
    const model = modelOf(stage);
    const { calls, promptTokens: prompt, cachedTokens: cached, completionTokens: completion } = usage;
    const cost = costOf(prices.tariff(model), usage, batch);
    return { skill, stage, model, batch, calls, prompt, cached, completion, cost };
  });
}

/** The cost of all lines in US dollars; null where one of them has no price. Nothing costs nothing. */
export function costOfLines(lines: readonly UsageLine[]): number | null {
  return lines.reduce((sum: number | null, { cost }) => (sum === null || cost === null ? null : sum + cost), 0);
}
