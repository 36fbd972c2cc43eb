import type { Said } from './case.ts';

const text =
  'The chain ferry at Holm was laid in 1871 by the miller Anders Brekke, who wanted his carts across without the detour by the bridge at Vik. ' +
  'A steam winch of eight horsepower pulled it. The fare for a cart was 12 pence and a calf went free. ' +
  'When the bridge was widened in 1926 the county bought the ferry for 400 pounds and let the chain rust.';
const documents = [
  { title: 'The chain ferry at Holm', about: 'a county history, 1934', text },
  {
    title: 'Timetable of the lower Ald',
    about: 'posted at the landing, 1909',
    text: 'From Holm on the hour, from six in the morning until dusk. No crossing on Sundays before noon. Fare for a cart 15 pence.',
  },
  {
    title: 'Winches and capstans',
    about: null,
    text: 'A capstan stands upright and is turned by hands walking round it; a winch lies flat and is turned by a crank or an engine.',
  },
];
const content = { documents, core: [1], dispute: null, revised: [] };
const evidence = ['was laid in 1871 by the miller Anders Brekke'];
const asked = { question: 'Who had the ferry across the Ald built at Holm?', evidence };
const short = { ...asked, answer: 'Anders Brekke', alternatives: ['the miller Anders Brekke'] };
const open = { ...asked, points: ['A miller had it laid in 1871', 'He wanted to save his carts the detour'] };
const CASE = { type: 'single-document-answer', content } as const;
const QUOTE = { type: 'answer-with-quote', content } as const;
const CITE = { type: 'citation-required', content, instruction: open } as const;
const LACKS = { type: 'insufficient-context', content } as const;
const lacks = { question: 'What did the steam winch at Holm cost?', evidence: ['A steam winch of eight horsepower'] };
const lacking = { ...lacks, points: ['The documents do not say it'] };
const PART = { type: 'partially-answerable', content } as const;
const both = { ...lacking, question: 'Who had the ferry at Holm built, and what did its winch cost?' };
const TALK = { type: 'follow-up-question', content } as const;
const talk = {
  ...asked,
  first: 'How did carts cross the Ald at Holm?',
  question: 'And who had paid for it?',
  points: ['Brekke'],
};
const table = {
  caption: 'Fares for a cart at Holm',
  columns: ['Year', 'Pence'],
  rows: [
    ['1871', '12'],
    ['1909', '15'],
    ['1926', 'none'],
  ],
};
const TABLE = { type: 'table-in-context', content } as const;
const priced = { ...asked, evidence: ['The fare for a cart was 12 pence'], answer: '3 pence', alternatives: [], table };
const cost = { ...priced, question: 'By how much had the fare for a cart at Holm gone up?' };
const removed = (revised: { number: number; text: string }[]) => ({ ...content, revised });
const GONE = removed([
  { number: 1, text: text.replace('by the miller Anders Brekke, who wanted his carts', 'to get carts') },
]);
const removal = { goal: 'remove-the-evidence', from: { content, instruction: short } };
const read = (answerable: boolean) => ({ answerable, quote: null, answer: answerable ? 'It does.' : null });
const insufficient = (answerable: boolean) => ({ 'answer-from-material': read(answerable) });
const found = (answerable: boolean) => ({ 'answer-from-material': { ...read(answerable), choice: null } });
const gave = (answers: 'whole' | 'part' | 'none', admits: boolean) => ({
  ...{ ...insufficient(false), 'gives-or-admits': { why: 'So it reads.', answers, admits } },
});
const turns = (second: string) => [
  { role: 'user' as const, content: `${text}\n\n${talk.first}` },
  { role: 'assistant' as const, content: 'By a ferry that was pulled along a chain.' },
  { role: 'user' as const, content: talk.question },
  { role: 'assistant' as const, content: second },
];

/** Retrieval-augmented generation. */
export default [
  { ...CASE, name: 'a sound answer', instruction: short, response: 'Anders Brekke.', dropped: null },
  { ...TABLE, name: 'a sound look-up', instruction: cost, response: '3 pence', dropped: null },
  {
    ...TALK,
    name: 'a sound conversation',
    instruction: talk,
    messages: turns('The miller Anders Brekke had.'),
    dropped: null,
  },
  {
    ...LACKS,
    name: 'a sound admission',
    instruction: lacking,
    response: 'The documents give the power of the winch and not its price.',
    verdicts: gave('none', true),
    dropped: null,
  },
  {
    ...CASE,
    name: 'evidence removed, as it should be',
    content: GONE,
    instruction: short,
    refined: removal,
    response: 'The documents do not say who it was.',
    verdicts: { ...found(false), declines: { why: 'It gives no name.', declines: true } },
    dropped: null,
  },
  {
    ...CASE,
    name: 'documents without a core',
    content: { ...content, core: [] },
    instruction: short,
    dropped: { by: 'shape', reason: 'malformed' },
  },
  { ...TALK, name: 'a follow-up to nothing', instruction: open, dropped: { by: 'shape', reason: 'malformed' } },
  {
    ...{ type: 'yes-no-maybe-over-abstracts', content },
    name: 'a fourth answer beside yes, no and maybe',
    instruction: { ...asked, labels: ['yes', 'no', 'maybe'], answer: 'unlikely' },
    dropped: { by: 'form', reason: 'ill-formed' },
  },
  {
    ...CASE,
    name: 'machinery in the question',
    instruction: { ...short, question: 'Whom does the seed document name as the builder of the ferry?' },
    dropped: { by: 'no-machinery', reason: 'machinery' },
  },
  {
    ...CASE,
    name: 'a question by one who has the documents in view',
    instruction: { ...short, question: 'According to the documents, who had the ferry at Holm built?' },
    dropped: { by: 'asks-unseen', reason: 'speaks-of-documents' },
  },
  {
    ...CASE,
    name: 'the key in the question',
    instruction: { ...short, question: 'Was it Anders Brekke who had the ferry at Holm built?' },
    dropped: { by: 'key-not-in-question', reason: 'key-in-question' },
  },
  {
    ...CASE,
    name: 'evidence that no document holds',
    instruction: { ...short, evidence: ['was laid in 1871 by the smith Anders Brekke'] },
    dropped: { by: 'evidence-occurs', reason: 'evidence-not-found' },
  },
  {
    ...TABLE,
    name: 'a cell that was made up',
    instruction: { ...cost, table: { ...table, rows: [...table.rows, ['1930', '28']] } },
    dropped: { by: 'table-sound', reason: 'invented-cell' },
  },
  {
    ...CASE,
    name: 'a removal that removes nothing',
    instruction: short,
    refined: removal,
    dropped: { by: 'mostly-kept', reason: 'unchanged' },
  },
  {
    ...CASE,
    name: 'a removal that takes the document along',
    content: removed([
      { number: 1, text: 'There was a ferry at Holm once, and nobody knows any more how it came there.' },
    ]),
    instruction: short,
    refined: removal,
    dropped: { by: 'mostly-kept', reason: 'changed-too-much' },
  },
  {
    ...CASE,
    name: 'a removal after which it can still be answered',
    content: removed([{ number: 1, text: text.replace('was laid in 1871', 'was laid') }]),
    instruction: short,
    refined: removal,
    verdicts: found(true),
    dropped: { by: 'edit-verified', reason: 'still-answerable' },
  },
  {
    ...CASE,
    name: 'a name given after its evidence was removed',
    content: GONE,
    instruction: short,
    refined: removal,
    response: 'Anders Brekke.',
    verdicts: { ...found(false), declines: { why: 'It gives a name.', declines: false } },
    dropped: { by: 'answer-matches-key', reason: 'key-disputed' },
  },
  {
    ...LACKS,
    name: 'documents that answer after all',
    instruction: { ...lacking, question: 'What did the county pay for the ferry at Holm?' },
    verdicts: insufficient(true),
    dropped: { by: 'context-insufficient', reason: 'answerable' },
  },
  {
    ...CITE,
    name: 'a citation of a document that is not there',
    response: 'A miller had it laid in 1871 [1], and a fare was posted at the landing [4].',
    dropped: { by: 'citations-exist', reason: 'cites-nothing' },
  },
  {
    ...TALK,
    name: 'a source made up in the second turn',
    instruction: talk,
    messages: turns('The miller Anders Brekke had (Document 9).'),
    dropped: { by: 'citations-exist', reason: 'cites-nothing' },
  },
  {
    ...QUOTE,
    name: 'a quotation that was mended',
    instruction: short,
    response: 'Anders Brekke: “the chain ferry at Holm was built in 1871 by the good miller Anders Brekke”.',
    verdicts: { 'same-answer': { why: 'The same man.', same: true } },
    dropped: { by: 'quotes-occur', reason: 'quote-not-found' },
  },
  {
    ...QUOTE,
    name: 'no quotation',
    instruction: short,
    response: 'Anders Brekke.',
    dropped: { by: 'quotes-occur', reason: 'no-quote' },
  },
  {
    ...LACKS,
    name: 'a price out of thin air',
    instruction: lacking,
    response: 'It cost 90 pounds.',
    verdicts: gave('whole', false),
    dropped: { by: 'says-insufficient', reason: 'answered-anyway' },
  },
  {
    ...PART,
    name: 'half an answer, and silence about the rest',
    instruction: both,
    response: 'Anders Brekke had it built.',
    verdicts: gave('part', false),
    dropped: { by: 'says-insufficient', reason: 'not-admitted' },
  },
  {
    ...CITE,
    name: 'four words too many',
    instruction: {
      ...open,
      constraints: [{ id: 'words', parameters: { least: 0, most: 5 }, words: 'At most 5 words.' }],
    },
    response: 'A miller had it laid in 1871 [1].',
    dropped: { by: 'constraints-met', reason: 'constraint-not-met' },
  },
  {
    ...CITE,
    name: 'a nod before the answer',
    response: 'Sure! A miller had it laid in 1871 [1].',
    dropped: { by: 'response-begins-with-substance', reason: 'filler' },
  },
] satisfies Said[];
