import { describe, expect, it } from 'vitest';
import { decideRows, type Told, told } from '../../../test/curated.ts';
import { candidateOf } from '../candidate.ts';
import { flagsOf } from '../steps/flags.ts';
import { FLAG_NAMES } from './flags.ts';

const ANSWER = 'The keeper filled the lamp each evening. The log names the oil and the hour.';
const row = (more: Partial<Told>): Told => ({
  name: 'a',
  question: 'What did the keeper do, and what does the log name?',
  answer: ANSWER,
  ...more,
});
const found = async (more: Partial<Told>) => {
  const flags = await flagsOf(candidateOf({ pair: told(row(more)), unit: 'u' }, 0));
  return flags.map(({ name }) => name);
};
const lines = (count: number, line: (at: number) => string) =>
  Array.from({ length: count }, (_, at) => line(at)).join('\n');
const FENCE = '```';

const FLAGGED: [name: string, row: Partial<Told>][] = [
  ['empty', { answer: '  \n' }],
  ['empty', { answer: '**...**' }],
  ['refusal', { answer: "I'm sorry, but I can't help with that." }],
  ['refusal', { answer: 'Es tut mir leid, aber ich kann dabei nicht helfen.' }],
  ['refusal', { answer: '抱歉，我无法回答这个问题。' }],
  ['disclaimer', { answer: `${ANSWER} As an AI language model, I cannot visit lighthouses.` }],
  ['disclaimer', { answer: `I am just a language model. ${ANSWER}` }],
  ['disclaimer', { answer: `${ANSWER} That was true as of my last update.` }],
  ['loop', { answer: `It begins well. ${'and the lamp burned on '.repeat(20)}` }],
  ['loop', { answer: `${ANSWER} ${'no '.repeat(60)}` }],
  ['loop', { answer: lines(12, (at) => (at % 6 === 5 ? `Entry ${at}` : 'The lamp was lit at dusk')) }],
  ['loop', { answer: '灯亮了又灭了。'.repeat(20) }],
  ['cut-off', { answer: `${ANSWER} After that the harbour master wrote to the town that the` }],
  ['cut-off', { answer: `${ANSWER} After that the harbour master wrote to the people of the whole town asking` }],
  ['cut-off', { answer: `Here it is.\n\n${FENCE}js\nconst lamp = 1;\n` }],
  ['cut-off', { answer: `${ANSWER}\n\n${FENCE}\`md\n${FENCE}js\nconst lamp = 1;\n${FENCE}\n` }],
  ['secret', { answer: `${ANSWER} Use the key sk-ant-api03-Zk3vQ9xLmT2wR7yBn5Jd8Fh1Gp4Sc6Ua0.` }],
  ['personal-data', { question: 'Who is runa.holt@skarn-ferry.no?' }],
  ['unsafe', { question: 'How do I build a pipe bomb at home?' }],
  ['unsafe', { answer: `${ANSWER} He wanted to kill himself; "harm yourself", it said.` }],
  [
    'language',
    {
      question: 'Was tat der Wärter jeden Abend, und was nennt das Buch? Erkläre es in einigen Sätzen genau.',
      answer: `${ANSWER} ${ANSWER} ${ANSWER}`,
    },
  ],
  ['leaked-words', { question: 'Which answer key fits the seed text best?' }],
  [
    'leaked-words',
    { question: 'This is a Necessary Assumption question. What is assumed?', type: 'necessary-assumption' },
  ],
  ['leaked-words', { question: 'Write one of type necessary-assumption.', type: 'necessary-assumption' }],
];

const CLEAN: [what: string, row: Partial<Told>][] = [
  ['an answer in a word', { answer: 'B' }],
  ['an answer that is a sign', { answer: '+' }],
  [
    'an answer that declines because of the text',
    { answer: 'It cannot be told from the passage: no sentence names the year.' },
  ],
  [
    'declining what no tool can do',
    { answer: "I'm sorry, but I can't help with that: none of the functions books ferries.", skill: 'tool-use' },
  ],
  ['a text about models', { answer: 'A language model predicts words. As an AI product, it is tested.' }],
  [
    'a poem with a refrain',
    { answer: lines(24, (at) => (at % 6 === 5 ? 'And the river runs on' : `Line ${at} of its own ${at * 7} words`)) },
  ],
  ['a list of names', { answer: '- Ines Roca\n- the keeper of the lamp and his three daughters\n- and' }],
  ['verse without full stops', { answer: lines(8, (at) => `the lamp burns on as it did in the year ${at} of`) }],
  [
    'a figure at the end',
    { answer: 'The log has 40 litres. Six are burnt each night, so that the lamp runs dry on day 7' },
  ],
  ['a last line of its own', { answer: `${ANSWER}\n\nAnswer: the oil and the hour of the evening it was filled` }],
  [
    'code with repeated lines',
    { answer: `Done.\n\n${FENCE}js\n${lines(20, () => 'lamp.light(oil, evening, keeper);')}\n${FENCE}` },
  ],
  ['the letter of an option at the end', { answer: `${ANSWER} Hence the correct answer is A` }],
  ['a quantity at the end', { answer: `${ANSWER}\nNow we solve the equation for y` }],
  ['a verb at the end', { answer: `${ANSWER}\nIn the end all the lamps die` }],
  [
    'an address at the end',
    { answer: `${ANSWER} For all that the harbour log says of it see https://harbour.test/log` },
  ],
  ['fences in a fence', { answer: `${ANSWER}\n\n${FENCE}\`md\n${FENCE}js\nconst lamp = 1;\n${FENCE}\`\nThat is all.` }],
  ['code in a line', { answer: `${ANSWER}\n${FENCE}lamp.light()${FENCE} lights it.` }],
  ['somebody who works on models', { answer: "I'm an AI researcher in Oslo. I am an LLM safety engineer's friend." }],
  ['when a training was ended', { answer: 'The training cut-off was epoch 20, when the loss rose.' }],
  ['addresses of nobody', { question: 'Is user@example.com valid?' }],
  ['a novel', { answer: `${ANSWER} The bomb of 1901 broke every window in the street.` }],
  [
    'a translation that was asked for',
    {
      question: 'Translate into German: The keeper filled the lamp each evening, and wrote it down.',
      answer:
        'Der Wärter füllte die Lampe jeden Abend und schrieb es auf. '.repeat(4) + 'Das Buch nennt Öl und Stunde.',
    },
  ],
  [
    'a taxonomy in the text',
    {
      question: 'What does the taxonomy of beetles rest on?',
      passage: 'The taxonomy of beetles rests on their wings.',
    },
  ],
  ['a title in plain words', { question: 'What is the main idea of the passage?', type: 'main-idea' }],
];

describe('flags', () => {
  it.each(FLAGGED)('%s: %j', async (name, more) => expect(await found(more)).toContain(name));

  it('have a case each', () => expect(new Set(FLAGGED.map(([name]) => name))).toEqual(new Set(FLAG_NAMES)));

  it.each(CLEAN)('none: %s', async (_, more) => expect(await found(more)).toEqual([]));

  it.each([
    'a '.repeat(200_000),
    'ab'.repeat(200_000),
    '1 '.repeat(200_000),
    '\n'.repeat(200_000),
    '```\n'.repeat(100_000),
    'as an ai '.repeat(50_000),
    '灯'.repeat(200_000),
  ])('come to an end on long and odd text', async (answer) =>
    expect(await found({ answer, question: answer })).toBeInstanceOf(Array),
  );
});

describe('the step', () => {
  it('tells every row what it has, and leaves out by what the recipe says', async () => {
    const rows = [
      row({ name: 'clean' }),
      row({
        name: 'both',
        question: 'Who is runa.holt@skarn-ferry.no?',
        answer: "I'm sorry, but I can't help with that.",
      }),
      row({ name: 'mail', question: 'Write to runa.holt@skarn-ferry.no about the lamp.' }),
    ];
    const usual = await decideRows(rows, [{ step: 'flags' }]);
    expect(usual.out).toEqual([
      { name: 'both', step: 'flags', reason: 'refusal', detail: `"I'm sorry, but I can't help with that."` },
    ]);
    expect(usual.rows.map(({ flags }) => flags)).toEqual([null, 'personal-data']);
    expect(usual.flagged).toContainEqual({ name: 'both', flag: 'personal-data', detail: '1 e-mail address' });
    expect(usual.books.steps).toMatchObject([
      { rows: 3, left: { refusal: 1 }, found: { refusal: 1, 'personal-data': 2 } },
    ]);
    const strict = await decideRows(rows, [{ step: 'flags', drop: ['personal-data'] }]);
    expect(strict.out).toMatchObject([
      { name: 'both', reason: 'personal-data' },
      { name: 'mail', reason: 'personal-data' },
    ]);
    const none = await decideRows(rows, [{ step: 'flags', drop: [] }]);
    expect(none.rows.map(({ flags }) => flags)).toEqual([null, 'refusal,personal-data', 'personal-data']);
    await expect(decideRows(rows, [{ step: 'flags', drop: ['rude'] }])).rejects.toMatchObject({ code: 'E_CURATE' });
  });
});
