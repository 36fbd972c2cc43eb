import type { Said } from './case.ts';

/** Options with what each claims, and which is right. */
const offered = (ask: string, key: number, claims: Record<string, string>) => ({
  fields: { options: Object.keys(claims), key },
  asked: { ask, target: '', claims: Object.entries(claims).map(([option, claim]) => ({ option, claim })) },
});

const survey = {
  scenario:
    'A botanist visits five meadows, Alder, Brook, Cliff, Dell and Elm, one on each day from Monday to Friday. ' +
    'Her assistant drives the van, whose permit for the coast road is not valid every day.',
  conditions: [
    'Alder is visited on some day before Brook.',
    'Cliff is visited on the day right after Brook.',
    'Dell is visited neither on Monday nor on Friday.',
  ],
};
const supposed = 'If Elm is visited on Monday, which of the following must be true?';
const row = {
  items: ['Alder', 'Brook', 'Cliff', 'Dell', 'Elm'],
  scales: [
    { name: 'day', values: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday'], holds: '1', order: 'line' },
  ],
  rules: ['before(Alder, Brook)', 'just-before(Brook, Cliff)', 'not(at(Dell, Monday))', 'not(at(Dell, Friday))'],
};
const opening = { ...row, rules: [...row.rules, 'at(Elm, Monday)'] };
const days = offered('must', 2, {
  'Alder is visited on Tuesday.': 'at(Alder, Tuesday)',
  'Dell is visited right after Alder.': 'just-before(Alder, Dell)',
  'Brook is visited on Thursday.': 'at(Brook, Thursday)',
  'Dell is visited on Wednesday.': 'at(Dell, Wednesday)',
});
const ordered = { question: supposed, ...days.fields, arrangement: { ...opening, ...days.asked } };
const whole = {
  question: 'If Elm is visited on Monday and Alder on Tuesday, in what order are the meadows visited?',
  steps: ['Elm', 'Alder', 'Dell', 'Brook', 'Cliff'],
  arrangement: {
    ...opening,
    rules: [...opening.rules, 'at(Alder, Tuesday)'],
    ask: 'value',
    target: 'order(day)',
    claims: [],
  },
};

const KINDS = {
  scenario:
    'A seed bank sorts what it holds. Lots may be old, sealed or local, and there are some of each sort; the curator ' +
    'has written down what she knows of how these sorts lie to one another.',
  conditions: ['Every old lot is sealed.', 'Some of the local lots are old.'],
};
const drawn = offered('must', 1, {
  'Every sealed lot is old.': 'all(sealed, old)',
  'Some sealed lots are local.': 'some(sealed, local)',
  'Some local lots are not sealed.': 'some-not(local, sealed)',
  'No lot that is not local is old.': 'all(old, local)',
});
const premises = { kinds: ['old', 'sealed', 'local'], statements: ['all(old, sealed)', 'some(local, old)'] };
const kinds = { question: 'Which of these follows?', ...drawn.fields, sets: { ...premises, ...drawn.asked } };

const CLUB = {
  scenario:
    'Of the 30 members of a rowing club, 18 scull and 15 sweep; 4 do neither. Each was asked once, and a member who does ' +
    'both was counted under either.',
  conditions: [],
};
const regions = {
  unknowns: ['scull', 'sweep', 'both', 'neither'].map((name) => ({ name, from: 0, to: 30 })),
  rules: ['scull + both = 18', 'sweep + both = 15', 'neither = 4', 'scull + sweep + both + neither = 30'],
  ...{ ask: 'value', target: 'scull', claims: [] },
};
const overlap = { question: 'How many members scull without sweeping?', answer: 11, unit: null, numbers: regions };

const CASE = (type: string, content: Said['content'], instruction: Said['instruction']) => ({
  type,
  content,
  instruction,
});
const ROW = CASE('linear-ordering', survey, ordered);
const rowOf = (changes: Record<string, unknown>) => CASE('linear-ordering', survey, { ...ordered, ...changes });
const program = (reason: string) => ({ by: 'solved-by-program', reason });
const MALFORMED = { by: 'shape', reason: 'malformed' };
const DISPUTED = { by: 'answer-matches-key', reason: 'key-disputed' };
const verdict = {
  question: 'Somebody infers that the lot is old because it is sealed. Does it follow?',
  labels: ['follows', 'opposite', 'neither'],
  answer: 'neither',
};
const permits = { ...CASE('formal-fallacy', KINDS, verdict), form: 'label' } as const;

/** Analytical reasoning. */
export default [
  {
    ...ROW,
    name: 'a sound question on a row',
    response: 'Brook and Cliff need Alder before them.\n\nAnswer: C',
    dropped: null,
  },
  { ...CASE('linear-ordering', survey, whole), form: 'order', name: 'a sound order', dropped: null },
  { ...CASE('syllogism', KINDS, kinds), name: 'a sound syllogism', response: 'B', dropped: null },
  {
    ...CASE('set-overlap', CLUB, overlap),
    name: 'a sound count',
    response: '26 do something, so 18 + 15 - 26 = 7 do both and 18 - 7 = 11 only scull.\n\nAnswer: 11',
    dropped: null,
  },
  { ...permits, name: 'a sound verdict', response: 'Neither follows.\n\nAnswer: neither', dropped: null },
  {
    ...ROW,
    name: 'conditions in one piece',
    content: { ...survey, conditions: survey.conditions.join(' ') },
    dropped: MALFORMED,
  },
  { ...rowOf({ explanation: 'Brook needs room.' }), name: 'a field too many', dropped: MALFORMED },
  {
    ...rowOf({ options: [...ordered.options.slice(0, 3), 'None of the above'] }),
    name: 'an option that names the others',
    dropped: { by: 'form', reason: 'ill-formed' },
  },
  {
    ...{ ...permits, instruction: { ...verdict, answer: 'cannot say' } },
    name: 'a label outside the set',
    dropped: { by: 'form', reason: 'ill-formed' },
  },
  {
    ...rowOf({ arrangement: { ...row, ...days.asked } }),
    name: 'a supposition that the statement forgets',
    dropped: program('key-wrong'),
  },
  {
    ...rowOf({ arrangement: { ...ordered.arrangement, ask: 'could' } }),
    name: 'a "could" with several right options',
    dropped: program('two-solutions'),
  },
  {
    ...rowOf({ arrangement: { ...ordered.arrangement, rules: [...opening.rules, 'at(Cliff, Tuesday)'] } }),
    name: 'a supposition that clashes with the rules',
    dropped: program('no-solution'),
  },
  {
    ...rowOf({ arrangement: { ...ordered.arrangement, rules: [...row.rules, 'Elm is visited on Monday'] } }),
    name: 'a rule in plain words',
    dropped: program('ill-formed-statement'),
  },
  {
    ...rowOf({ arrangement: { ...ordered.arrangement, claims: days.asked.claims.slice(1) } }),
    name: 'an option without a claim',
    dropped: program('ill-formed-statement'),
  },
  {
    ...CASE('linear-ordering', survey, { ...whole, steps: ['Elm', 'Dell', 'Alder', 'Brook', 'Cliff'] }),
    ...{ form: 'order', name: 'an order that breaks the supposition', dropped: program('key-wrong') },
  },
  {
    ...CASE('syllogism', KINDS, { ...kinds, key: 0 }),
    name: 'an "all" turned round',
    dropped: program('key-wrong'),
  },
  {
    ...CASE('quantifiers-all-some-most', KINDS, {
      ...kinds,
      sets: {
        ...kinds.sets,
        kinds: [...premises.kinds, 'rare'],
        statements: [...premises.statements, 'most(rare, old)'],
      },
    }),
    name: 'a majority among too many kinds',
    dropped: program('ill-formed-statement'),
  },
  {
    ...CASE('set-overlap', CLUB, { ...overlap, numbers: { ...regions, rules: regions.rules.slice(0, 3) } }),
    name: 'counts that do not settle what is asked',
    dropped: program('two-solutions'),
  },
  {
    ...CASE('set-overlap', CLUB, { ...overlap, answer: 14 }),
    name: 'a count that takes the overlap for nothing',
    dropped: program('key-wrong'),
  },
  {
    ...rowOf({
      arrangement: {
        ...ordered.arrangement,
        items: [...'abcdefghi'],
        scales: [{ name: 'day', values: [...'123456789'], holds: '1', order: 'line' }],
        rules: ['different(a, b)'],
        claims: days.asked.claims.map((each, at) => ({ ...each, claim: `at(a, ${at + 1})` })),
      },
    }),
    name: 'nine members under no rule to speak of',
    dropped: program('too-large'),
  },
  {
    ...rowOf({ question: `${supposed} It is clear that Brook is visited on Thursday.` }),
    name: 'the key in the question',
    dropped: { by: 'key-not-in-question', reason: 'key-in-question' },
  },
  {
    ...rowOf({ question: `According to the seed text, ${supposed}` }),
    name: 'a word of the workshop',
    dropped: { by: 'no-machinery', reason: 'machinery' },
  },
  {
    ...rowOf({ question: `${supposed} See Table 2 for the days.` }),
    name: 'a table that the row does not hold',
    dropped: { by: 'no-outside-references', reason: 'outside-reference' },
  },
  { ...ROW, name: 'a possible case taken for the only one', response: 'Answer: A', dropped: DISPUTED },
  {
    ...CASE('set-overlap', CLUB, overlap),
    name: 'those who do both counted in',
    response: '18 of them scull.\n\nAnswer: 18',
    dropped: DISPUTED,
  },
  {
    ...permits,
    name: 'another verdict than the key',
    response: 'Old lots are sealed, so this one is old.\n\nAnswer: follows',
    dropped: DISPUTED,
  },
  {
    ...ROW,
    name: 'praise before the answer',
    response: 'Great question! Brook has Thursday.\n\nAnswer: C',
    dropped: { by: 'response-begins-with-substance', reason: 'filler' },
  },
] satisfies Said[];
