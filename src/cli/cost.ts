import { priceOf } from '../teacher/price.ts';

/** What tokens of a model cost, by the rule of `status`: the rehearsal nothing; null where no price is known. */
export async function costOf(
  model: string | null,
  tokens: { prompt: number; completion: number },
): Promise<number | null> {
  if (model === 'rehearsal') return 0;
  return model === null ? null : priceOf(model, tokens);
}
