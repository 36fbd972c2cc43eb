import type { Said } from './case.ts';

const content = {
  ground:
    'A ferry crosses the sound in 35 minutes and lies 10 minutes at either pier. It carries 48 cars. The morning crossing is full, the noon crossing half empty.',
};
const walk = {
  question:
    'Mira walks uphill to a hut at 3 km/h, turns at once and comes down the same path at 6 km/h. She is back after 4 hours. How many kilometres long is the path, one way?',
  compute: '4 / (1 / 3 + 1 / 6)',
  answer: 8,
  unit: 'km',
};
const WALK = { type: 'rate-time-distance', content } as const;
const walking = (changes: Record<string, unknown>) => ({ ...WALK, instruction: { ...walk, ...changes } });
const average = {
  question:
    'A van covers a road at 40 km/h and comes back over it at 60 km/h. What is its average speed over the whole way, in km/h?',
  compute: '2 * 40 * 60 / (40 + 60)',
  options: ['45 km/h', '48 km/h', '50 km/h', '52 km/h'],
  key: 1,
};
const VAN = { type: 'rate-time-distance', form: 'option', content } as const;
const FERRY = { type: 'arithmetic-word-problem', content } as const;
const ferry = {
  question:
    'A ferry holds 48 cars. In the morning it is full; at noon it carries half as many, and in the evening 9 more than at noon. How many cars does it carry that day?',
  compute: '48 + 24 + (24 + 9)',
  answer: 105,
  unit: 'cars',
};
const drawn = {
  question:
    'A bag holds 5 red and 4 blue counters. Two are drawn at random, one after the other, without putting back. What is the probability, in lowest terms, that both are red?',
  compute: '5 / 9 * 4 / 8',
  answer: '5/18',
  alternatives: [],
};
const DRAWN = { type: 'probability', content } as const;
const LINES = { type: 'linear-equations-and-systems', content } as const;
const lines = {
  question: 'Solve the system 2x + 4y = 6, 3x + 6y = 10 for the pair (x, y).',
  compute: '2 * 6 - 4 * 3 === 0 && 2 * 10 !== 3 * 6',
  answer: 'no solution',
  alternatives: ['there is none'],
};
const same = (is: boolean) => ({ 'same-answer': { why: 'So it is.', same: is } });

/** Mathematics problems. */
export default [
  {
    ...walking({}),
    name: 'a sound problem',
    response: 'Each kilometre takes 1/3 + 1/6 = 1/2 hour, so 4 hours are 8 km of path.\n\nThe answer is 8 km.',
    dropped: null,
  },
  {
    ...{ ...VAN, name: 'a sound problem with options', instruction: average },
    response: 'Equal ways, so the harmonic mean: 48 km/h.\n\nAnswer: B',
    dropped: null,
  },
  {
    ...{ ...DRAWN, name: 'a fraction beside a calculation in decimals', instruction: drawn },
    response: '5/9 · 4/8 = 20/72.\n\nAnswer: **5/18**',
    dropped: null,
  },
  {
    ...{ ...LINES, name: 'no solution, with a comparison that shows it', instruction: lines },
    response: 'The left sides are in the ratio 2 : 3, the right sides are not.\n\nAnswer: No solution',
    dropped: null,
  },
  { ...walking({ compute: undefined }), name: 'no calculation', dropped: { by: 'shape', reason: 'malformed' } },
  { ...walking({ answer: '8 km' }), name: 'a number in words', dropped: { by: 'shape', reason: 'malformed' } },
  {
    ...{ ...VAN, name: 'a key counted from one', instruction: { ...average, key: 4 } },
    dropped: { by: 'form', reason: 'ill-formed' },
  },
  {
    ...{
      ...VAN,
      name: 'one speed written in two ways',
      instruction: { ...average, options: ['48.0 km/h', '48 km/h', '50 km/h', '52 km/h'] },
    },
    dropped: { by: 'options-differ', reason: 'options-alike' },
  },
  {
    ...walking({ answer: 9 }),
    name: 'a key from the plain mean of the speeds',
    dropped: { by: 'computes', reason: 'key-not-computed' },
  },
  {
    ...{ ...VAN, name: 'another option than the calculation gives', instruction: { ...average, key: 2 } },
    dropped: { by: 'computes', reason: 'key-not-computed' },
  },
  {
    ...{ ...DRAWN, name: 'a chance as if it were put back', instruction: { ...drawn, answer: '25/81' } },
    dropped: { by: 'computes', reason: 'key-not-computed' },
  },
  {
    ...{ ...LINES, name: 'no solution where there is one', instruction: { ...lines, compute: '2 * 6 - 4 * 5 === 0' } },
    dropped: { by: 'computes', reason: 'key-not-computed' },
  },
  {
    ...walking({ compute: '8' }),
    name: 'a calculation that only writes the key down',
    dropped: { by: 'computes', reason: 'compute-states-key' },
  },
  {
    ...walking({ compute: 'total_hours / (1/3 + 1/6)' }),
    name: 'a calculation with a name that means nothing',
    dropped: { by: 'computes', reason: 'compute-fails' },
  },
  {
    ...walking({ question: `The path is 8 km long. ${walk.question}` }),
    name: 'a problem that gives its answer',
    dropped: { by: 'answer-not-in-problem', reason: 'answer-in-problem' },
  },
  {
    ...{
      ...FERRY,
      name: 'half a car',
      instruction: {
        ...ferry,
        question: ferry.question.replace('48', '49'),
        compute: '49 + 24.5 + 33.5',
        answer: 107.5,
      },
    },
    dropped: { by: 'whole-counts', reason: 'broken-count' },
  },
  {
    ...walking({ question: `As shown in Figure 3, ${walk.question}` }),
    name: 'a figure that nobody sees',
    dropped: { by: 'no-outside-references', reason: 'outside-reference' },
  },
  {
    ...{
      ...FERRY,
      name: 'a problem that sends to the passage',
      instruction: {
        ...ferry,
        question: 'How many cars does a ferry carry on a day with three crossings, according to the passage?',
      },
    },
    dropped: { by: 'self-contained', reason: 'not-self-contained' },
  },
  {
    ...walking({ question: `${walk.question} Give it as in the answer key.` }),
    name: 'a problem that speaks of the answer key',
    dropped: { by: 'no-machinery', reason: 'machinery' },
  },
  {
    ...walking({}),
    name: 'an answer with the mean of the speeds',
    response: 'On average she walks 4.5 km/h, which makes 18 km in all.\n\nThe answer is 9 km.',
    dropped: { by: 'answer-matches-key', reason: 'key-disputed' },
  },
  {
    ...{ ...DRAWN, name: 'an answer that puts back', instruction: drawn },
    response: '5/9 · 5/9\n\n25/81',
    verdicts: same(false),
    dropped: { by: 'answer-matches-key', reason: 'key-disputed' },
  },
  {
    ...walking({}),
    name: 'a nod to the asker',
    response: 'Sure! Each kilometre takes half an hour.\n\nThe answer is 8 km.',
    dropped: { by: 'response-begins-with-substance', reason: 'filler' },
  },
] satisfies Said[];
