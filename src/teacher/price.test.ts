import { expect, test } from 'vitest';
import { costOf, createPrices, PriceTable } from './price.ts';

const USAGE = { promptTokens: 1_000_000, cachedTokens: 400_000, completionTokens: 100_000 };

test('a price of the user comes first, with what is cached and in batches', async () => {
  const table = PriceTable.parse({ 'gpt-5-mini': { input: 1, cached: 0.1, output: 10 } });
  const tariff = (await createPrices(table, true)).tariff('gpt-5-mini');
  expect(costOf(tariff, USAGE)).toBeCloseTo(0.6 + 0.04 + 1, 9);
  expect(costOf(tariff, USAGE, true)).toBeCloseTo(0.82, 9);
});

test.each(['gpt-5-mini', 'gpt-5-mini-2025-08-07', 'openai/gpt-5-mini', 'claude-sonnet-4-5', 'gemini-2.5-flash'])(
  '%s of a provider has the price of the list, cached input for less',
  async (model) => {
    const prices = await createPrices({}, true);
    const tariff = prices.tariff(model);
    expect(tariff?.input).toBeGreaterThan(1e-8);
    expect(tariff?.output).toBeGreaterThan(tariff?.input ?? 1);
    expect(tariff?.cached).toBeLessThan(tariff?.input ?? 0);
    expect(prices.tariff(model)).toBe(tariff);
  },
);

test('what nobody knows, or the user serves, has no price, and never costs 0', async () => {
  expect(costOf((await createPrices({}, true)).tariff('our-own-7b'), USAGE)).toBeNull();
  expect((await createPrices({}, false)).tariff('gpt-5-mini')).toBeNull();
  expect(costOf((await createPrices({}, false)).tariff('rehearsal'), USAGE)).toBe(0);
});

test('many short prompts are not priced as one long one', async () => {
  const tariff = (await createPrices({}, true)).tariff('gemini-2.5-pro');
  const short = costOf(tariff, { promptTokens: 1000, cachedTokens: 0, completionTokens: 0 }) ?? 0;
  expect(costOf(tariff, { promptTokens: 10_000_000, cachedTokens: 0, completionTokens: 0 })).toBeCloseTo(
    short * 10_000,
  );
});
