import type { Stage } from '../data.ts';
import { UserError } from '../errors.ts';
import type { Store } from '../store/store.ts';
import { sumUsage } from '../teacher/call.ts';
import type { Purse } from '../teacher/purse.ts';
import { createSpending } from '../teacher/spending.ts';
import { modelOf, type Teacher } from '../teacher/teacher.ts';
import { ROLES } from './role-names.ts';
import type { RunSettings } from './settings.ts';
import { costOfLines, pricesOf, usageLines } from './spent.ts';

/** The fields that go with every call of a stage. */
export type BodyOf = (stage: Stage) => Readonly<Record<string, unknown>>;

/** What the run may still spend. Errors: E_CONFIG where --max-cost is set and a model has no price. */
export async function openPurse(
  settings: Pick<RunSettings, 'maxCost' | 'maxTokensTotal'>,
  teacher: Teacher,
  store: Store,
  bodyOf: BodyOf | undefined,
  batch = false,
): Promise<Purse | null> {
  const { maxCost, maxTokensTotal: maxTokens } = settings;
  const prices = await pricesOf(store);
  const tariff = (stage: Stage) => prices.tariff(stage, modelOf(teacher, stage));
  if (maxCost !== null) for (const stage of ROLES) if (!tariff(stage)) throw unpriced(modelOf(teacher, stage));
  const paid = (await store.stats()).spent;
  const lines = usageLines(paid, prices, (stage) => modelOf(teacher, stage));
  const { promptTokens, completionTokens } = sumUsage(paid.map(({ usage }) => usage));
  const spent = { cost: costOfLines(lines) ?? 0, tokens: promptTokens + completionTokens };
  return createSpending({ maxCost, maxTokens, spent, tariff, batch, bodyOf });
}

function unpriced(model: string): UserError {
  return new UserError('E_CONFIG', `Cannot keep to --max-cost: no price is known for "${model}"`, {
    hint: `Give it in the config file, in dollars for a million tokens: prices: { "${model}": { input: 0.5, output: 1.5 } }; or limit tokens with --max-tokens-total.`,
  });
}
