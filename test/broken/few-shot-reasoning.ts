import type { Said } from './case.ts';

const content = {
  idea: 'A label on a jar is read from the right: what stands last comes first, and a jar without a year gets a dot.',
  cases: ['plum 12', 'quince 07', 'pear', 'sloe 11', 'medlar', 'damson 03'],
};
const pair = (input: string, output: string, steps = '') => ({ input, steps, output });
const RULE =
  '(input) => { const [fruit, year] = input.split(" "); return year ? year + fruit.slice(0, 2).toUpperCase() : fruit.slice(0, 2).toUpperCase() + "."; }';
const coded = {
  opening: '',
  examples: [pair('plum 12', '12PL'), pair('quince 07', '07QU'), pair('pear', 'PE.')],
  query: 'medlar',
  rule: RULE,
  answer: 'ME.',
  alternatives: [],
};
const CODED = { type: 'string-rule', content, instruction: coded } as const;

const counted = {
  opening: '',
  examples: [
    pair('pear, plum, pear', '1', 'One fruit comes again.'),
    pair('plum, sloe', '0', 'No fruit comes again.'),
    pair('sloe, pear, sloe, pear', '2', 'Two fruits come again.'),
  ],
  query: 'sloe, plum, sloe, sloe',
  rule: '(input) => { const all = input.split(", "); return new Set(all.filter((each, at) => all.indexOf(each) < at)).size; }',
  answer: 1,
  unit: null,
};
const COUNTED = { type: 'counting-rule', content, instruction: counted } as const;

const labelled = {
  opening: 'Which is it?',
  examples: [
    pair('The jar was opened before its year was out.', 'zat'),
    pair('The jar stood for nine years, and nobody asked.', 'mor'),
    pair('The jar was opened in its first week, with a label on.', 'zat'),
  ],
  query: 'The jar without a label stood until the shelf broke.',
  labels: ['zat', 'mor'],
  answer: 'mor',
};
const LABELLED = { type: 'label-by-example', content, instruction: labelled } as const;

const picked = {
  opening: '',
  examples: [pair('plum 12; pear 09; sloe 11', 'sloe 11'), pair('quince 07; plum 03; pear 05', 'pear 05')],
  query: 'damson 04; medlar 08; sloe 06; fig 01',
  options: ['damson 04', 'medlar 08', 'sloe 06', 'fig 01'],
  key: 2,
};
const PICKED = { type: 'options-by-demonstration', content, instruction: picked } as const;

const sorted = {
  opening: '',
  examples: [pair('pear, fig, plum', 'fig, pear, plum'), pair('sloe, fig, kiwi', 'fig, kiwi, sloe')],
  query: 'quince, medlar, plum',
  steps: ['plum', 'medlar', 'quince'],
};
const ORDERED = { type: 'ordering-rule', content, instruction: sorted } as const;
const same = (is: boolean) => ({ 'same-answer': { why: 'So it is.', same: is } });

/** Few-shot reasoning. */
export default [
  {
    ...CODED,
    name: 'a sound rule on strings',
    response: 'A year goes to the front and the fruit shrinks to two capitals; without a year a dot follows.\nME.',
    verdicts: same(true),
    dropped: null,
  },
  {
    ...COUNTED,
    name: 'a sound count, with steps',
    response: 'One fruit comes again.\n1',
    verdicts: same(true),
    dropped: null,
  },
  {
    ...LABELLED,
    name: 'a sound label',
    response: 'It waited past its year, as the second did.\nmor',
    verdicts: same(true),
    dropped: null,
  },
  {
    ...PICKED,
    name: 'a sound pick',
    response: 'sloe 06',
    dropped: null,
  },
  {
    ...CODED,
    name: 'one example',
    instruction: { ...coded, examples: [pair('plum 12', '12PL')] },
    dropped: { by: 'shape', reason: 'malformed' },
  },
  {
    ...CODED,
    name: 'no rule where one is due',
    instruction: { ...coded, rule: undefined },
    dropped: { by: 'shape', reason: 'malformed' },
  },
  {
    ...COUNTED,
    name: 'a number in words for a key',
    instruction: { ...counted, answer: 'one' },
    dropped: { by: 'shape', reason: 'malformed' },
  },
  {
    ...LABELLED,
    name: 'a key outside the labels',
    instruction: { ...labelled, answer: 'pel' },
    dropped: { by: 'form', reason: 'ill-formed' },
  },
  {
    ...PICKED,
    name: 'one candidate written in two ways',
    instruction: { ...picked, options: ['damson 04', 'medlar 08', 'sloe 06', 'sloe06'] },
    dropped: { by: 'options-differ', reason: 'options-alike' },
  },
  {
    ...CODED,
    name: 'the query among the examples',
    instruction: { ...coded, query: 'pear', answer: 'PE.' },
    dropped: { by: 'examples-sound', reason: 'query-shown' },
  },
  {
    ...COUNTED,
    name: 'steps in one example and not in the next',
    instruction: { ...counted, examples: [...counted.examples, pair('fig', '0')] },
    dropped: { by: 'examples-sound', reason: 'steps-uneven' },
  },
  {
    ...LABELLED,
    name: 'a label that nothing shows',
    instruction: { ...labelled, labels: ['zat', 'mor', 'pel'] },
    dropped: { by: 'examples-sound', reason: 'label-not-shown' },
  },
  {
    ...PICKED,
    name: 'an option that the query does not hold',
    instruction: { ...picked, options: ['damson 04', 'medlar 08', 'sloe 06', 'quince 02'] },
    dropped: { by: 'examples-sound', reason: 'choice-not-in-query' },
  },
  {
    ...CODED,
    name: 'an example that breaks the rule',
    instruction: { ...coded, examples: [...coded.examples, pair('sloe 11', '11sl')] },
    dropped: { by: 'examples-follow-rule', reason: 'example-breaks-rule' },
  },
  {
    ...COUNTED,
    name: 'a key that the rule does not give',
    instruction: { ...counted, answer: 3 },
    dropped: { by: 'examples-follow-rule', reason: 'key-breaks-rule' },
  },
  {
    ...CODED,
    name: 'a rival key with the right one for a wording',
    instruction: { ...coded, answer: 'ME', alternatives: ['ME.'] },
    dropped: { by: 'examples-follow-rule', reason: 'key-breaks-rule' },
  },
  {
    ...CODED,
    name: 'a rule in words',
    instruction: { ...coded, rule: 'The year goes to the front, then two letters in capitals.' },
    dropped: { by: 'examples-follow-rule', reason: 'rule-fails' },
  },
  {
    ...CODED,
    name: 'a rule that is a list of the examples',
    instruction: {
      ...coded,
      rule: '(input) => ({ "plum 12": "12PL", "quince 07": "07QU", pear: "PE.", medlar: "ME." })[input]',
    },
    dropped: { by: 'examples-follow-rule', reason: 'rule-looks-up' },
  },
  {
    ...CODED,
    name: 'an answer by the likeliest wrong rule',
    response: 'Two capitals.\nME',
    verdicts: same(false),
    dropped: { by: 'answer-matches-key', reason: 'key-disputed' },
  },
  {
    ...CODED,
    name: 'an output without its mark',
    response: 'ME',
    dropped: { by: 'output-as-shown', reason: 'output-altered' },
  },
  {
    ...ORDERED,
    name: 'an order by the alphabet',
    response: 'medlar, plum, quince',
    dropped: { by: 'answer-matches-key', reason: 'key-disputed' },
  },
  {
    ...LABELLED,
    name: 'an offer behind the answer',
    response: 'It waited past its year, as the second did.\nmor\n\nLet me know if you want another one.',
    verdicts: same(true),
    dropped: { by: 'response-begins-with-substance', reason: 'filler' },
  },
] satisfies Said[];
