import type { Said } from './case.ts';

const content = {
  premise:
    'A repair shop stands behind the lifeboat station. Whoever works there signs for a key and a tool, ' +
    'and nobody is sure who had which at the end of a shift.',
};
const value = (target: string) => ({ ask: 'value', target, claims: [] });
/** Options with what each claims, and which is right. */
const offered = (ask: string, key: number, claims: Record<string, string>) => ({
  fields: { options: Object.keys(claims), key },
  asked: { ask, target: '', claims: Object.entries(claims).map(([option, claim]) => ({ option, claim })) },
});

const days = {
  puzzle:
    'Ana, Ben, Cleo and Dov each came in on one day from Monday to Thursday, no two on the same, and each mended one ' +
    'thing: a lamp, a sail, a pump or a clock. Whoever mended the sail came on the day after Ana. The pump was done ' +
    'on some later day than the clock. Dov, who cannot sew, came before Cleo and touched no lamp. Ben had Monday.',
  question: 'Which of these must be so?',
};
const placed = offered('must', 1, {
  'Dov mended the clock.': 'at(Dov, clock)',
  'Cleo mended the sail.': 'at(Cleo, sail)',
  'Ana mended the pump.': 'at(Ana, pump)',
  'Ben mended the lamp.': 'at(Ben, lamp)',
});
const week = {
  items: ['Ana', 'Ben', 'Cleo', 'Dov'],
  scales: [
    { name: 'day', values: ['Monday', 'Tuesday', 'Wednesday', 'Thursday'], holds: '1', order: 'line' },
    { name: 'thing', values: ['lamp', 'sail', 'pump', 'clock'], holds: '1', order: 'none' },
  ],
  rules: [
    'just-before(Ana, sail, day)',
    'before(clock, pump, day)',
    'not(at(Dov, sail))',
    'before(Dov, Cleo, day)',
    'not(at(Dov, lamp))',
    'at(Ben, Monday)',
  ],
};
const grid = { ...days, ...placed.fields, arrangement: { ...week, ...placed.asked } };

const guilds = {
  puzzle:
    'Members of the rope guild say only what is so, members of the tar guild only what is not. Ines says: "Jon and I ' +
    'are of different guilds." Jon says: "Kai and I are of the same guild." Kai says: "Exactly one of us three is of the rope guild."',
  question: 'Which of these must be so?',
};
const sorts = offered('must', 2, {
  'Ines is of the rope guild.': 'is(Ines, rope)',
  'Jon is of the rope guild.': 'is(Jon, rope)',
  'Jon is of the tar guild.': 'is(Jon, tar)',
  'Ines and Kai are of the same guild.': 'same-kind(Ines, Kai)',
});
const spoken = {
  people: ['Ines', 'Jon', 'Kai'],
  kinds: ['rope', 'tar'],
  statements: [
    { by: 'Ines', says: 'xor(is(Ines, rope), is(Jon, rope))' },
    { by: 'Jon', says: 'same-kind(Kai, Jon)' },
    { by: 'Kai', says: 'exactly(1, is(Ines, rope), is(Jon, rope), is(Kai, rope))' },
  ],
  rules: [],
  secret: null,
};
const knaves = { ...guilds, ...sorts.fields, liars: { ...spoken, ...sorts.asked } };

const swaps = {
  puzzle:
    'At the start of the shift Ana has the drill, Ben the saw and Cleo the vice. Ana and Ben trade, for his bench is free. ' +
    'Then whoever has the drill trades with Cleo, and at noon Ana hands hers to Ben, Ben his to Cleo and Cleo hers to Ana.',
  question: 'What does Ben have in the end?',
};
const held = {
  start: ['Ana drill', 'Ben saw', 'Cleo vice'].map((each) => ({ who: each.split(' ')[0], has: each.split(' ')[1] })),
  moves: ['swap(Ana, Ben)', 'swap(holder(drill), Cleo)', 'pass(Ana, Ben, Cleo)'],
  ...value('has(Ben)'),
};
const tracked = { ...swaps, answer: 'saw', alternatives: ['the saw'], moves: held };

const code = {
  puzzle:
    'The ledger is kept in a cipher: each letter stands for one digit, different letters for different digits, and no word begins with nought. One page adds SO and SO to TOO.',
  question: 'What is TOO?',
  answer: 100,
  unit: null,
};
const sum = { sum: 'SO + SO = TOO', rules: [], ...value('TOO') };

const CASE = (type: string, instruction: Said['instruction']) => ({ type, content, instruction });
const GRID = CASE('logic-grid', grid);
const program = (reason: string) => ({ by: 'solved-by-program', reason });
const MALFORMED = { by: 'shape', reason: 'malformed' };
const same = (is: boolean) => ({ 'same-answer': { why: 'So it is.', same: is } });

const riddle = {
  puzzle: 'It was carried up the stairs full and came down light. Nobody emptied it, and whoever bore it was glad.',
  question: 'What is it?',
  answer: 'a lamp',
  alternatives: ['an oil lamp'],
};
const ferry = {
  puzzle: 'A ferryman has a wolf, a goat and a cabbage to bring over the river. His boat holds himself and all three.',
  question: 'How many crossings does he need at least?',
  answer: 'one',
  alternatives: ['1'],
};
const classic = { told: 'A ferryman may take one of three across at a time.', answer: 'seven' };

/** Brain teasers. */
export default [
  { ...GRID, name: 'a sound grid', response: 'Ben had Monday.\n\nAnswer: B', dropped: null },
  { ...CASE('knights-and-knaves', knaves), name: 'sound liars', dropped: null },
  {
    ...CASE('knights-and-knaves', {
      ...knaves,
      liars: {
        ...knaves.liars,
        secret: { name: 'who has the key', values: spoken.people },
        rules: ['not(secret(Ines))'],
      },
    }),
    name: 'sound liars, one of whom has something hidden',
    dropped: null,
  },
  {
    ...CASE('state-tracking', tracked),
    name: 'sound exchanges',
    response: 'Ana has the saw at noon and hands it to Ben.\n\nAnswer: the saw',
    dropped: null,
  },
  { ...CASE('cryptarithm', { ...code, cryptarithm: sum }), name: 'a sound sum of words', dropped: null },
  { ...CASE('classic-with-a-twist', { ...ferry, classic }), name: 'a sound twist of a known puzzle', dropped: null },
  { ...CASE('logic-grid', { ...days, ...placed.fields }), name: 'a grid without its statement', dropped: MALFORMED },
  {
    ...CASE('logic-grid', { ...grid, key: 4 }),
    name: 'a key counted from one',
    dropped: { by: 'form', reason: 'ill-formed' },
  },
  {
    ...CASE('logic-grid', { ...grid, key: 0 }),
    name: 'a key that the clues do not bear out',
    dropped: program('key-wrong'),
  },
  {
    ...CASE('logic-grid', { ...grid, options: grid.options.map((option) => option.replace('mended', 'repaired')) }),
    name: 'claims for options in other words',
    dropped: program('ill-formed-statement'),
  },
  {
    ...CASE('knights-and-knaves', {
      ...knaves,
      liars: { ...knaves.liars, ask: 'could', statements: spoken.statements.slice(0, 2) },
    }),
    name: 'a liars’ puzzle with two right options',
    dropped: program('two-solutions'),
  },
  {
    ...CASE('knights-and-knaves', {
      ...knaves,
      liars: { ...knaves.liars, statements: [{ by: 'Ines', says: 'is(Ines, tar)' }] },
    }),
    name: 'somebody who says of themselves that they lie',
    dropped: program('no-solution'),
  },
  {
    ...CASE('cryptarithm', {
      ...code,
      answer: 8,
      question: 'What is O?',
      cryptarithm: { ...sum, sum: 'TOO + TOO = SO', target: 'O' },
    }),
    name: 'a sum of words that has no solution',
    dropped: program('no-solution'),
  },
  {
    ...CASE('state-tracking', {
      ...tracked,
      moves: { ...held, moves: ['swap(Ana, Ben)', 'swap(holder(lamp), Cleo)'] },
    }),
    name: 'a trade with somebody who holds what nobody has',
    dropped: program('ill-formed-statement'),
  },
  {
    ...CASE('state-tracking', { ...tracked, answer: 'drill', alternatives: [] }),
    name: 'the outcome before the last exchange',
    dropped: program('key-wrong'),
  },
  {
    ...CASE('number-puzzle', {
      ...{
        puzzle: 'Two crates hold boxes; multiplied, their numbers come to 12 more than a third.',
        answer: 5,
        unit: null,
      },
      question: 'How many boxes are in the first crate?',
      numbers: {
        unknowns: ['a', 'b', 'c'].map((name) => ({ name, from: 0, to: 1_000_000 })),
        ...{ rules: ['a * b = c + 12'], ...value('a') },
      },
    }),
    name: 'unknowns without bounds to speak of',
    dropped: program('too-large'),
  },
  {
    ...CASE('riddle', {
      ...riddle,
      puzzle: 'The more of them you take, the more you leave behind.',
      answer: 'footsteps',
    }),
    name: 'a riddle that everybody has heard',
    dropped: { by: 'not-a-known-riddle', reason: 'known-riddle' },
  },
  {
    ...CASE('classic-with-a-twist', { ...ferry, answer: 'Seven.', classic }),
    name: 'a twist that leaves the answer',
    dropped: { by: 'differs-from-classic', reason: 'same-as-classic' },
  },
  {
    ...CASE('logic-grid', { ...grid, question: 'Which of these must be so? Beware of the distractors.' }),
    name: 'options called by their trade name',
    dropped: { by: 'no-machinery', reason: 'machinery' },
  },
  {
    ...CASE('logic-grid', { ...grid, question: 'As shown in Table 1, which of these must be so?' }),
    name: 'a table that the row does not hold',
    dropped: { by: 'no-outside-references', reason: 'outside-reference' },
  },
  {
    ...GRID,
    name: 'an answer that stops one step early',
    response: 'Ana came on Tuesday, so Dov came on Wednesday with the sail.\n\nAnswer: A',
    dropped: { by: 'answer-matches-key', reason: 'key-disputed' },
  },
  {
    ...CASE('riddle', riddle),
    name: 'another thing that fits as well',
    response: 'A tray of bread.',
    verdicts: same(false),
    dropped: { by: 'answer-matches-key', reason: 'key-disputed' },
  },
  {
    ...GRID,
    name: 'an offer after the answer',
    response: 'Answer: B\n\nWould you like me to make another?',
    dropped: { by: 'response-begins-with-substance', reason: 'filler' },
  },
] satisfies Said[];
