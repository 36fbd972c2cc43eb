import type { Said } from './case.ts';

const notes =
  'Yeast feeds on sugar and gives off the gas that raises dough. Salt slows yeast down and tightens the gluten that holds the gas. ' +
  'Cold slows yeast far more than the bacteria that make acids, so dough kept in a refrigerator turns sour before it has risen. ' +
  'Bakers give every ingredient as a percentage of the flour, by weight.';
const content = { notes };
const evidence = ['Cold slows yeast far more than the bacteria that make acids'];
const sound = {
  question:
    'Bread dough kept in a refrigerator for three days tastes sour although it has hardly risen. What accounts for both?',
  evidence,
  wellKnown: true,
  options: [
    'Cold slows yeast more than it slows bacteria',
    'Cold kills the yeast and feeds the bacteria',
    'Acid has used up the sugar that yeast needs',
    'Salt turns to acid when it is kept cold',
  ],
  key: 0,
};
const CAUSE = { type: 'best-explanation', content } as const;
const cause = (changes: Record<string, unknown>) => ({ ...CAUSE, instruction: { ...sound, ...changes } });

const WEIGHTS = { type: 'calculation', content } as const;
const weights = (changes: Record<string, unknown>) => ({
  ...WEIGHTS,
  instruction: {
    question:
      'A baker uses 2 kg of flour and 2.5% salt in baker’s percentages. How much salt goes into half of the dough?',
    evidence: ['as a percentage of the flour'],
    wellKnown: true,
    compute: '2000 * 0.025 / 2',
    options: ['25 g', '40 g', '50 g', '80 g'],
    key: 0,
    ...changes,
  },
});

const PRINTS = { type: 'code-output', content } as const;
const prints = (changes: Record<string, unknown>) => ({
  ...PRINTS,
  instruction: {
    question: 'What does the program print?',
    evidence: ['as a percentage of the flour'],
    wellKnown: true,
    language: 'javascript',
    program:
      "const dough = { flour: 500, salt: 10 };\nconst twice = dough;\ntwice.salt *= 2;\nconsole.log(dough.salt + '/' + twice.salt);",
    options: ['10/10', '10/20', '20/10', '20/20'],
    key: 3,
    ...changes,
  },
});

const NONE = { type: 'none-of-the-above', content } as const;
const none = (changes: Record<string, unknown>) => ({
  ...NONE,
  instruction: {
    question: 'Of which ingredient do bakers reckon every other one as a percentage?',
    evidence: ['as a percentage of the flour'],
    wellKnown: true,
    options: ['Water', 'Yeast', 'Salt', 'Sugar', 'None of these'],
    key: 4,
    ...changes,
  },
});

const MATCH = { type: 'matching-code', content } as const;
const match = (options: string[]) => ({
  ...MATCH,
  instruction: {
    question:
      'Match each thing with its effect in dough. 1 Yeast 2 Salt 3 Cold 4 Gluten; a holds the gas b gives off gas c tightens what holds the gas d favours acid',
    evidence: ['Salt slows yeast down and tightens the gluten'],
    wellKnown: true,
    options,
    key: 0,
  },
});

/** Multiple-choice questions. */
export default [
  {
    ...cause({}),
    name: 'a sound item',
    response: 'Cold slows yeast more than it slows acid.\n\nAnswer: A',
    dropped: null,
  },
  {
    ...weights({}),
    name: 'a sound calculation',
    response: '2000 g × 0.025 = 50 g, and half of it is the answer.\n\nAnswer: 25 g',
    dropped: null,
  },
  { ...prints({}), name: 'a program that prints its key', dropped: null },
  { ...none({}), name: 'a last option that says that none is right', response: 'E', dropped: null },
  {
    ...match([
      '1-b, 2-c, 3-d, 4-a',
      '1-c, 2-b, 3-d, 4-a',
      '1-b, 2-c, 3-a, 4-d',
      '1-d, 2-c, 3-b, 4-a',
      '1-b, 2-a, 3-d, 4-c',
    ]),
    name: 'sound pairings',
    dropped: null,
  },
  {
    ...cause({ options: sound.options.slice(0, 3) }),
    name: 'an option too few',
    dropped: { by: 'shape', reason: 'malformed' },
  },
  {
    ...cause({}),
    type: 'vignette',
    name: 'a vignette whose case was left out',
    dropped: { by: 'shape', reason: 'malformed' },
  },
  { ...cause({ key: 4 }), name: 'a key counted from one', dropped: { by: 'form', reason: 'ill-formed' } },
  {
    ...cause({ options: [...sound.options.slice(0, 3), 'All of the above'] }),
    name: 'all of the above',
    dropped: { by: 'form', reason: 'ill-formed' },
  },
  {
    ...cause({ options: [...sound.options.slice(0, 3), 'A distractor about salt and cold storage'] }),
    name: 'an option that calls itself a distractor',
    dropped: { by: 'no-machinery', reason: 'machinery' },
  },
  {
    ...cause({
      question: 'As shown in Figure 2, dough in a refrigerator turns sour before it rises. What accounts for both?',
    }),
    name: 'a figure that nobody sees',
    dropped: { by: 'no-outside-references', reason: 'outside-reference' },
  },
  {
    ...cause({ question: 'According to the passage, why does chilled dough turn sour before it has risen?' }),
    name: 'a closed-book stem that speaks of the passage',
    dropped: { by: 'self-contained', reason: 'not-self-contained' },
  },
  {
    ...cause({
      question: 'In a refrigerator cold slows yeast more than it slows bacteria. What follows for bread dough?',
    }),
    name: 'a stem that holds its key',
    dropped: { by: 'key-not-in-question', reason: 'key-in-question' },
  },
  {
    ...cause({ options: [`${sound.options[0]}, which need less warmth to go on working`, ...sound.options.slice(1)] }),
    name: 'a key that is longer than all the others',
    dropped: { by: 'key-not-longest', reason: 'key-longest' },
  },
  {
    ...cause({ evidence: ['Bacteria thrive in the cold'] }),
    name: 'a quotation that the notes do not hold',
    dropped: { by: 'evidence-occurs', reason: 'evidence-not-found' },
  },
  {
    ...weights({ options: ['25 g', '25.0 g', '50 g', '80 g'] }),
    name: 'one amount written in two ways',
    dropped: { by: 'options-differ', reason: 'options-alike' },
  },
  {
    ...weights({ key: 2 }),
    name: 'a key that stops a step short of the calculation',
    dropped: { by: 'computes', reason: 'key-not-computed' },
  },
  {
    ...weights({ compute: '25' }),
    name: 'a calculation that only writes the key down',
    dropped: { by: 'computes', reason: 'compute-states-key' },
  },
  {
    ...prints({ key: 1 }),
    name: 'a program that prints another option',
    dropped: { by: 'prints-key', reason: 'key-not-printed' },
  },
  {
    ...prints({ program: 'console.log(dough.salt + "/" + dough.salt);' }),
    name: 'a program that breaks off',
    dropped: { by: 'prints-key', reason: 'program-fails' },
  },
  {
    ...match(['1-b, 2-c, 3-d, 4-a', '1-c, 2-c, 3-d', '1-b, 2-c, 3-a, 4-d', '1-d, 2-c, 3-b, 4-a', '1-b, 2-a, 3-d, 4-c']),
    name: 'a pairing that leaves a number out',
    dropped: { by: 'coded-options', reason: 'ill-coded' },
  },
  {
    ...none({ options: ['Water', 'Yeast', 'None of these', 'Salt', 'Flour'] }),
    name: 'none of these in the middle',
    dropped: { by: 'none-comes-last', reason: 'option-names-others' },
  },
  {
    ...none({ options: ['Water', 'Yeast', 'Salt', 'Sugar', 'Milk', 'None of these'], key: 5 }),
    refined: { goal: 'more-options', from: none({}) },
    name: 'one option more, before the one that says none',
    dropped: null,
  },
  {
    ...none({ options: ['Water', 'Yeast', 'Salt', 'Sugar', 'None of these', 'Milk'] }),
    refined: { goal: 'more-options', from: none({}) },
    name: 'one option more, after the one that says none',
    dropped: { by: 'none-comes-last', reason: 'option-names-others' },
  },
  {
    ...none({ question: 'Which is the best ingredient to reckon all others by?' }),
    name: 'the best one, or none',
    dropped: { by: 'none-comes-last', reason: 'best-with-none' },
  },
  {
    ...cause({}),
    name: 'an answer that chooses another option',
    response: 'The bacteria live on once the yeast is dead.\n\nAnswer: B',
    dropped: { by: 'answer-matches-key', reason: 'key-disputed' },
  },
  {
    ...cause({}),
    name: 'an offer at the end',
    response: 'A. Cold holds yeast back. Let me know if you want the recipe.',
    verdicts: { 'same-answer': { why: 'It is A.', same: true } },
    dropped: { by: 'response-begins-with-substance', reason: 'filler' },
  },
] satisfies Said[];
