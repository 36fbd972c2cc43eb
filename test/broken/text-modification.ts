import type { Said } from './case.ts';

const text =
  'The ferry to Holm leaves at 6.15 unless the wind stands in the east. Only the mate may sell tickets, and he takes no notes above 20 crowns. ' +
  'Passengers with bicycles board last. On Sundays the boat is smaller, so at least four of them have to wait for the second crossing.';
const content = { text };
const task = (words: string, more: Record<string, unknown> = {}) => ({
  task: words,
  points: ['The condition of the wind is kept.'],
  ...more,
});
const limit = (rule: string, value = '') => ({ rule, value });
const CUT = { type: 'condensing', content } as const;
const cut = task('Shorten this for a card at the landing stage, in at most 30 words. Keep every condition.', {
  limits: [limit('at-most-words', '30')],
});
const SHORT = 'Ferry to Holm: 6.15, not in an east wind. Tickets from the mate, notes up to 20 crowns. Bicycles last.';

const MEND = { type: 'correction', content } as const;
const draft = text.replace('leaves', 'leave').replace('at least four', 'at least for');
const faults = [
  { wrong: 'ferry to Holm leave', right: 'ferry to Holm leaves' },
  { wrong: 'at least for', right: 'at least four' },
];
const mend = task('Correct the mistakes in this notice and change nothing else.', { draft, faults });

const MIMIC = { type: 'imitate-a-sample-style', content } as const;
const sample =
  'Up at four. Stove cold. Two eggs, one bad. Went out to the shed and counted sacks: nineteen. Should be twenty. ' +
  'Asked the boy. The boy says mice. Mice do not carry sacks. Swept. Sharpened the long knife, then the short one. ' +
  'Rain by nine. Nobody came. Counted again: nineteen.';
const mimic = task('Tell the second half of this notice as the writer of these lines would.', { sample });

const LAW = { type: 'vocabulary-limited-rewriting', content } as const;
const law = task('Say this again without using the letter "b" once.', {
  excerpt: 'Passengers with bicycles board last.',
  limits: [limit('without-letter', 'b')],
});

const anchor = 'Passengers with bicycles board last.';
const LABEL = { type: 'textual-entailment', content } as const;
const judge = {
  task: 'Sentence 1: "Passengers with bicycles board last." Sentence 2: "Whoever brings a bicycle boards after the others." Does 2 follow from 1?',
  labels: ['follows', 'ruled out', 'left open'],
  answer: 'follows',
  anchor: null,
  relation: null,
};
const REWRITE = { type: 'textual-entailment', form: 'free', content } as const;
const rewrite = task('Rewrite the sentence about bicycles so that it can never be true together with the original.', {
  anchor,
  relation: 'contradicts',
});
const stands = (how: string) => ({ 'sentence-relation': { why: 'So it is.', stands: how } });

/** Text modification. */
export default [
  { ...CUT, name: 'a sound cut', instruction: cut, response: SHORT, dropped: null },
  { ...MEND, name: 'a sound correction', instruction: mend, response: text, dropped: null },
  {
    ...REWRITE,
    name: 'a sound contradiction',
    instruction: rewrite,
    response: 'Passengers with bicycles board first.',
    verdicts: stands('contradicts'),
    dropped: null,
  },
  {
    type: 'format-conversion',
    content,
    name: 'a sound conversion, which may name a notation',
    instruction: task('Give the times and sums of this notice as JSON.', { limits: [limit('well-formed', 'json')] }),
    response: '{"departure": "6.15", "highestNote": 20}',
    dropped: null,
  },
  {
    type: 'format-conversion',
    content,
    name: 'a notation that is broken off',
    instruction: task('Give the times and sums of this notice as JSON.', { limits: [limit('well-formed', 'json')] }),
    response: '{"departure": "6.15", "highestNote": ',
    dropped: { by: 'constraints-met', reason: 'constraint-not-met' },
  },
  {
    ...CUT,
    name: 'a limit that nobody knows',
    instruction: { ...cut, limits: [limit('nicely-worded')] },
    dropped: { by: 'shape', reason: 'malformed' },
  },
  {
    ...MEND,
    name: 'a draft with one fault',
    instruction: { ...mend, faults: faults.slice(0, 1) },
    dropped: { by: 'shape', reason: 'malformed' },
  },
  {
    ...LABEL,
    name: 'a label outside the set',
    instruction: { ...judge, answer: 'entailed' },
    dropped: { by: 'form', reason: 'ill-formed' },
  },
  {
    ...LABEL,
    name: 'another label than the key',
    instruction: judge,
    response: 'left open',
    dropped: { by: 'answer-matches-key', reason: 'key-disputed' },
  },
  {
    ...CUT,
    name: 'machinery in the task',
    instruction: task('Shorten the seed text to 30 words.', { limits: [] }),
    dropped: { by: 'no-machinery', reason: 'machinery' },
  },
  {
    ...CUT,
    name: 'a limit that cannot be read',
    instruction: { ...cut, limits: [limit('at-most-words', 'few')] },
    dropped: { by: 'limits-sound', reason: 'limit-not-read' },
  },
  {
    ...CUT,
    name: 'a limit that the task does not tell',
    instruction: { ...cut, limits: [limit('at-most-words', '45')] },
    dropped: { by: 'limits-sound', reason: 'limit-not-told' },
  },
  {
    ...CUT,
    name: 'a word demanded that a forbidden letter rules out',
    instruction: task('Shorten this. Use the word "boat" and never the letter "b".', {
      limits: [limit('must-use', 'boat'), limit('without-letter', 'b')],
    }),
    dropped: { by: 'limits-sound', reason: 'limits-clash' },
  },
  {
    ...LAW,
    name: 'an excerpt in other words',
    instruction: { ...law, excerpt: 'Passengers who bring bicycles board last.' },
    dropped: { by: 'excerpt-occurs', reason: 'excerpt-not-found' },
  },
  {
    ...MEND,
    name: 'a fault that is not in the draft',
    instruction: { ...mend, faults: [...faults, { wrong: 'Passangers', right: 'Passengers' }] },
    dropped: { by: 'faults-planted', reason: 'fault-not-found' },
  },
  {
    ...MEND,
    name: 'a draft with a fault that is not listed',
    instruction: { ...mend, draft: draft.replace('board last', 'bord last') },
    dropped: { by: 'faults-planted', reason: 'draft-not-the-text' },
  },
  {
    ...MEND,
    name: 'a fault with itself for a remedy',
    instruction: { ...mend, faults: [...faults, { wrong: 'Only the mate', right: 'Only  the mate' }] },
    dropped: { by: 'faults-planted', reason: 'no-fault' },
  },
  {
    ...MIMIC,
    name: 'a sample of one line',
    instruction: { ...mimic, sample: 'Up at four. Stove cold. Two eggs, one bad.' },
    dropped: { by: 'sample-sound', reason: 'sample-length' },
  },
  {
    ...MIMIC,
    name: 'a sample that goes on with the text',
    instruction: { ...mimic, sample: `${sample} Only the mate may sell tickets, and he takes no notes.` },
    dropped: { by: 'sample-sound', reason: 'sample-from-the-text' },
  },
  {
    ...REWRITE,
    name: 'an anchor that the text does not have',
    instruction: { ...rewrite, anchor: 'Passengers with dogs board last.' },
    dropped: { by: 'anchor-occurs', reason: 'anchor-not-found' },
  },
  {
    ...REWRITE,
    name: 'a rewriting without its relation',
    instruction: { ...rewrite, relation: null },
    dropped: { by: 'anchor-occurs', reason: 'no-relation' },
  },
  {
    ...CUT,
    name: 'too long a cut',
    instruction: cut,
    response: `${SHORT} On Sundays the boat is smaller, so that four bicycles or more have to wait for the second crossing.`,
    dropped: { by: 'constraints-met', reason: 'constraint-not-met' },
  },
  {
    ...LAW,
    name: 'the forbidden letter',
    instruction: law,
    response: 'Cyclists step onto the boat when all others have.',
    dropped: { by: 'constraints-met', reason: 'constraint-not-met' },
  },
  {
    ...MEND,
    name: 'one fault left as it was',
    instruction: mend,
    response: text.replace('at least four', 'at least for'),
    dropped: { by: 'faults-mended', reason: 'fault-left' },
  },
  {
    ...CUT,
    name: 'the text handed back',
    instruction: task('Make this a fifth shorter and keep every statement.', { limits: [] }),
    response: `${text}\n`,
    dropped: { by: 'text-changed', reason: 'text-unchanged' },
  },
  {
    ...CUT,
    name: 'an offer at the end',
    instruction: task('Shorten this for a card at the landing stage.', { limits: [] }),
    response: `${SHORT}\n\nLet me know if you would like it shorter.`,
    dropped: { by: 'response-begins-with-substance', reason: 'filler' },
  },
  {
    ...REWRITE,
    name: 'a contradiction that leaves room',
    instruction: rewrite,
    response: 'Passengers with bicycles often board first on Sundays.',
    verdicts: stands('open'),
    dropped: { by: 'relation-holds', reason: 'relation-missed' },
  },
] satisfies Said[];
