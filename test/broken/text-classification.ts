import type { Said } from './case.ts';

const content = {
  scene:
    'A kettle was sold with a lid that will not shut. Its buyer writes to the shop for the third time, more amused than cross.',
};
const text =
  'Three letters, one lid. The new one came this morning and shuts, the man who brought it had tea with us, and I have told the whole street where to buy.';
const question = 'How does the writer judge the shop, all told? A remark in passing decides nothing.';
const labels = ['mixed', 'negative', 'neutral', 'positive'];
const asked = { question, text };
const label = { ...asked, labels, answer: 'positive' };
const reasoned = {
  ...asked,
  labels,
  label: 'positive',
  points: ['It is recommended to others', 'Three letters speak for "mixed"'],
};
const tagged = { ...asked, tags: ['lid', 'delivery', 'price', 'spout', 'colour'], answer: ['lid', 'delivery'] };
const rules = {
  ...asked,
  labels: ['R1', 'R2', 'R3'],
  answer: 'R2',
  definitions: ['Still open.', 'Settled by a new part.', 'Settled by money.'],
};
const tree = [
  { branch: 'Kitchen', leaves: ['Repair', 'Order'] },
  { branch: 'Garden', leaves: ['Repair', 'Hire'] },
];
const filed = { ...asked, tree, answer: 'Kitchen > Repair', alternatives: [] };
const follows = {
  ...{ question: 'Does the statement follow from the passage?', text, second: 'The lid that came shuts.' },
  ...{ labels: ['follows', 'contradicts', 'open'], answer: 'follows' },
};
const CASE = { type: 'sentiment', content } as const;
const REASON = { type: 'label-with-rationale', content } as const;
const TAGS = { type: 'multi-label', content } as const;
const RULES = { type: 'custom-labels-with-definitions', content } as const;
const TREE = { type: 'hierarchical', content } as const;
const PAIR = { type: 'entailment', content } as const;
const same = (is: boolean) => ({ 'same-answer': { why: 'So it is.', same: is } });
const bad = { by: 'scheme-holds', reason: 'bad-scheme' };

/** Text classification. */
export default [
  {
    ...CASE,
    name: 'a sound label',
    variant: 'Positive: most words describe trouble, and the trouble was worth it.',
    instruction: label,
    response: 'positive',
    dropped: null,
  },
  {
    ...REASON,
    name: 'a sound reason',
    instruction: reasoned,
    response:
      'Positive. It took three letters, which speaks for "mixed", but a shop that one sends the whole street to has won.',
    dropped: null,
  },
  { ...TAGS, name: 'sound tags', instruction: tagged, response: 'delivery, lid', dropped: null },
  { ...TREE, name: 'a sound path', instruction: filed, response: 'Kitchen > Repair', dropped: null },
  { ...PAIR, name: 'a sound pair', instruction: follows, response: 'A', dropped: null },
  {
    ...CASE,
    name: 'a set of one label',
    instruction: { ...label, labels: ['positive'] },
    dropped: { by: 'shape', reason: 'malformed' },
  },
  {
    ...PAIR,
    name: 'a pair of one text',
    instruction: { ...label, labels: follows.labels },
    dropped: { by: 'shape', reason: 'malformed' },
  },
  {
    ...CASE,
    name: 'a key outside the set',
    instruction: { ...label, answer: 'favourable' },
    dropped: { by: 'form', reason: 'ill-formed' },
  },
  {
    ...CASE,
    name: 'a label twice',
    instruction: { ...label, labels: [...labels, 'Positive'] },
    dropped: { by: 'form', reason: 'ill-formed' },
  },
  {
    ...CASE,
    name: 'machinery in the task',
    instruction: { ...label, question: 'Give the label as in the answer key, by what the writer thinks of the shop.' },
    dropped: { by: 'no-machinery', reason: 'machinery' },
  },
  {
    ...RULES,
    name: 'a label without its definition',
    instruction: { ...rules, definitions: rules.definitions.slice(1) },
    dropped: bad,
  },
  { ...TAGS, name: 'every tag right', instruction: { ...tagged, answer: tagged.tags }, dropped: bad },
  {
    ...TAGS,
    name: 'a right tag that is not offered',
    instruction: { ...tagged, answer: ['lid', 'manners'] },
    dropped: bad,
  },
  { ...TREE, name: 'a leaf of the other branch', instruction: { ...filed, answer: 'Kitchen > Hire' }, dropped: bad },
  { ...PAIR, name: 'the passage for its own statement', instruction: { ...follows, second: text }, dropped: bad },
  { ...REASON, name: 'a reason for no label of the set', instruction: { ...reasoned, label: 'glad' }, dropped: bad },
  {
    ...CASE,
    name: 'another label than was drawn',
    variant: 'Negative: courteous, grateful to the staff, and done with the thing for good.',
    instruction: label,
    dropped: { by: 'target-kept', reason: 'not-the-target' },
  },
  {
    ...CASE,
    name: 'a text that says its label',
    instruction: { ...label, text: `${text} My verdict is positive.` },
    dropped: { by: 'label-not-in-text', reason: 'label-in-text' },
  },
  {
    ...CASE,
    name: 'another label than the key',
    instruction: label,
    response: 'mixed',
    dropped: { by: 'answer-matches-key', reason: 'key-disputed' },
  },
  {
    ...TREE,
    name: 'the leaf of another branch for an answer',
    instruction: filed,
    response: 'Garden > Repair',
    verdicts: same(false),
    dropped: { by: 'answer-matches-key', reason: 'key-disputed' },
  },
  {
    ...CASE,
    name: 'a label outside the set',
    instruction: label,
    response: 'Favourable.',
    verdicts: same(true),
    dropped: { by: 'answer-in-labels', reason: 'outside-labels' },
  },
  {
    ...TAGS,
    name: 'a tag that was made up',
    instruction: tagged,
    response: 'lid, delivery, tea',
    verdicts: same(true),
    dropped: { by: 'answer-in-labels', reason: 'outside-labels' },
  },
  {
    ...REASON,
    name: 'a good reason for the wrong label',
    instruction: reasoned,
    response: 'Answer: mixed\n\nThe lid was bad and the manners were good.',
    dropped: { by: 'answer-in-labels', reason: 'other-label' },
  },
  {
    ...REASON,
    name: 'an offer of more at the end',
    instruction: reasoned,
    response: 'Positive: the whole street is told to buy there. Feel free to send the next one!',
    dropped: { by: 'response-begins-with-substance', reason: 'filler' },
  },
] satisfies Said[];
