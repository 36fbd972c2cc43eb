import type { Stage } from '../data.ts';
import { UserError } from '../errors.ts';
import type { Store } from '../store/store.ts';
import { sumUsage } from '../teacher/call.ts';
import type { Purse } from '../teacher/purse.ts';
import { createSpending, type SpendingOptions } from '../teacher/spending.ts';
import { modelOf, type Teacher } from '../teacher/teacher.ts';
import type { RunFile } from './folder.ts';
import { ROLES } from './role-names.ts';
import type { RunSettings } from './settings.ts';
import { costOfLines, pricesOf, type StagePrices, usageLines } from './spent.ts';

/** The fields that go with every call of a stage. */
export type BodyOf = (stage: Stage) => Readonly<Record<string, unknown>>;

/** The limits of spending, over all that was ever done in a run folder. */
export type SpendingLimits = Pick<RunSettings, 'maxCost' | 'maxTokensTotal'>;

type Named = Pick<Teacher, 'model' | 'modelFor'>;

/** What the run may still spend. Errors: E_CONFIG where --max-cost is set and a model has no price. */
export async function openPurse(
  limits: SpendingLimits,
  teacher: Named,
  store: Store,
  bodyOf: BodyOf | undefined,
  batch = false,
): Promise<Purse | null> {
  const spent = await spentBy(store, (stage) => modelOf(teacher, stage));
  return purseFor(limits, teacher, await pricesOf(store), { spent, bodyOf, batch });
}

/** What a judge may still spend of the run's money. Errors: as {@link openPurse}. */
export async function openJudgePurse(
  { maxCost, maxTokensTotal: maxTokens }: SpendingLimits,
  model: string,
  store: Store,
  file: Pick<RunFile, 'teacher' | 'models'>,
  bodyOf: BodyOf | undefined,
  batch = false,
): Promise<Purse | null> {
  const prices = await pricesOf(store, 'judge-tariffs');
  const tariff = (stage: Stage) => prices.tariff(stage, model);
  if (maxCost !== null && !tariff('judge')) throw unpriced(model);
  const spent = await spentBy(store, (stage) => file.models[stage] ?? file.teacher);
  return createSpending({ maxCost, maxTokens, tariff, spent, bodyOf, batch });
}

/** What was paid for all calls ever made in a run folder: dollars (calls without a known price aside), and tokens. */
export async function spentBy(store: Store, paidTo: (stage: Stage) => string): Promise<SpendingOptions['spent']> {
  const paid = (await store.stats()).spent;
  const { promptTokens, completionTokens } = sumUsage(paid.map(({ usage }) => usage));
  const lines = await usageLines(store, paid, paidTo);
  return { cost: costOfLines(lines) ?? 0, tokens: promptTokens + completionTokens };
}

/** What may still be spent where so much was spent before. Errors as of {@link openPurse}. */
export function purseFor(
  { maxCost, maxTokensTotal: maxTokens }: SpendingLimits,
  teacher: Named,
  prices: StagePrices,
  rest: Pick<SpendingOptions, 'spent' | 'bodyOf' | 'batch'>,
): Purse | null {
  const tariff = (stage: Stage) => prices.tariff(stage, modelOf(teacher, stage));
  if (maxCost !== null) for (const stage of ROLES) if (!tariff(stage)) throw unpriced(modelOf(teacher, stage));
  return createSpending({ ...rest, maxCost, maxTokens, tariff });
}

function unpriced(model: string): UserError {
  return new UserError('E_CONFIG', `Cannot keep to --max-cost: no price is known for "${model}"`, {
    hint: `Give it in the config file, in dollars for a million tokens: prices: { "${model}": { input: 0.5, output: 1.5 } }; or limit tokens with --max-tokens-total.`,
  });
}
