import { z } from 'zod';
import type { Usage } from '../data.ts';

const Dollars = z.number().nonnegative();

/** A user's own prices by model, in US dollars for a million tokens; `batch` is the factor of batches. */
export const PriceTable = z.record(
  z.string(),
  z.strictObject({
    input: Dollars,
    /** Of input tokens that the provider had cached; as other input where absent. */
    cached: Dollars.optional(),
    output: Dollars,
    batch: Dollars.max(1).default(0.5),
  }),
);
export type PriceTable = z.infer<typeof PriceTable>;

/** Dollars for a token of each kind, and the factor of batches. */
export interface Tariff {
  input: number;
  cached: number;
  output: number;
  batch: number;
}

/** What tokens cost. */
export interface Prices {
  /** Null where no price is known; never 0 for "unknown". */
  tariff(model: string): Tariff | null;
}

/** What the providers give on batches: half, as OpenAI, Anthropic, Google, Mistral and Groq publish it. */
const BATCH = 0.5;
const FREE: Tariff = { input: 0, cached: 0, output: 0, batch: 1 };

/**
 * Prices by the user's table, else, for models that are `hosted` by a provider, by `@pydantic/genai-prices` as of its
 * release. A model that the user serves has no price but the user's own: a provider's price of the same name is not what it
 * costs. The rehearsal costs nothing. Tiers by the length of a prompt count as for short prompts.
 */
export async function createPrices(table: PriceTable, hosted: boolean): Promise<Prices> {
  const { calcPrice } = await import('@pydantic/genai-prices');
  const known = new Map<string, Tariff | null>();
  const listed = (model: string): Tariff | null => {
    const of = (usage: Parameters<typeof calcPrice>[0]) => calcPrice(usage, model)?.total_price;
    const input = of({ input_tokens: 1000 });
    const cached = of({ input_tokens: 1000, cache_read_tokens: 1000 });
    const output = of({ output_tokens: 1000 });
    if (input === undefined || output === undefined) return null;
    return { input: input / 1000, cached: (cached ?? input) / 1000, output: output / 1000, batch: BATCH };
  };
  const find = (model: string): Tariff | null => {
    const own = table[model];
    if (own) {
      const { input, cached = input, output, batch } = own;
      return { input: input / 1e6, cached: cached / 1e6, output: output / 1e6, batch };
    }
    if (model === 'rehearsal') return FREE;
    if (!hosted) return null;
    return listed(model) ?? listed(model.slice(model.indexOf('/') + 1));
  };
  return {
    tariff(model) {
      const before = known.get(model);
      if (before !== undefined) return before;
      const tariff = find(model);
      known.set(model, tariff);
      return tariff;
    },
  };
}

/** What a usage costs, in US dollars; cached tokens are among the prompt's. Null without a tariff. */
export function costOf(
  tariff: Tariff | null,
  { promptTokens, cachedTokens, completionTokens }: Pick<Usage, 'promptTokens' | 'cachedTokens' | 'completionTokens'>,
  batch = false,
): number | null {
  if (!tariff) return null;
  const fresh = Math.max(0, promptTokens - cachedTokens);
  const sum = fresh * tariff.input + cachedTokens * tariff.cached + completionTokens * tariff.output;
  return batch ? sum * tariff.batch : sum;
}
