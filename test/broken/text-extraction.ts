import type { Said } from './case.ts';

const document =
  'Meeting of the harbour committee, 4 March 2021. Present: Ines Roca (chair), Jon Bly, Dora Venn. ' +
  'Bly reported that the crane had stood still for nine days in February and asked for 2,400 crowns for a new cable. ' +
  'Venn said that the old cable "was never tested after the storm". The committee granted 2,400 crowns. ' +
  'Bly is to order the cable by 12 March. The lease of the east shed was put off to the next meeting, as nobody had the papers. ' +
  'Roca thanked the night watch. The meeting closed at 21:40. A flood barrier was mentioned by Venn, but nothing was decided about it, ' +
  'since the town has yet to answer the letter that was sent in the autumn and again at the turn of the year.';
const content = { document };
const points = ['The grant is named.'];

const LIST = { type: 'entities', content } as const;
const list = {
  question: 'List the persons who were present at the meeting.',
  answer: ['Ines Roca', 'Jon Bly', 'Dora Venn'],
};

const field = (name: string, type: string, required = true) => ({
  name,
  type,
  choices: [] as string[],
  required,
  description: name,
});
const outline = [
  field('date', 'date'),
  field('grant.amount', 'number'),
  field('grant.words', 'quote'),
  field('present[]', 'text'),
  field('next_meeting', 'date', false),
];
const right = {
  date: '2021-03-04',
  grant: { amount: 2400, words: 'The committee granted 2,400 crowns' },
  present: ['Ines Roca', 'Jon Bly', 'Dora Venn'],
  next_meeting: null,
};
const JSON_OF = { type: 'schema-guided-json', content } as const;
const guided = {
  question: 'Bring these minutes into the following fields.',
  points,
  outline,
  extraction: JSON.stringify(right),
};
const judged = (which: string, place: string) => ({
  'extraction-differences': { verdicts: [{ place, why: 'So it says.', right: which }] },
});

const TABLE = { type: 'table-from-text', content } as const;
const table = {
  question: 'Make a Markdown table of who is to do what, with the columns Person and Task.',
  points,
  columns: ['Person', 'Task'],
  rows: [
    ['Jon Bly', 'order the cable'],
    ['Ines Roca', ''],
  ],
};

const SUM = { type: 'action-items-and-decisions', content } as const;
const sum = { question: 'What was decided, and who has to do what until when? Two short lists.', points };
const DONE = 'Decided: 2,400 crowns are granted for a new cable.\n\nTo do: Bly orders the cable by 12 March 2021.';
const carried = (...unsupported: { claim: string; why: string }[]) => ({ 'unsupported-claims': { unsupported } });

const QUOTE = { type: 'key-phrases', content } as const;
const phrases = { question: 'Copy three phrases that say what the meeting was about, one a line.', points };

/** Text extraction. */
export default [
  { ...LIST, name: 'a sound list', instruction: list, response: 'Ines Roca\nJon Bly\nDora Venn', dropped: null },
  { ...JSON_OF, name: 'a sound extraction', instruction: guided, response: JSON.stringify(right), dropped: null },
  { ...SUM, name: 'a sound summary', instruction: sum, response: DONE, verdicts: carried(), dropped: null },
  {
    ...JSON_OF,
    name: 'a response that reads better than the reference',
    instruction: { ...guided, extraction: JSON.stringify({ ...right, date: '2021-04-03' }) },
    response: JSON.stringify(right),
    verdicts: judged('second', 'date'),
    dropped: null,
  },
  {
    ...TABLE,
    name: 'a sound table, its gap a dash',
    instruction: table,
    response: '| Person | Task |\n|---|---|\n| Jon Bly | order the cable |\n| Ines Roca | – |',
    dropped: null,
  },
  {
    ...JSON_OF,
    name: 'a field of a type that there is not',
    instruction: { ...guided, outline: [...outline, field('closed', 'time')] },
    dropped: { by: 'shape', reason: 'malformed' },
  },
  {
    ...LIST,
    name: 'an entry twice',
    instruction: { ...list, answer: [...list.answer, 'Jon Bly'] },
    dropped: { by: 'form', reason: 'ill-formed' },
  },
  {
    ...SUM,
    name: 'machinery in the task',
    instruction: { ...sum, question: 'What does the seed document decide? Two short lists.' },
    dropped: { by: 'no-machinery', reason: 'machinery' },
  },
  {
    ...SUM,
    name: 'a section that the row does not hold',
    instruction: { ...sum, question: 'What was decided, according to Section 4? A short list.' },
    dropped: { by: 'no-outside-references', reason: 'outside-reference' },
  },
  {
    ...LIST,
    form: 'short',
    type: 'table-lookup',
    name: 'the key in the question',
    instruction: {
      question: 'Who asked for 2,400 crowns, the sum of 2,400 crowns?',
      answer: '2,400 crowns',
      alternatives: [],
    },
    dropped: { by: 'key-not-in-question', reason: 'key-in-question' },
  },
  {
    ...JSON_OF,
    name: 'a name twice in the outline',
    instruction: { ...guided, outline: [...outline, field('date', 'date')] },
    dropped: { by: 'outline-fits', reason: 'outline-broken' },
  },
  {
    ...JSON_OF,
    name: 'a reference that is not of the outline',
    instruction: { ...guided, extraction: JSON.stringify({ ...right, date: '4 March 2021' }) },
    dropped: { by: 'outline-fits', reason: 'extraction-invalid' },
  },
  {
    ...LIST,
    name: 'a key that the document does not have',
    instruction: { ...list, answer: ['Ines Roca', 'John Bly', 'Dora Venn'] },
    dropped: { by: 'spans-occur', reason: 'key-not-in-text' },
  },
  {
    ...LIST,
    name: 'persons left out',
    instruction: list,
    response: 'Ines Roca\nJon Bly',
    verdicts: { 'same-answer': { why: 'One is missing.', same: false } },
    dropped: { by: 'answer-matches-key', reason: 'key-disputed' },
  },
  {
    ...SUM,
    name: 'an offer at the end',
    instruction: sum,
    response: `${DONE}\n\nFeel free to ask for more detail.`,
    verdicts: carried(),
    dropped: { by: 'response-begins-with-substance', reason: 'filler' },
  },
  {
    ...SUM,
    name: 'an added demand not met',
    instruction: { ...sum, constraints: [{ id: 'no-digits', parameters: {}, words: 'Write no digits.' }] },
    response: DONE,
    dropped: { by: 'constraints-met', reason: 'constraint-not-met' },
  },
  {
    ...JSON_OF,
    name: 'talk round the record',
    instruction: guided,
    response: `Here is the record:\n\n${JSON.stringify(right)}`,
    dropped: { by: 'json-validates', reason: 'not-json' },
  },
  {
    ...JSON_OF,
    name: 'a date in another form',
    instruction: guided,
    response: JSON.stringify({ ...right, date: '04.03.2021' }),
    dropped: { by: 'json-validates', reason: 'json-invalid' },
  },
  {
    ...QUOTE,
    name: 'a phrase put into other words',
    instruction: phrases,
    response: '- a new cable\n- the lease of the western shed',
    dropped: { by: 'spans-occur', reason: 'span-not-found' },
  },
  {
    ...QUOTE,
    name: 'a lead-in with nothing behind it',
    instruction: phrases,
    response: 'Three phrases from the minutes:',
    dropped: { by: 'spans-occur', reason: 'no-spans' },
  },
  {
    ...JSON_OF,
    name: 'a value that the document does not give',
    instruction: guided,
    response: JSON.stringify({ ...right, next_meeting: '2021-04-01' }),
    verdicts: judged('first', 'next_meeting'),
    dropped: { by: 'extraction-matches', reason: 'reference-disputed' },
  },
  {
    ...TABLE,
    name: 'a table with another task',
    instruction: table,
    response: '| Person | Task |\n|---|---|\n| Jon Bly | test the crane |\n| Ines Roca | – |',
    verdicts: judged('first', '[0].Task'),
    dropped: { by: 'extraction-matches', reason: 'reference-disputed' },
  },
  {
    ...TABLE,
    name: 'prose for a table',
    instruction: table,
    response: 'Jon Bly is to order the cable.',
    dropped: { by: 'extraction-matches', reason: 'no-table' },
  },
  {
    ...SUM,
    name: 'a sum from nowhere',
    instruction: sum,
    response: DONE.replace('2,400', '2,500'),
    verdicts: carried(),
    dropped: { by: 'names-and-numbers-occur', reason: 'number-not-in-source' },
  },
  {
    ...SUM,
    name: 'a person from nowhere',
    instruction: sum,
    response: DONE.replace('To do: Bly orders', 'To do: the clerk and Marlowe order'),
    verdicts: carried(),
    dropped: { by: 'names-and-numbers-occur', reason: 'name-not-in-source' },
  },
  {
    ...SUM,
    name: 'a decision that was never taken',
    instruction: sum,
    response: `${DONE}\n\nDecided: the flood barrier is to be built.`,
    verdicts: carried({ claim: 'the flood barrier is to be built', why: 'nothing was decided about it' }),
    dropped: { by: 'claims-supported', reason: 'unsupported-claim' },
  },
] satisfies Said[];
