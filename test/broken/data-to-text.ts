import type { Said } from './case.ts';

const data = [
  'site,year,visitors,staff',
  'Fulmar House,2022,1200,8',
  'Fulmar House,2023,1510,9',
  'The Kiln,2022,800,5',
  'The Kiln,2023,640,4',
  'Salt Store,2022,2230,11',
  'Salt Store,2023,2304,11',
].join('\n');
const content = { kind: 'table', about: 'Visitors and staff of three invented museums, by year.', data };
const ask = (question: string, more: Record<string, unknown> = {}) => ({
  question,
  points: ['The Kiln alone lost visitors.'],
  ...more,
});
const wrong = (figure: string, why: string) => ({ 'numbers-supported': { unsupported: [{ figure, why }] } });

const TELL = { type: 'summary', content } as const;
const tell = ask('Sum up in two sentences how the three museums fared from 2022 to 2023.');
const FARED =
  'Fulmar House grew from 1,200 visitors to 1,510 and the Salt Store from 2,230 to 2,304, while the Kiln fell from 800 to 640. Together they had 4,454 in 2023.';

const ASK = { type: 'question-answer-sentence', content } as const;
const short = {
  question: 'Which museum had fewer visitors in 2023 than in the year before? Answer in a sentence.',
  answer: 'the Kiln',
  alternatives: [],
};

const BRIEF = { type: 'prescribed-document-format', content } as const;
const brief = ask('Write a note for the trustees under these headings, a sentence below each.', {
  headings: [
    { heading: 'Visitors', holds: 'what changed from 2022 to 2023' },
    { heading: 'Staff', holds: 'where the staff grew or shrank' },
    { heading: 'To decide', holds: 'what the figures leave open' },
  ],
});
const NOTE =
  '## Visitors\nThe Kiln lost 160.\n\n## Staff\nIt went from 5 to 4.\n\n## To decide\nWhether the one caused the other.';

/** Data to text. */
export default [
  { ...TELL, name: 'a sound summary', instruction: tell, response: FARED, dropped: null },
  { ...ASK, name: 'a sound question', instruction: short, response: 'The Kiln.', dropped: null },
  { ...BRIEF, name: 'a sound note', instruction: brief, response: NOTE, dropped: null },
  {
    ...TELL,
    name: 'a figure that only an agent can trace',
    instruction: tell,
    response: 'No museum came within 900 visitors of what the Salt Store drew in 2022, and only one of them shrank.',
    verdicts: { 'numbers-supported': { unsupported: [] } },
    dropped: null,
  },
  {
    ...TELL,
    name: 'a table of a sentence',
    content: { ...content, data: 'The museums had about as many visitors as in the year before.' },
    instruction: tell,
    dropped: { by: 'shape', reason: 'malformed' },
  },
  {
    ...TELL,
    name: 'records whose notation is broken off',
    content: { ...content, kind: 'json-records', data: '[{"site":"The Kiln","year":2022},{"site":"The Kiln","year":' },
    instruction: tell,
    dropped: { by: 'shape', reason: 'malformed' },
  },
  {
    ...TELL,
    name: 'a kind of data outside the list',
    content: { ...content, kind: 'spreadsheet' },
    instruction: tell,
    dropped: { by: 'shape', reason: 'malformed' },
  },
  {
    ...BRIEF,
    name: 'a heading left out',
    instruction: brief,
    response: NOTE.replace('## Staff\nIt went from 5 to 4.\n\n', ''),
    dropped: { by: 'headings-follow', reason: 'heading-missing' },
  },
  {
    ...BRIEF,
    name: 'a heading with nothing below it',
    instruction: brief,
    response: NOTE.replace('It went from 5 to 4.\n', ''),
    dropped: { by: 'headings-follow', reason: 'part-empty' },
  },
  {
    ...TELL,
    name: 'machinery in the task',
    instruction: ask('Describe the data of the seed material in two sentences.'),
    dropped: { by: 'no-machinery', reason: 'machinery' },
  },
  {
    ...TELL,
    name: 'a chart that is not there',
    instruction: ask('Sum up in two sentences how the museums fared, as shown in Figure 2.'),
    dropped: { by: 'no-outside-references', reason: 'outside-reference' },
  },
  {
    ...ASK,
    name: 'the key in the question',
    instruction: {
      ...short,
      question: 'By how much did the Kiln, the only museum to do so, shrink, and which was it?',
    },
    dropped: { by: 'key-not-in-question', reason: 'key-in-question' },
  },
  {
    ...ASK,
    name: 'an answer against the key',
    instruction: short,
    response: 'Fulmar House had fewer visitors.',
    verdicts: { 'same-answer': { why: 'Another museum.', same: false } },
    dropped: { by: 'answer-matches-key', reason: 'key-disputed' },
  },
  {
    ...ASK,
    name: 'a total against the key',
    form: 'number',
    instruction: {
      question: 'How many visitors did the three museums have together in 2023?',
      answer: 4454,
      unit: null,
    },
    response: 'Together the three museums had 4,430 visitors in 2023.',
    dropped: { by: 'answer-matches-key', reason: 'key-disputed' },
  },
  {
    ...TELL,
    name: 'a nod before the summary',
    instruction: tell,
    response: `Sure, here are two sentences. ${FARED}`,
    dropped: { by: 'response-begins-with-substance', reason: 'filler' },
  },
  {
    ...TELL,
    name: 'more words than an added demand allows',
    instruction: {
      ...tell,
      constraints: [{ id: 'words', parameters: { least: 0, most: 20 }, words: 'Use at most 20 words.' }],
    },
    response: FARED,
    dropped: { by: 'constraints-met', reason: 'constraint-not-met' },
  },
  {
    ...TELL,
    name: 'a demand that nobody can test',
    instruction: { ...tell, constraints: [{ id: 'charm', parameters: {}, words: 'Be charming.' }] },
    response: FARED,
    dropped: { by: 'constraints-met', reason: 'constraint-not-read' },
  },
  {
    ...TELL,
    name: 'a figure that the data do not have',
    instruction: tell,
    response: FARED.replace('1,510', '1,610'),
    verdicts: wrong('1,610', 'Fulmar House had 1510 in 2023'),
    dropped: { by: 'numbers-supported', reason: 'unsupported-numbers' },
  },
  {
    ...TELL,
    name: 'a share worked out wrongly',
    instruction: tell,
    response: 'The Kiln lost 23.7% of its visitors; the other two grew.',
    verdicts: wrong('23.7%', 'it lost 20%'),
    dropped: { by: 'numbers-supported', reason: 'unsupported-numbers' },
  },
  {
    ...TELL,
    name: 'a page of figures from nowhere',
    instruction: tell,
    response: `Counted by day: ${Array.from({ length: 30 }, (_, at) => `${7001 + 17 * at}.37`).join(', ')}.`,
    dropped: { by: 'numbers-supported', reason: 'unsupported-numbers' },
  },
  {
    ...TELL,
    name: 'figures on which the agent says nothing of use',
    instruction: tell,
    response: 'Since 2017 the Kiln has shrunk.',
    dropped: { by: 'numbers-supported', reason: 'unverified-malformed' },
  },
] satisfies Said[];
