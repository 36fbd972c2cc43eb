import type { Stage } from '../data.ts';
import type { PriceOf } from '../run/estimate.ts';
import type { RunSettings } from '../run/settings.ts';
import { stagePrices } from '../run/spent.ts';
import { isPaidAt, type TeacherSpec } from '../teacher/open-teacher.ts';
import { costOf } from '../teacher/price.ts';

/** How tokens are priced before they are paid for, and the models that had no price when they were asked after. */
export interface Forecast {
  price: PriceOf;
  readonly unpriced: ReadonlySet<string>;
}

/**
 * Prices by stage: of its model (null where none is named yet), at the providers' prices where one serves it, with the
 * discount of batches where calls go in batches.
 */
export async function forecast(
  { prices: table }: Pick<RunSettings, 'prices'>,
  spec: TeacherSpec,
  modelOf: (stage: Stage) => string | null,
): Promise<Forecast> {
  const prices = await stagePrices(table, (stage) => isPaidAt(spec, stage));
  const batch = spec.teacher.startsWith('batch:');
  const unpriced = new Set<string>();
  return {
    unpriced,
    price(stage, usage) {
      const model = modelOf(stage);
      if (model === null) return null;
      const cost = costOf(prices.tariff(stage, model), usage, batch);
      if (cost === null) unpriced.add(model);
      return cost;
    },
  };
}
