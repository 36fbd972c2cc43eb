/** A constraint, its parameters, what meets it, what does not and why; the material where it matters. */
export type Case = [
  id: string,
  parameters: unknown,
  met: string[],
  unmet: [response: string, why: RegExp][],
  material?: string,
];

/** Constraints on length and structure, with answers that meet them and answers that do not. */
export const BUILT: Case[] = [
  [
    'words',
    { least: 3, most: 4 },
    ['one two three', 'a well-known cat', '我喜欢猫'],
    [
      ['one two', /2 words; at least 3/],
      ['a b c d e', /5 words; at most 4/],
      ['', /0 words/],
    ],
  ],
  ['characters', { least: 0, most: 5 }, ['four', 'a b c'], [['six characters', /at most 5/]]],
  [
    'sentences',
    { least: 2, most: 2 },
    ['Dr. Roe left. He ran.', '- First point.\n- Second point.', '彼は寝た。起きた。'],
    [['One only.', /1 sentence/]],
  ],
  [
    'paragraphs',
    { least: 2, most: 2 },
    ['One.\n\nTwo.', 'One.\n \n---\n\nTwo.'],
    [['One.\nStill one.', /1 paragraph/]],
  ],
  ['lines', { least: 2, most: 2 }, ['a\n\nb'], [['a', /1 line/]]],
  ['sentence-words', { most: 3 }, ['One two three. Four.'], [['One two three four. Five.', /4 words/]]],
  ['sentences-each-paragraph', { count: 2 }, ['A b. C d.\n\nE f. G h.'], [['A b. C d.\n\nE f.', /paragraph 2 has 1/]]],
  [
    'growing-paragraphs',
    {},
    ['a\n\nb c\n\nd e f'],
    [
      ['a\n\nb c', /2 paragraphs/],
      ['a\n\nb c\n\nd e', /paragraph 3/],
    ],
  ],
  ['word-letters', { most: 5 }, ['short words', 'up-to-date'], [['lengthy', /"lengthy" has 7/]]],
  [
    'bullets',
    { count: 2 },
    ['Two:\n- a\n* b'],
    [
      ['- a', /1 bullet; wanted 2/],
      ['-a\n-b', /0 bullets/],
    ],
  ],
  [
    'numbered-steps',
    { count: 2 },
    ['1. a\n2) b', 'Thus:\n\n1. a\n   more\n2. b'],
    [
      ['1. a\n3. b', /bears the number 3/],
      ['1. a', /1 numbered item/],
    ],
  ],
  ['headings', { count: 1 }, ['# A\ntext'], [['#no\ntext', /0 Markdown headings|0 headings/]]],
  [
    'sections',
    { count: 2 },
    ['Part 1\na\nPart 2\nb', '## Part 1: x\na\n**Part 2**\nb'],
    [['Part 2\nb', /part 2 stands/]],
  ],
  [
    'questions-and-answers',
    { count: 1 },
    ['Q: Who?\nA: I.', '**Q:** Who?\n\n**A:** I.'],
    [
      ['Q: Who?\nQ: Why?', /lacks its answer/],
      ['Q: a\nA: b\nQ: c\nA: d', /2 questions/],
    ],
  ],
  [
    'json-fields',
    { names: ['a', 'b'] },
    ['{"a":1,"b":2}', '```json\n{"a":1,"b":[]}\n```'],
    [
      ['{"a":1}', /no field "b"/],
      ['Here: {"a":1,"b":2}', /no object/],
      ['[1]', /no object/],
    ],
  ],
  [
    'yaml-fields',
    { names: ['what', 'why'] },
    ['what: x\nwhy: y'],
    [
      ['what: x', /no field "why"/],
      ['just words', /no object/],
      ['a: [', /no object/],
    ],
  ],
  [
    'tagged-parts',
    { names: ['a', 'b'] },
    ['<a>x</a>\n<b>y</b>'],
    [
      ['<a>x</a>', /<b>/],
      ['<a>x</a><b>y</b> z', /outside/],
      ['<b>y</b><a>x</a>', /<a>/],
    ],
  ],
  [
    'table-columns',
    { names: ['what', 'why'] },
    ['| What | Why |\n|---|---|\n| a | b |'],
    [
      ['| What |\n|---|\n| a |', /columns are "what"/],
      ['What, why', /no table/],
    ],
  ],
  [
    'one-code-block',
    {},
    ['```js\n1\n```'],
    [
      ['```\n1\n```\nThat is it.', /not one fenced/],
      ['1', /not one/],
    ],
  ],
  [
    'title',
    {},
    ['# A title\nand text'],
    [
      ['A title\ntext', /no heading/],
      ['# A title', /above 0 lines/],
    ],
  ],
  [
    'two-versions',
    {},
    ['one\n******\ntwo'],
    [
      ['one\n******\none', /the same/],
      ['one', /1 version/],
      ['a\n******\nb\n******\nc', /3 versions/],
    ],
  ],
  [
    'divided-by-rules',
    { count: 2 },
    ['a b\n\n---\n\nc d'],
    [
      ['a\n\nb\n---\nc', /not one paragraph/],
      ['a', /1 part/],
    ],
  ],
  ['last-line-label', { label: 'In short:' }, ['a\n**In short:** b'], [['In short: a\nb', /begins "b"/]]],
  ['postscript', { label: 'P.S.' }, ['Text.\n\nP.S. More.'], [['P.S. Only.', /no line/]]],
  [
    'well-formed',
    { notation: 'json' },
    ['{"a":1}', '```json\n[1]\n```'],
    [
      ['Here: {}', /JSON|token/],
      ['3', /no fields/],
    ],
  ],
  [
    'well-formed',
    { notation: 'yaml' },
    ['a: 1', '- a\n- b'],
    [
      ['a: [', /./],
      ['words', /no fields/],
    ],
  ],
  [
    'well-formed',
    { notation: 'csv' },
    ['a,b\n1,"2, 3"'],
    [
      ['a,b\n1', /row 2 has 1 cells/],
      ['a\nb', /no rows/],
    ],
  ],
  [
    'well-formed',
    { notation: 'xml' },
    ['<a><b/>x<c d="e">y</c></a>'],
    [
      ['<a><b></a>', /<\/a> closes <b>/],
      ['<a>', /not closed/],
      ['</a>', /closes nothing/],
      ['a', /no tags/],
    ],
  ],
];
