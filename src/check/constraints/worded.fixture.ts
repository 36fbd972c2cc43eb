import type { Case } from './built.fixture.ts';

const TEXT = 'The ferry left at 6 in the morning. Nobody, it seems, had told the baker.';

/** Constraints on words, form, content and what is kept of a material, likewise. */
export const WORDED: Case[] = [
  [
    'include-words',
    { words: ['ferry', 'a note'], times: 1 },
    ['The Ferry brought a note.'],
    [['The ferryman brought a note.', /"ferry" occurs 0/]],
  ],
  ['forbid-words', { words: ['very'] }, ['Everything is well.'], [['Very well.', /"very" occurs/]]],
  [
    'words-in-order',
    { words: ['because', 'however'] },
    ['because x, however y'],
    [
      ['however y because x', /"however"/],
      ['because', /"however"/],
    ],
  ],
  ['word-in-each-paragraph', { words: ['oak'] }, ['An oak.\n\nThe oak.'], [['An oak.\n\nA soak.', /paragraph 2/]]],
  ['no-word-too-often', { most: 1 }, ['the the the market'], [['market, Market', /"market" occurs 2/]]],
  [
    'no-first-person',
    {},
    ['The US is big, and so is Mexico.'],
    [
      ['We went.', /"We"/],
      ['It is my hat.', /"my"/],
    ],
  ],
  ['forbid-letter', { letter: 'q' }, ['no such one'], [['A Quay.', /"Quay"/]]],
  ['sentence-initials', { letters: ['T'] }, ['The one. "Then two."'], [['The one. A two.', /begins "A two/]]],
  ['word-initials', { letters: ['b'] }, ['Big bears bake 3.'], [['Big cats', /"cats"/]]],
  ['every-nth-word', { every: 2, letter: 'c' }, ['a cat a cow a'], [['a cat a dog', /word 4 is "dog"/]]],
  ['acrostic', { word: 'CAT' }, ['come\nand\ntry'], [['come\nand', /spell "ca"/]]],
  ['distinct-openings', {}, ['He ran. She sat.'], [['He ran. He sat.', /2 sentences begin with "he"/]]],
  [
    'begin-with',
    { phrase: 'By the time' },
    ['**By the time** it rang', '“By the time…”'],
    [
      ['By the timer', /begins/],
      ['When', /begins/],
    ],
  ],
  [
    'end-with',
    { phrase: 'for once.' },
    ['It rang for once', 'It rang "for once."'],
    [['It rang for once. Yes.', /ends/]],
  ],
  [
    'paragraph-first-word',
    { paragraph: 2, paragraphs: 2, word: 'Yet' },
    ['A.\n\nYet, b.'],
    [
      ['A.\n\nB.', /begins with "B"/],
      ['Yet.', /1 paragraphs/],
    ],
  ],
  ['lower-case', {}, ['no capitals, straße'], [['One', /"One"/]]],
  ['upper-case', {}, ['ALL OF IT 3'], [['ALL of', /"of"/]]],
  ['title-case', {}, ['The Clock of Bren'], [['The clock', /"clock"/]]],
  ['capital-words', { count: 2 }, ['It is VERY, VERY late.'], [['It is VERY late. I go.', /1 words/]]],
  [
    'without-marks',
    { marks: [','] },
    ['none at all'],
    [
      ['one, two', /","/],
      ['one，two', /","/],
    ],
  ],
  ['all-quoted', {}, ['"All."', '„Alles.“'], [['"Some" of it', /no quotation/]]],
  ['only-questions', {}, ['Who? And why?'], [['Who? I know.', /no question: "I know/]]],
  [
    'no-digits',
    {},
    ['six'],
    [
      ['6', /"6"/],
      ['٣', /"٣"/],
    ],
  ],
  [
    'bold-phrases',
    { count: 1 },
    ['a **b c** d'],
    [
      ['** b **', /0 bold phrases/],
      ['**a** **b**', /2 bold phrases/],
    ],
  ],
  ['brackets', { count: 1 }, ['a (so to say) b'], [['none', /0 bracketed remarks/]]],
  ['examples', { count: 1 }, ['For example, a.'], [['e.g. a', /0 examples/]]],
  ['gaps-to-fill', { count: 1 }, ['Dear [name],'], [['Dear [name](x)', /0 gaps/]]],
  [
    'iso-dates',
    { count: 1 },
    ['On 2001-02-03.'],
    [
      ['On 3 February 2001.', /written otherwise/],
      ['On 2001-13-40.', /0 dates/],
    ],
  ],
  ['figures', { count: 2 }, ['3 of 4.5'], [['3 and 3', /1 figures/]]],
  ['questions-asked', { count: 1 }, ['Who? I.'], [['I.', /0 questions/]]],
  [
    'language',
    { language: 'de' },
    ['Die Fähre legte um sechs Uhr morgens ab, und niemand hatte es dem Bäcker gesagt.', 'ja'],
    [['The ferry left at six in the morning and nobody had told the baker about it.', /English/]],
  ],
  [
    'same-words',
    {},
    ['**The** ferry left at 6 in the morning.\n\n> Nobody, it seems, had told the <u>baker</u>.', TEXT.toUpperCase()],
    [
      ['The ferry left at 6.', /stands where/],
      [`${TEXT} Yes.`, /"yes" was added/],
    ],
    TEXT,
  ],
  [
    'text-kept-within',
    {},
    [`${TEXT} [no]`, 'The [boat] ferry left at 6 in the morning. Nobody, it seems, had told the baker.'],
    [['The ferry left at 6.', /missing/]],
    TEXT,
  ],
  [
    'only-cuts',
    {},
    ['The ferry left.', ''],
    [
      ['The boat left.', /"boat"/],
      [TEXT, /nothing was taken out/],
    ],
    TEXT,
  ],
  ['numbers-kept', {}, ['At 6 the boat left.'], [['At six the boat left.', /figure 6/]], TEXT],
  [
    'no-shared-run',
    { most: 4 },
    ['Nobody had told him, it seems.'],
    [['So the ferry left at 6 then.', /ferry left at 6/]],
    TEXT,
  ],
];
