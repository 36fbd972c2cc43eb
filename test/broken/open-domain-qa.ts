import type { Said } from './case.ts';

const notes =
  'Before 1820 lighthouses burned oil lamps in front of polished reflectors, which lost about half of the light. ' +
  'Augustin Fresnel cut a large lens up into rings of prisms, so that glass a few centimetres thick did the work of a ' +
  'solid block. The first such light stood at Cordouan in 1823. Keepers at Cordouan wound the clockwork that turned it every four hours.';
const content = { notes };
const asked = {
  question: 'Rings of prisms instead of one thick block of glass: what are such lighthouse lenses called?',
  reference: 'A Fresnel lens, a large lens cut up into rings of prisms.',
  evidence: ['cut a large lens up into rings of prisms'],
  wellKnown: true,
};
const named = { ...asked, answer: 'Fresnel lens', alternatives: ['Fresnel lenses'] };
const why = {
  ...asked,
  question: 'Why do lighthouses have a lens cut into rings and not a solid one?',
  reference: 'The rings bend light as a solid lens would, with glass that is a fraction as thick and heavy.',
  points: ['Only the surface bends light', 'Less glass: lighter, and less light lost'],
};
const sequence = {
  ...asked,
  question: 'Which came first of these ways to make a lighthouse visible at sea?',
  steps: ['Lamps before reflectors', 'Lenses of prisms', 'Electric lamps'],
};
const FACT = { type: 'factoid', content } as const;
const WHY = { type: 'explanation-why', content } as const;
const WHEN = { type: 'temporal', form: 'order', content } as const;
const COUNT = { type: 'quantitative', content } as const;
const counted = {
  ...asked,
  question: 'What share of its light, in per cent, did a lighthouse lose to reflectors of polished metal around 1800?',
  reference: 'About half.',
  evidence: ['lost about half of the light'],
  answer: 50,
  unit: '%',
};
const ANSWER = 'Only the curved surface of a lens bends light. The glass behind it adds weight and swallows light.';
const right = (is: boolean) => ({ 'agrees-with-reference': { why: 'So it is.', agreesWithReference: is } });
const alone = (is: boolean) => ({ 'self-contained': { lacking: is ? null : 'which one', standsAlone: is } });
const bullets = { id: 'bullets', parameters: { count: 2 }, words: 'Answer in exactly 2 bullet points.' };

/** Open-domain question answering. */
export default [
  { ...FACT, name: 'a sound question', instruction: named, response: 'The Fresnel lens.', dropped: null },
  { ...WHY, name: 'a sound explanation', instruction: why, response: ANSWER, verdicts: right(true), dropped: null },
  {
    ...COUNT,
    name: 'a sound question that comes with its material',
    instruction: { ...counted, wellKnown: false, question: 'What share of the light, in per cent, was lost?' },
    response: '50%',
    dropped: null,
  },
  {
    ...FACT,
    name: 'doubt whether it is well known, in words',
    instruction: { ...named, wellKnown: 'probably' },
    dropped: { by: 'shape', reason: 'malformed' },
  },
  {
    ...WHY,
    name: 'no points to make',
    instruction: { ...why, points: [] },
    dropped: { by: 'shape', reason: 'malformed' },
  },
  {
    ...COUNT,
    name: 'a number in words',
    instruction: { ...counted, answer: 'half' },
    dropped: { by: 'shape', reason: 'malformed' },
  },
  {
    ...WHEN,
    name: 'one event twice in an order',
    instruction: { ...sequence, steps: ['Reflectors', 'Electric lamps', 'The reflectors'] },
    dropped: { by: 'form', reason: 'ill-formed' },
  },
  {
    ...FACT,
    name: 'machinery in the question',
    instruction: { ...named, question: 'Going by the seed text, what is a lens of rings of prisms called?' },
    dropped: { by: 'no-machinery', reason: 'machinery' },
  },
  {
    ...WHY,
    name: 'a figure that nobody sees',
    instruction: { ...why, question: 'As shown in Figure 2, why is the lens cut into rings?' },
    dropped: { by: 'no-outside-references', reason: 'outside-reference' },
  },
  {
    ...WHY,
    name: 'a closed-book question about the passage',
    instruction: { ...why, question: 'According to the passage, why is the lens cut into rings?' },
    dropped: { by: 'self-contained', reason: 'not-self-contained' },
  },
  {
    ...FACT,
    name: 'a passage in the middle of a closed-book question',
    instruction: { ...named, question: 'Which invention does the passage credit with saving the light?' },
    dropped: { by: 'self-contained', reason: 'not-self-contained' },
  },
  {
    ...WHY,
    name: 'a company that nobody has named',
    instruction: { ...why, question: 'Why did the company cut its lenses into rings?' },
    verdicts: alone(false),
    dropped: { by: 'self-contained', reason: 'not-self-contained' },
  },
  {
    ...FACT,
    name: 'somebody whom nobody has named',
    instruction: { ...named, question: 'What did he cut into rings for the light at Cordouan?' },
    verdicts: alone(false),
    dropped: { by: 'self-contained', reason: 'not-self-contained' },
  },
  {
    ...WHY,
    name: 'a question in German that nobody has judged',
    instruction: { ...why, question: 'Warum sind die Linsen von Leuchttürmen in Ringe geschnitten?' },
    dropped: { by: 'self-contained', reason: 'unverified-malformed' },
  },
  {
    ...FACT,
    name: 'the key in the question',
    instruction: { ...named, question: 'What is a Fresnel lens, as lighthouses have it, called?' },
    dropped: { by: 'key-not-in-question', reason: 'key-in-question' },
  },
  {
    ...FACT,
    name: 'a quotation that is not in the notes',
    instruction: { ...named, evidence: ['cut a small mirror up into rings'] },
    dropped: { by: 'evidence-occurs', reason: 'evidence-not-found' },
  },
  {
    ...WHY,
    name: 'nothing quoted',
    instruction: { ...why, evidence: [] },
    dropped: { by: 'evidence-occurs', reason: 'no-evidence' },
  },
  {
    ...FACT,
    name: 'another name than the key',
    instruction: named,
    response: 'A parabolic reflector.',
    verdicts: { 'same-answer': { why: 'A reflector is no lens.', same: false } },
    dropped: { by: 'answer-matches-key', reason: 'key-disputed' },
  },
  {
    ...COUNT,
    name: 'a number against the key',
    instruction: counted,
    response: 'Answer: 5%',
    dropped: { by: 'answer-matches-key', reason: 'key-disputed' },
  },
  {
    ...WHEN,
    name: 'events in the wrong order',
    instruction: sequence,
    response: 'B, A, C',
    dropped: { by: 'answer-matches-key', reason: 'key-disputed' },
  },
  {
    ...WHY,
    name: 'an offer of more at the end',
    instruction: why,
    response: `${ANSWER} Let me know if you want a drawing!`,
    verdicts: right(true),
    dropped: { by: 'response-begins-with-substance', reason: 'filler' },
  },
  {
    ...WHY,
    name: 'running text where two bullets were demanded',
    instruction: { ...why, constraints: [bullets] },
    response: ANSWER,
    verdicts: right(true),
    dropped: { by: 'constraints-met', reason: 'constraint-not-met' },
  },
  {
    ...WHY,
    name: 'what experts at large do not know',
    instruction: why,
    response: 'The rings were cut so that glass could be shipped in crates, to be put together at the tower.',
    verdicts: right(false),
    dropped: { by: 'agrees-with-reference', reason: 'not-common-knowledge' },
  },
  {
    ...WHY,
    name: 'an answer against the notes beside it',
    instruction: { ...why, wellKnown: false },
    response: 'They have it for the looks.',
    verdicts: right(false),
    dropped: { by: 'agrees-with-reference', reason: 'reference-disputed' },
  },
] satisfies Said[];
