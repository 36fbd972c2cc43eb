import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { jsonFormat } from '../../ask/format.ts';
import { FORMS } from '../../check/forms/index.ts';
import { PASSAGES } from './passages.fixture.ts';
import { rehearsalTeacher } from './rehearsal.ts';

const teacher = rehearsalTeacher();
const FLIP = '# Flip answer\n\nChange the passage so that the same question now has a different right answer.';
const OPEN = '# Unanswerable\n\nRework the passage until the question cannot be answered from it.';
const HARDER = '# Harder\n\nMake the question demand one more step from the unchanged passage.';
const QUOTE = 'Its lamp burned whale oil until 1901, when it was changed to electric light.';
const ITEM = {
  question:
    'What is missing from this sentence of the passage: “Its lamp burned ____ oil until 1901, when it was changed to electric light.”?',
  evidence: [QUOTE],
  options: ['olive', 'whale', 'palm', 'lamp'],
  key: 1,
};

async function ask<T>(format: ReturnType<typeof jsonFormat<T>>, words: string): Promise<T> {
  const request = { sampling: {}, sample: 0, try: 0, maxTokens: 4096, stage: 'edit', order: 0 } as const;
  const content = `${words}\n\n${format.words}`;
  const { text } = await teacher.complete({
    ...request,
    messages: [{ role: 'user', content }],
    schema: format.schema ?? {},
  });
  const read = format.read(text);
  if (!('value' in read)) throw new Error(`${JSON.stringify(read)} ${text}`);
  return read.value;
}

const blocks = (item: object, goal: string, material: string = PASSAGES.en) =>
  `<material>\n${material}\n</material>\n\nThis item was written:\n\n<item>\n${JSON.stringify(item, null, 2)}\n</item>\n\nIt is to be reworked towards this goal:\n\n${goal}`;

const Edit = jsonFormat(
  z.strictObject({
    passage: z.string().nullable(),
    question: z.string().nullable(),
    evidence: z.array(z.string()).nullable(),
    options: z.array(z.string()).nullable(),
    key: z.int().nullable(),
  }),
);
const edit = (goal: string) => ask(Edit, `${blocks(ITEM, goal)}\n\n<suggestion>\nDo it.\n</suggestion>`);

describe('suggesters and editors', () => {
  test.each([FLIP, OPEN, HARDER])('as many different suggestions as asked for: %.20s', async (goal) => {
    const format = jsonFormat(z.strictObject({ suggestions: z.array(z.string()).min(1).max(5) }));
    const { suggestions } = await ask(format, `${blocks(ITEM, goal)}\n\nPropose 3 ways of doing so.`);
    expect(new Set(suggestions).size).toBe(3);
  });

  test('flip: the passage says another option, and the key is that option', async () => {
    const edited = await edit(FLIP);
    const option = ITEM.options[edited.key ?? -1];
    expect(option).not.toBe('whale');
    expect(edited.passage).toBe(PASSAGES.en.replace('whale oil', `${option} oil`));
    expect(edited.passage).toContain(edited.evidence?.[0]);
    expect(edited).toMatchObject({ question: null, options: null });
  });

  test('unanswerable: the sentence is gone and the rest is as it was', async () => {
    const edited = await edit(OPEN);
    expect(edited).toMatchObject({ question: null, options: null, key: null, evidence: [] });
    expect(edited.passage?.length).toBe(PASSAGES.en.length - QUOTE.length - 1);
  });

  test('harder: another question with the same key', async () => {
    const edited = await edit(HARDER);
    expect(edited).toMatchObject({ passage: null, options: null, key: null, evidence: null });
    expect(edited.question).not.toBe(ITEM.question);
    expect(edited.question).toContain('____ oil');
  });
});

describe('verifiers', () => {
  const verify = (item: object, material = '') => `${material}<item>\n${JSON.stringify(item)}\n</item>\n\nJudge.`;
  const Same = jsonFormat(z.strictObject({ why: z.string(), same: z.boolean() }));
  const Declines = jsonFormat(z.strictObject({ why: z.string(), declines: z.boolean() }));
  const FromMaterial = jsonFormat(
    z.strictObject({
      answerable: z.boolean(),
      quote: z.string().nullable(),
      choice: z.int().nullable(),
      answer: z.string().nullable(),
    }),
  );
  const read = (material: string) =>
    ask(
      FromMaterial,
      verify({ question: ITEM.question, choices: ITEM.options }, `<material>\n${material}\n</material>\n\n`),
    );

  test('same answer', async () => {
    expect((await ask(Same, verify({ question: 'Q', key: 'whale', answer: 'It was whale oil.' }))).same).toBe(true);
    expect((await ask(Same, verify({ question: 'Q', key: 'whale', answer: 'It was olive oil.' }))).same).toBe(false);
    expect((await ask(Same, verify({ question: 'Q', key: 'true (yes)', answer: 'Yes, it is.' }))).same).toBe(true);
  });

  test('declines', async () => {
    expect((await ask(Declines, verify({ question: 'Q', answer: 'The passage does not say.' }))).declines).toBe(true);
    expect((await ask(Declines, verify({ question: 'Q', answer: 'Probably whale oil.' }))).declines).toBe(false);
  });

  test('answer from the material', async () => {
    expect(await read(PASSAGES.en)).toMatchObject({ answerable: true, choice: 1, answer: 'whale' });
    expect(await read(PASSAGES.en.replace(QUOTE, ''))).toMatchObject({ answerable: false, choice: null, answer: null });
    const given = (await read(PASSAGES.en)).answer ?? '';
    expect(FORMS.option.agrees(given, ITEM, [])).toBe(true);
  });
});
