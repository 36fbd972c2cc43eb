import { describe, expect, it } from 'vitest';
import { itemOf, scriptedVerify, subject } from './check.fixture.ts';
import { shownWorking } from './shown-working.ts';
import { soundEstimate } from './sound-estimate.ts';
import { withinAnOrder } from './within-an-order.ts';

const litres = { low: 2e6, high: 8e6, unit: 'litres per day' };
const tuners = { low: 60, high: 250, unit: 'piano tuners' };

async function order(response: string, estimate: unknown, reply?: unknown) {
  const { verify, asked } = scriptedVerify(reply);
  const found = await withinAnOrder.check(
    subject({ item: itemOf('free', { points: [], estimate }), response }),
    verify,
  );
  return { reason: found === null ? null : found.reason, asked: asked.length };
}

describe('within an order', () => {
  it.each([
    ['That makes 3 million litres a day.', litres],
    ['So the town needs about 4,000 m³ of water per day.', litres],
    ['The estimate: roughly 2–3 million litres a day, give or take a factor of 3.', litres],
    ['It comes to **1.5 billion litres per year**.', litres],
    ['About 40 litres each second.', litres],
    ['That is about 30 litres per person per day.', { low: 20, high: 60, unit: 'litres per person per day' }],
    ['I would settle on some 25 million litres a day.', litres],
    ['Altogether perhaps 120 tuners.', tuners],
    ['My estimate for Chicago is between 100 and 200 piano tuners.', tuners],
    ['So there is work for about 100 tuners in a city of 2.7 million people.', tuners],
    ['It is roughly 0.000004 km³ of water per day, that is 4 million litres.', litres],
    ['Hence 3 × 10^6 L/day.\n\nThe weakest figure is the use per head.', litres],
    ['So the chance is about 1 in 20,000.', { low: 1e-5, high: 1e-4, unit: 'probability' }],
    ['It costs about $5m a year.', { low: 2e6, high: 9e6, unit: 'USD per year' }],
    ['Also rund 3 Mio. Liter pro Tag.', litres],
  ])('keeps %j by program', async (response, estimate) =>
    expect(await order(response, estimate)).toEqual({ reason: null, asked: 0 }),
  );

  it.each([
    ['That makes 300 million litres a day.', litres, 'orders-apart'],
    ['So about 4 m³ of water per day.', litres, 'orders-apart'],
    ['It comes to 1.5 million litres per year.', litres, 'orders-apart'],
    ['So there are perhaps 12,000 tuners.', tuners, 'orders-apart'],
    ['So it weighs about 4 million kg.', litres, 'other-dimension'],
    ['It costs about €5m a year.', { low: 2e6, high: 9e6, unit: 'USD per year' }, 'other-dimension'],
  ])('drops %j by program', async (response, estimate, reason) =>
    expect(await order(response, estimate)).toEqual({ reason, asked: 0 }),
  );

  it.each([
    ['three million litres or so a day', litres],
    ['Somewhere between 10 and 5,000 tuners.', tuners],
    ['So it is about 100 tuners a year for a town of 300 streets.', tuners],
    ['That is about 30 cents per person per day.', { low: 2e6, high: 9e6, unit: 'USD per day' }],
    ['The result, 3 million litres, is for one day.', litres],
    ['So 3 million litres a day. A cross-check: 120 litres a day in all, of which 30 litres are flushed.', litres],
    ['So 3 million litres a day. That is 35 litres per head.', litres],
    ['Es sind etwa 3.000 Kubikmeter am Tag.', litres],
    ['', litres],
  ])('asks an agent about %j', async (response, estimate) => {
    const near = { finalLow: estimate.low, finalHigh: estimate.high };
    expect(await order(response, estimate, near)).toEqual({ reason: null, asked: 1 });
    const far = { finalLow: estimate.low / 1000, finalHigh: estimate.low / 1000 };
    expect(await order(response, estimate, far)).toEqual({ reason: 'orders-apart', asked: 1 });
    const none = { finalLow: null, finalHigh: null };
    expect(await order(response, estimate, none)).toEqual({ reason: 'no-final-quantity', asked: 1 });
    expect(await order(response, estimate)).toEqual({ reason: 'unverified-empty', asked: 1 });
  });

  it.each([undefined, 'many', { low: 0, high: 1, unit: 'm' }, { low: 1, high: 2, unit: '' }])(
    'does not concern an item with the estimate %j',
    async (estimate) => expect(await order('About 3 m.', estimate)).toEqual({ reason: null, asked: 0 }),
  );
});

describe('a sound estimate', () => {
  const reason = (
    estimate: unknown,
    more: Record<string, unknown> = {},
    question = 'How much water does the town use?',
  ) => {
    const item = itemOf('free', { points: [], estimate, ...more });
    const found = soundEstimate.check(subject({ item, question }), scriptedVerify().verify);
    return found && 'reason' in found ? found.reason : found;
  };

  it.each([
    [litres, null],
    [{ low: 5, high: 5, unit: 'km' }, null],
    [undefined, 'no-estimate'],
    [{ low: -1, high: 5, unit: 'km' }, 'no-estimate'],
    [{ low: 1, high: 2, unit: '12' }, 'no-unit'],
    [{ low: 5, high: 2, unit: 'km' }, 'range-reversed'],
    [{ low: 1, high: 101, unit: 'km' }, 'range-too-wide'],
  ])('%j: %s', (estimate, expected) => expect(reason(estimate)).toBe(expected));

  it('is not to be read off the evidence or the question', () => {
    const five = { low: 5, high: 5, unit: 'kilometres' };
    expect(reason(five, { evidence: ['The pipe is 5,000 m long.'] })).toBe('read-off');
    expect(reason(five, { evidence: ['The pipe is 7 km long and holds 5 litres.'] })).toBeNull();
    expect(reason(five, {}, 'How long is a pipe of 5 km?')).toBe('read-off');
  });
});

describe('a working that is shown', () => {
  const reason = (response: string | null) => {
    const found = shownWorking.check(subject({ response }), scriptedVerify().verify);
    return found && 'reason' in found ? found.reason : found;
  };

  it.each([
    [
      'About 2.7 million people live there. Assume that 1 in 20 homes of 2.5 people has a piano. So 50,000 pianos × 1 visit a year ÷ 1,000 visits per tuner gives about 50 tuners.',
      null,
    ],
    [
      'Es leben 2,7 Millionen Menschen dort. Je Haushalt 2,5 Menschen. Das sind 1 Million Haushalte. Also 50 Stimmer.',
      null,
    ],
    ['There is no way to know this.', 'no-final-quantity'],
    [null, 'no-final-quantity'],
    ['About 50 tuners.', 'no-steps'],
    ['2.7 million people, 1 in 20, 2.5 per home, 1,000 visits: 50 tuners.', 'no-steps'],
    [
      'The city has 2,700,000 people. It has 1,080,000 homes. There are 54,000 pianos. The tuners are 54 in number.',
      'no-assumptions',
    ],
    ['Perhaps 3 million people. Perhaps 2 cats. Perhaps 5 dogs. Perhaps the number is 7.', 'no-steps'],
  ])('%j: %s', (response, expected) => expect(reason(response)).toBe(expected));
});
