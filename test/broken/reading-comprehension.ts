import type { Said } from './case.ts';

const passage =
  'The clock in the tower of Bren was built by two sisters. It strikes the hours but not the quarters, because the council would not pay for a second bell. ' +
  'Once a week somebody climbs the stairs and winds it with a crank. For thirty years that was the baker, who had a key because his oven stood against the wall.';
const content = { passage };
const evidence = ['because the council would not pay for a second bell'];
const question = 'What keeps the clock from striking the quarters?';
const short = { question, evidence, answer: 'the council’s refusal to pay', alternatives: ['no money for a bell'] };
const option = {
  question,
  evidence,
  options: ['A broken crank', 'The want of money for another bell', 'A rule of the town', 'The wish of the sisters'],
  key: 1,
};
const ASKS = { type: 'literal-comprehension', form: 'short', content } as const;
const PICKS = { type: 'cause-and-effect', form: 'option', content } as const;
const FLIPPED = { passage: passage.replace('would not pay for', 'had lost') };
const flip = { goal: 'flip-answer', from: { content, instruction: short } };
const same = (is: boolean) => ({ 'same-answer': { why: 'So it is.', same: is } });

/** Reading comprehension. */
export default [
  {
    ...ASKS,
    name: 'a sound item',
    instruction: short,
    response: 'The council’s refusal to pay.',
    verdicts: same(true),
    dropped: null,
  },
  {
    ...ASKS,
    name: 'no question',
    instruction: { ...short, question: '' },
    dropped: { by: 'shape', reason: 'malformed' },
  },
  {
    ...ASKS,
    name: 'a field too many',
    instruction: { ...short, hint: 'x' },
    dropped: { by: 'shape', reason: 'malformed' },
  },
  {
    ...ASKS,
    name: 'content that is no passage',
    content: { passage: 'Too short.' },
    instruction: short,
    dropped: { by: 'shape', reason: 'malformed' },
  },
  {
    ...PICKS,
    name: 'a key out of range',
    instruction: { ...option, key: 4 },
    dropped: { by: 'form', reason: 'ill-formed' },
  },
  {
    ...PICKS,
    name: 'a letter for a key',
    instruction: { ...option, key: 'B' },
    dropped: { by: 'shape', reason: 'malformed' },
  },
  {
    ...PICKS,
    name: 'two options alike',
    instruction: { ...option, options: ['One', 'Two', 'one.', 'Three'] },
    dropped: { by: 'form', reason: 'ill-formed' },
  },
  {
    ...PICKS,
    name: 'an option that names others',
    instruction: { ...option, options: ['One', 'Two', 'Three', 'All of the above'] },
    dropped: { by: 'form', reason: 'ill-formed' },
  },
  {
    ...ASKS,
    name: 'a quotation that is not in the text',
    instruction: { ...short, evidence: ['because the bell had cracked'] },
    dropped: { by: 'evidence-occurs', reason: 'evidence-not-found' },
  },
  {
    ...ASKS,
    name: 'no quotation',
    instruction: { ...short, evidence: [] },
    dropped: { by: 'evidence-occurs', reason: 'no-evidence' },
  },
  {
    ...ASKS,
    name: 'machinery in the question',
    instruction: {
      ...short,
      question: 'According to the answer key, what keeps the clock from striking the quarters?',
    },
    dropped: { by: 'no-machinery', reason: 'machinery' },
  },
  {
    ...ASKS,
    name: 'a figure that the row does not hold',
    instruction: { ...short, question: 'As shown in Figure 3, what keeps the clock from striking?' },
    dropped: { by: 'no-outside-references', reason: 'outside-reference' },
  },
  {
    ...ASKS,
    name: 'the key in the question',
    instruction: { ...short, question: 'Was it the council’s refusal to pay that silenced the quarters?' },
    dropped: { by: 'key-not-in-question', reason: 'key-in-question' },
  },
  {
    ...ASKS,
    name: 'an answer against the key',
    instruction: short,
    response: 'The sisters forbade it.',
    verdicts: same(false),
    dropped: { by: 'answer-matches-key', reason: 'key-disputed' },
  },
  {
    ...PICKS,
    name: 'another option than the key',
    instruction: option,
    response: 'C',
    dropped: { by: 'answer-matches-key', reason: 'key-disputed' },
  },
  {
    ...PICKS,
    name: 'praise before the answer',
    instruction: option,
    response: 'Great question! The answer is B.',
    dropped: { by: 'response-begins-with-substance', reason: 'filler' },
  },
  {
    ...ASKS,
    name: 'a flip that leaves the key',
    content: FLIPPED,
    instruction: { ...short, evidence: ['had lost a second bell'] },
    refined: flip,
    dropped: { by: 'edit-verified', reason: 'same-key' },
  },
  {
    ...ASKS,
    name: 'a flip that rewrites the passage',
    content: {
      passage: `${'Nothing of the old text is left in this one, and a second bell is not spoken of. '.repeat(4)}`,
    },
    instruction: { ...short, answer: 'its age', evidence: ['a second bell'] },
    refined: flip,
    dropped: { by: 'mostly-kept', reason: 'changed-too-much' },
  },
] satisfies Said[];
