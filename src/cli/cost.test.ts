import { expect, test } from 'vitest';
import { cli } from '../../test/run-cli.ts';
import { pricesOf, stagePrices } from '../run/spent.ts';

const BASE = ['preview', 'examples/seeds', '--skills', 'reading-comprehension', '--max-seeds', '4', '--json'];
const OPENAI = ['--teacher', 'https://api.openai.com/v1', '--model', 'gpt-5-mini'];

async function costOf(...args: string[]): Promise<number | null> {
  return JSON.parse((await cli([...BASE, ...args])).out).estimate.cost;
}

test('estimates price batches at their discount, each stage by its own model, and a model of the user not at all', async () => {
  const plain = (await costOf(...OPENAI)) ?? 0;
  expect(plain).toBeGreaterThan(0);
  expect(await costOf('--teacher', 'batch:openai', '--model', 'gpt-5-mini')).toBeCloseTo(plain / 2, 9);
  expect(await costOf(...OPENAI, '--teacher', 'verify=o1-pro')).toBeGreaterThan(2 * plain);
  expect(await costOf('--teacher', 'openai/gpt-5-mini')).toBeCloseTo(plain, 9);
  const near = ['--teacher', 'http://localhost:1/v1', '--model', 'gpt-5-mini'];
  expect(await costOf(...near)).toBeNull();
  expect(await costOf(...near, '--teacher', 'verify=https://api.openai.com/v1')).toBeNull();
  expect(await costOf('--api-key-env', 'NOT_SET', ...OPENAI)).toBeCloseTo(plain, 9);
  const free = 'prices={gpt-5-mini: {input: 0, output: 0}}';
  const remote = 'teacher.verify={teacher: https://api.openai.com/v1, model: o1-pro}';
  expect(await costOf(...near, '--set', free, '--set', remote)).toBeGreaterThan(0);
});

test('a model beside a provider of another stage has no price of the provider, kept so in the run folder', async () => {
  const hosted = { respond: false, verify: true };
  for (const prices of [
    await pricesOf({ get: async () => ({ prices: {}, hosted }) }),
    await stagePrices({}, (stage) => stage === 'verify'),
  ]) {
    expect(prices.tariff('respond', 'gpt-5-mini')).toBeNull();
    expect(prices.tariff('verify', 'gpt-5-mini')).not.toBeNull();
  }
  const before = await pricesOf({ get: async () => ({ prices: {}, hosted: true }) });
  expect(before.tariff('respond', 'gpt-5-mini')).not.toBeNull();
});
