import type { Said } from './case.ts';

const notes =
  'The lock-keeper at Averill keeps a ledger of everything that floats past: doors, a harp case, eleven hats after the fair. ' +
  'His daughter believes that the hats belong to one man. In the drought of 1976 nothing came down for nine weeks and he wrote down the birds instead.';
const content = { notes };
const ask = (request: string, more: Record<string, unknown> = {}) => ({
  request,
  shown: true,
  points: ['The ledger decides the end.'],
  ...more,
});
const limit = (rule: string, value = '') => ({ rule, value });

const TALE = { type: 'short-story', content } as const;
const tale = ask('Write a story of a page from these notes, told by the daughter, that ends with an entry.');
const alone = ask('Write a story of a page about a lock-keeper who writes down whatever floats past his lock.', {
  shown: false,
});
const STORY = 'Eleven hats came down after the fair, and I knew at once that they were one man’s.';

const LINE = { type: 'slogan', content } as const;
const slogan = ask('A slogan for the lock museum at Averill: at most 7 words, with the word "river" in it.', {
  limits: [limit('at-most-words', '7'), limit('must-use', 'river')],
});

const VERSE = { type: 'poem-fixed-form', content } as const;
const verse = ask('Write a poem of four lines whose first letters spell LOCK.', {
  limits: [limit('spells-by-lines', 'LOCK')],
});
const LOCK = 'Ledger open, pencil cut\nOut past the weir and in\nCome harp and door and hat\nKeep all that cannot swim';

const FAQ = { type: 'faq', content } as const;
const faq = ask('Write 2 questions and answers for visitors to the lock.', {
  limits: [limit('questions-and-answers', '2')],
});

const FORM = { type: 'fill-a-prescribed-form', content } as const;
const blank =
  'Object found:\nDate (day and month):\nPlace:\nCondition (one of good, worn, broken):\nClaimed by ("nobody" if not known):';
const form = ask('Fill in this card: on 3 May the keeper took a harp case out at the lower gate, its lid torn off.', {
  shown: false,
  blank,
});
const ALONE = { 'self-contained': { lacking: null, standsAlone: true } };
const CARD = 'Object found: Harp case\nDate: 3 May\nPlace: Lower gate\nCondition: broken\nClaimed by: nobody';

/** Creative content. */
export default [
  { ...TALE, name: 'a sound commission with its notes', instruction: tale, response: STORY, dropped: null },
  { ...TALE, name: 'a sound commission that stands alone', instruction: alone, response: STORY, dropped: null },
  { ...VERSE, name: 'a sound acrostic', instruction: verse, response: LOCK, dropped: null },
  { ...FORM, name: 'a sound form', instruction: form, response: CARD, verdicts: ALONE, dropped: null },
  {
    ...TALE,
    name: 'no word on whether the notes are shown',
    instruction: { request: tale.request, points: tale.points },
    dropped: { by: 'shape', reason: 'malformed' },
  },
  {
    ...TALE,
    name: 'no point that a piece must make',
    instruction: { ...tale, points: [] },
    dropped: { by: 'shape', reason: 'malformed' },
  },
  {
    ...TALE,
    name: 'notes that are a line',
    content: { notes: 'A lock-keeper and his ledger.' },
    instruction: tale,
    dropped: { by: 'shape', reason: 'malformed' },
  },
  {
    ...TALE,
    name: 'machinery in the commission',
    instruction: ask('Write a story from the seed text, told by the daughter.'),
    dropped: { by: 'no-machinery', reason: 'machinery' },
  },
  {
    ...TALE,
    name: 'a chapter that the row does not hold',
    instruction: ask('Write the story that follows on the previous chapter, told by the daughter.'),
    dropped: { by: 'no-outside-references', reason: 'outside-reference' },
  },
  {
    ...LINE,
    name: 'a limit above the one in the request',
    instruction: { ...slogan, limits: [limit('at-most-words', '9')] },
    dropped: { by: 'limits-sound', reason: 'limit-not-told' },
  },
  {
    ...LINE,
    name: 'a slogan of two lengths',
    instruction: ask('A slogan for the lock of at most 7 words, or 5 at the least.', {
      limits: [limit('at-most-words', '7'), limit('at-most-words', '5')],
    }),
    dropped: { by: 'limits-sound', reason: 'limits-clash' },
  },
  {
    ...FORM,
    name: 'a form of three labels',
    instruction: { ...form, blank: 'Object found:\nDate:\nPlace:' },
    dropped: { by: 'blank-sound', reason: 'no-form' },
  },
  {
    ...FORM,
    name: 'a label twice',
    instruction: { ...form, blank: `${blank}\nPlace:` },
    dropped: { by: 'blank-sound', reason: 'no-form' },
  },
  {
    ...TALE,
    name: 'notes that the writer does not get',
    instruction: { ...alone, request: 'Write a story of a page about the man described in the text.' },
    dropped: { by: 'self-contained', reason: 'not-self-contained' },
  },
  {
    ...TALE,
    name: 'a commission in another language that lacks its people',
    instruction: { ...alone, request: 'Schreibe eine Geschichte über die beiden und ihr Buch.' },
    verdicts: { 'self-contained': { lacking: 'die beiden', standsAlone: false } },
    dropped: { by: 'self-contained', reason: 'not-self-contained' },
  },
  {
    ...LINE,
    name: 'a slogan without its word',
    instruction: slogan,
    response: 'Everything passes. We write it down.',
    dropped: { by: 'constraints-met', reason: 'constraint-not-met' },
  },
  {
    ...VERSE,
    name: 'lines that spell something else',
    instruction: verse,
    response: LOCK.replace('Keep', 'Hold'),
    dropped: { by: 'constraints-met', reason: 'constraint-not-met' },
  },
  {
    ...FAQ,
    name: 'a question without its answer',
    instruction: faq,
    response: 'Q: May I read the ledger?\nA: On Sundays.\nQ: Are the hats on show?',
    dropped: { by: 'constraints-met', reason: 'constraint-not-met' },
  },
  {
    ...TALE,
    name: 'a comma that an added demand forbids',
    instruction: {
      ...tale,
      constraints: [{ id: 'without-marks', parameters: { marks: [','] }, words: 'Use no commas.' }],
    },
    response: STORY,
    dropped: { by: 'constraints-met', reason: 'constraint-not-met' },
  },
  {
    ...FORM,
    name: 'a label left out',
    instruction: form,
    response: CARD.replace('Place: Lower gate\n', ''),
    verdicts: ALONE,
    dropped: { by: 'blank-filled', reason: 'label-lost' },
  },
  {
    ...FORM,
    name: 'a line left open',
    instruction: form,
    response: CARD.replace('nobody', '__________'),
    verdicts: ALONE,
    dropped: { by: 'blank-filled', reason: 'field-left-open' },
  },
  {
    ...TALE,
    name: 'a nod before the piece',
    instruction: tale,
    response: `Certainly! Here is your story.\n\n${STORY}`,
    dropped: { by: 'response-begins-with-substance', reason: 'filler' },
  },
] satisfies Said[];
