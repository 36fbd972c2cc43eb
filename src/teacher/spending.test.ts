import fc from 'fast-check';
import { expect, test } from 'vitest';
import { question } from './http/loopback.ts';
import { createSpending, type SpendingOptions } from './spending.ts';

const TARIFF = { input: 1e-6, cached: 1e-7, output: 1e-5, batch: 0.5 };
const NONE = { cost: 0, tokens: 0 };
const usage = (promptTokens: number, completionTokens: number) => {
  return { calls: 1, promptTokens, cachedTokens: 0, completionTokens, estimated: false };
};

function purse(options: Partial<SpendingOptions>) {
  const made = createSpending({ maxCost: null, maxTokens: null, spent: NONE, tariff: () => TARIFF, ...options });
  if (!made) throw new Error('there is no limit');
  return made;
}

test('without limits there is no purse', () => {
  expect(createSpending({ maxCost: null, maxTokens: null, spent: NONE, tariff: () => null })).toBeNull();
});

test('a call that does not fit waits for others to settle, and gets what they did not use', async () => {
  const { reserve } = purse({ maxTokens: 250 });
  const first = await reserve(question('a'.repeat(40)));
  const second = await reserve(question('b'.repeat(40)));
  let third = false;
  const waits = reserve(question('c'.repeat(40))).then((reserved) => {
    third = true;
    return reserved;
  });
  await Promise.resolve();
  expect(third).toBe(false);
  first.settle(usage(10, 5));
  (await waits).settle(null);
  second.settle(usage(10, 100));
});

test('when nothing is under way and the next does not fit, all who wait are told, and everybody after', async () => {
  const { reserve } = purse({ maxCost: 0.0025 });
  const first = await reserve(question('a'));
  const waiting = [reserve(question('b', { maxTokens: 200 })), reserve(question('c', { maxTokens: 200 }))];
  first.settle(usage(100, 90));
  for (const each of waiting)
    await expect(each).rejects.toMatchObject({ code: 'E_BUDGET', message: /\$0\.0010 of the \$0\.0025 of --max-cost/ });
  await expect(reserve(question('d', { maxTokens: 200 }))).rejects.toMatchObject({ hint: /higher --max-cost/ });
  (await reserve(question('e'))).settle(null);
});

test('what was spent before counts, batches cost less, and who is aborted leaves', async () => {
  const full = purse({ maxTokens: 1000, spent: { cost: 0, tokens: 950 } });
  await expect(full.reserve(question('a'))).rejects.toMatchObject({ message: /950 tokens of the 1,000 tokens/ });
  const half = purse({ maxCost: 0.0006, batch: true });
  const first = await half.reserve(question('a'));
  const controller = new AbortController();
  const waits = half.reserve(question('b'), controller.signal);
  controller.abort('enough');
  await expect(waits).rejects.toBe('enough');
  first.settle(null);
  (await half.reserve(question('c'))).settle(null);
});

test('spent and reserved never exceed the limit, and nobody waits for ever', async () => {
  const calls = fc.array(fc.record({ room: fc.integer({ min: 1, max: 80 }), used: fc.nat(80) }), { maxLength: 40 });
  await fc.assert(
    fc.asyncProperty(calls, fc.integer({ min: 50, max: 800 }), async (each, maxTokens) => {
      const { reserve } = purse({ maxTokens });
      let [spent, under] = [0, 0];
      const ends = each.map(async ({ room, used }) => {
        const reserved = await reserve(question('', { maxTokens: room })).catch(() => null);
        if (!reserved) return;
        under += room;
        expect(spent + under).toBeLessThanOrEqual(maxTokens);
        await Promise.resolve();
        under -= room;
        spent += Math.min(used, room);
        reserved.settle(usage(0, Math.min(used, room)));
      });
      await Promise.all(ends);
      expect(spent).toBeLessThanOrEqual(maxTokens);
    }),
  );
});

test.each([
  [{ max_tokens: 32_000 }, 1],
  [{ max_completion_tokens: 32_000 }, 1],
  [{ max_tokens: 10, max_completion_tokens: 32_000 }, 1],
  [{ max_tokens: 10_000, n: 3 }, 1],
  [{ max_tokens: 1000 }, 39],
])('what the extra body %j allows is set aside, not what the request says', (body, most) => {
  const { reserveNow } = purse({ maxTokens: 40_000, bodyOf: () => body });
  let taken = 0;
  while (reserveNow(question('x'.repeat(80), { maxTokens: 4096 }))) taken++;
  expect(taken).toBe(most);
});

test('schema, tools and their calls count to the prompt', () => {
  const { reserveNow } = purse({ maxTokens: 1000 });
  const long = 'x'.repeat(4000);
  const tool = { type: 'function' as const, function: { name: 'find', description: long, parameters: {} } };
  const call = { id: 'c', type: 'function' as const, function: { name: 'find', arguments: long } };
  expect(reserveNow(question('a', { schema: { description: long } }))).toBeNull();
  expect(reserveNow(question('a', { tools: [tool] }))).toBeNull();
  expect(reserveNow(question('a', { messages: [{ role: 'assistant', content: '', tool_calls: [call] }] }))).toBeNull();
  expect(purse({ maxTokens: 1000, bodyOf: () => ({ tools: [tool] }) }).reserveNow(question('a'))).toBeNull();
  expect(reserveNow(question('a'))).not.toBeNull();
});
