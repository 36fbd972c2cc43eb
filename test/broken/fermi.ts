import type { Said } from './case.ts';

const anchors =
  'A cistern built before 1980 lets 9 litres go at each flush; one sold today lets 6 go, or 3 if the small button is pressed. ' +
  'The waterworks of Ostra, which serves 40,000 people, sends out 5 million litres on an ordinary day. ' +
  'On the evening of the cup final the pumps ran 35% above that for twelve minutes.';
const content = { anchors };
const estimate = { low: 4e6, high: 1.2e7, unit: 'litres per day' };
const asked = {
  question: 'How many litres of water does a city of 200,000 people flush down its toilets at home in a day?',
  reference:
    '200,000 people, 5 flushes each at home, 7 litres a flush as a mean of old and new cisterns: about 7 million litres per day.',
  evidence: ['lets 9 litres go at each flush'],
  wellKnown: true,
  points: ['Flushes at home only, not at work', 'The mean of old and new cisterns'],
  estimate,
};
const CASE = { type: 'population-and-consumption', content, instruction: asked } as const;
const CHAIN =
  'I assume that each person flushes about 5 times a day at home. Old cisterns take 9 litres and new ones 6 or less, so perhaps 7 litres on average. ';
const ends = (low: number | null, high = low) => ({ 'final-quantity': { finalLow: low, finalHigh: high } });
const estimating = (changes: Record<string, unknown>) => ({ ...asked, estimate: { ...estimate, ...changes } });
const item = (reason: string) => ({ by: 'sound-estimate', reason });
const order = (reason: string) => ({ by: 'within-an-order', reason });

/** Fermi estimation. */
export default [
  {
    ...CASE,
    name: 'a sound chain, its result in another unit',
    response: `${CHAIN}That gives 200,000 × 5 × 7 L, or roughly 7,000 m³ a day.`,
    dropped: null,
  },
  {
    ...CASE,
    name: 'a sound chain whose end has to be read by an agent',
    response: `${CHAIN}With 200,000 people the product is 5 × 7 × 200,000, in all seven million litres each day.`,
    verdicts: ends(7e6),
    dropped: null,
  },
  {
    ...CASE,
    name: 'a sound chain with a cross-check at its end',
    response: `${CHAIN}For 200,000 people that is 7 million litres a day. Cross-check: 120 litres per head, a quarter of it flushed, which is 30 litres.`,
    verdicts: ends(7e6),
    dropped: null,
  },
  {
    ...CASE,
    name: 'a result that only its cross-check would save',
    response: `${CHAIN}For 200,000 people that is 7 billion litres a day. For comparison, a waterworks sends out 5 million litres a day.`,
    verdicts: ends(7e9),
    dropped: order('orders-apart'),
  },
  {
    ...CASE,
    name: 'an estimate below nothing',
    instruction: estimating({ low: -4e6 }),
    dropped: { by: 'shape', reason: 'malformed' },
  },
  {
    ...CASE,
    name: 'an estimate in words',
    instruction: { ...asked, estimate: 'about 7 million litres per day' },
    dropped: { by: 'shape', reason: 'malformed' },
  },
  {
    ...CASE,
    name: 'machinery in the question',
    instruction: { ...asked, question: 'How large is the answer key for flushes in a city of 200,000 people?' },
    dropped: { by: 'no-machinery', reason: 'machinery' },
  },
  {
    ...CASE,
    name: 'a table that nobody sees',
    instruction: { ...asked, question: 'Using the rates in Table 4, how many litres does a city flush in a day?' },
    dropped: { by: 'no-outside-references', reason: 'outside-reference' },
  },
  {
    ...CASE,
    name: 'the town of the article',
    instruction: { ...asked, question: 'How many litres are flushed in a day in the town that the article describes?' },
    verdicts: { 'self-contained': { lacking: 'the town that the article describes', standsAlone: false } },
    dropped: { by: 'self-contained', reason: 'not-self-contained' },
  },
  {
    ...CASE,
    name: 'an anchor with other figures',
    instruction: { ...asked, evidence: ['lets 12 litres go at each flush'] },
    dropped: { by: 'evidence-occurs', reason: 'evidence-not-found' },
  },
  { ...CASE, name: 'a range from high to low', instruction: estimating({ low: 2e7 }), dropped: item('range-reversed') },
  {
    ...CASE,
    name: 'a range that says nothing',
    instruction: estimating({ high: 5e9 }),
    dropped: item('range-too-wide'),
  },
  { ...CASE, name: 'a number for a unit', instruction: estimating({ unit: '10^6' }), dropped: item('no-unit') },
  {
    ...CASE,
    name: 'a quantity that stands in the text',
    instruction: {
      ...asked,
      question: 'How many litres of water does a town of 40,000 people use in a day?',
      evidence: ['sends out 5 million litres on an ordinary day'],
      estimate: { low: 5e6, high: 5e6, unit: 'litres' },
    },
    dropped: item('read-off'),
  },
  {
    ...CASE,
    name: 'an offer of more at the end',
    response: `${CHAIN}So 200,000 × 5 × 7 is about 7 million litres a day. Would you like me to try another city?`,
    dropped: { by: 'response-begins-with-substance', reason: 'filler' },
  },
  {
    ...CASE,
    name: 'no figure at all',
    response: 'That depends on habits and cisterns, and nobody has counted it.',
    dropped: { by: 'shown-working', reason: 'no-final-quantity' },
  },
  {
    ...CASE,
    name: 'the result alone',
    response: 'About 7 million litres a day.',
    dropped: { by: 'shown-working', reason: 'no-steps' },
  },
  {
    ...CASE,
    name: 'figures given as known',
    response:
      'There are 200,000 people. Everybody flushes 5 times at 7 litres. The product of 200,000 and 35 is 7,000,000 litres per day.',
    dropped: { by: 'shown-working', reason: 'no-assumptions' },
  },
  {
    ...CASE,
    name: 'three powers of ten lost on the way',
    response: `${CHAIN}That gives 200,000 × 5 × 7 L, or roughly 7 m³ a day.`,
    dropped: order('orders-apart'),
  },
  {
    ...CASE,
    name: 'a year for a day, read by an agent',
    response: `${CHAIN}With 200,000 people and 365 days that is about two and a half thousand million litres.`,
    verdicts: ends(2.5e9),
    dropped: order('orders-apart'),
  },
  {
    ...CASE,
    name: 'money for water',
    response: `${CHAIN}Multiplied by 200,000 and a price of 0.4 cents. So it comes to about €28,000.`,
    dropped: order('other-dimension'),
  },
  {
    ...CASE,
    name: 'a chain that ends in nothing',
    response: `${CHAIN}From these 2 figures and 200,000 people anybody can work out the rest.`,
    verdicts: ends(null),
    dropped: order('no-final-quantity'),
  },
] satisfies Said[];
