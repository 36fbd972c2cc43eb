import { z } from 'zod';
import { STAGES, Stage } from '../data.ts';
import type { Spent, Store } from '../store/store.ts';
import { costOf, createPrices, PriceTable, type Tariff } from '../teacher/price.ts';

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

/** What tokens cost by stage: models of the same name may be a provider's in one and the user's own in another. */
export interface StagePrices {
  /** Null where no price is known. */
  tariff(stage: Stage, model: string): Tariff | null;
}

/** Prices by the user's table, and by the providers' where one serves the stage. */
export async function stagePrices(table: PriceTable, hosted: (stage: Stage) => boolean): Promise<StagePrices> {
  const [far, near] = [await createPrices(table, true), await createPrices(table, false)];
  return { tariff: (stage, model) => (hosted(stage) ? far : near).tariff(model) };
}

/** What prices go by, as kept in the store: the user's table, and whether a provider serves the stages; one word for all in folders of before. */
const Tariffs = z.strictObject({
  prices: PriceTable,
  hosted: z.union([z.boolean(), z.partialRecord(Stage, z.boolean())]),
});

/** Whose prices: of the run's teachers, or of its judges. */
type Payee = 'tariffs' | 'judge-tariffs';

/** Keeps what prices go by, for who asks later what the run cost. */
export async function keepTariffs(
  store: Store,
  prices: PriceTable,
  hosted: (stage: Stage) => boolean,
  payee: Payee = 'tariffs',
): Promise<void> {
  await store.set(payee, { prices, hosted: Object.fromEntries(STAGES.map((stage) => [stage, hosted(stage)])) });
}

/** The prices of a run. */
export async function pricesOf(store: Pick<Store, 'get'>, payee: Payee = 'tariffs'): Promise<StagePrices> {
  const kept = Tariffs.safeParse(await store.get(payee));
  if (!kept.success) return stagePrices({}, () => true);
  const { prices, hosted } = kept.data;
  return stagePrices(prices, (stage) => (typeof hosted === 'boolean' ? hosted : (hosted[stage] ?? true)));
}

/** What the skill of a judge's units begins with; then comes its model. */
export const JUDGED_BY = 'judge:';

/** The skill that a judge's calls are counted under in the books: one a model. */
export function judgeSkill(model: string): string {
  return JUDGED_BY + model;
}

/** What was spent, by skill, stage and model. `modelOf` names the model of a stage; a judge's stands in its skill. */
export async function usageLines(
  store: Pick<Store, 'get'>,
  spent: readonly Spent[],
  modelOf: (stage: Stage) => string,
): Promise<UsageLine[]> {
  const [teachers, judges] = [await pricesOf(store), await pricesOf(store, 'judge-tariffs')];
  return spent.map(({ skill: named, stage, batch, usage }) => {
    const judged = named.startsWith(JUDGED_BY);
    const [skill, prices] = judged ? ['judge', judges] : [named, teachers];
    const model = judged ? named.slice(JUDGED_BY.length) : modelOf(stage);
    const { calls, promptTokens: prompt, cachedTokens: cached, completionTokens: completion } = usage;
    const cost = costOf(prices.tariff(stage, model), usage, batch);
    return { skill, stage, model, batch, calls, prompt, cached, completion, cost };
  });
}

/** The cost of all lines in US dollars; null where one of them has no price. Nothing costs nothing. */
export function costOfLines(lines: readonly UsageLine[]): number | null {
  return lines.reduce((sum: number | null, { cost }) => (sum === null || cost === null ? null : sum + cost), 0);
}
