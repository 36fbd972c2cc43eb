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
