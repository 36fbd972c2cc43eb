import type { Estimate } from '../run/estimate.ts';
import type { RunSettings } from '../run/settings.ts';
import { costOf, createPrices } from '../teacher/price.ts';

/** What tokens of a model cost by the user's prices and the providers', in US dollars; null where none is known. */
export async function estimatedCost(
  settings: Pick<RunSettings, 'prices'>,
  model: string | null,
  hosted: boolean,
  { prompt, completion }: { prompt: number; completion: number },
): Promise<number | null> {
  if (model === null) return null;
  const prices = await createPrices(settings.prices, hosted);
  return costOf(prices.tariff(model), { promptTokens: prompt, cachedTokens: 0, completionTokens: completion });
}

/** What an estimate comes to in US dollars, and how far chance may lead off. */
export interface Priced {
  cost: number;
  spread: number;
}

/** The price of an estimate; null where none is known. */
export async function priceOf(
  settings: Pick<RunSettings, 'prices'>,
  model: string | null,
  hosted: boolean,
  { spread, ...took }: Estimate,
): Promise<Priced | null> {
  const [cost, off] = [
    await estimatedCost(settings, model, hosted, took),
    await estimatedCost(settings, model, hosted, spread),
  ];
  return cost === null || off === null ? null : { cost, spread: off };
}
