import { describe, expect, test } from 'vitest';
import { itemOf, scriptedVerify, subject } from '../check.fixture.ts';
import type { Check, Subject } from '../check.ts';
import { asksUnseen } from './asks-unseen.ts';
import { citationsExist } from './citations-exist.ts';
import { contextInsufficient } from './context-insufficient.ts';
import { quotesOccur } from './quotes-occur.ts';
import { saysInsufficient } from './says-insufficient.ts';
import { tableSound } from './table-sound.ts';

const DOCUMENTS = ['Lamps of Skarn', 'On tides', 'The harbour office'].map((title, at) => ({
  title,
  about: null,
  text: `The lamp number ${at + 1} burned whale oil until 1901, note [12] says.`,
}));

function row(type: string, instruction: Record<string, unknown>, more: Partial<Subject> = {}): Subject {
  const item = { ...itemOf('free', instruction), type };
  const content = { ...item.content, value: { documents: DOCUMENTS, core: [1], dispute: null, revised: [] } };
  const material = DOCUMENTS.map(({ title, text }, at) => `[${at + 1}] ${title}\n${text}`).join('\n\n');
  return subject({ item: { ...item, content }, material, content: material, ...more });
}

async function reason(check: Check, given: Subject, replies: object[] = []): Promise<string | null> {
  const { verify, asked } = scriptedVerify(...replies);
  const finding = await check.check(given, verify);
  expect(asked).toHaveLength(replies.length);
  return finding?.reason ?? null;
}

describe('asksUnseen', () => {
  const asking = (question: string, type = 'comparison', evidence: string[] = []) =>
    reason(asksUnseen, row(type, { question, evidence }));
  test.each([
    'According to the documents, what did the lamp burn?',
    'What do these sources say about tides?',
    'Which oil is named in the text?',
    'What does document 2 say of lamps?',
    'What burned until 1901 [1]?',
    'Summarise the provided passages on lamps.',
    'Who left, according to this article?',
  ])('drops %j', async (question) => expect(await asking(question)).toBe('speaks-of-documents'));
  test.each([
    'what did lamps on Skarn burn before gas',
    'What is the source of the Ister?',
    'Who signed the document that ended the war?',
    'Which passage leads from the harbour to the sea?',
    'What did the text message of the keeper say?',
    'Who paid, according to the report of 1911?',
    'Which documents are needed to land a boat?',
  ])('keeps %j', async (question) => expect(await asking(question)).toBeNull());
  test('drops eight words in a row of the evidence, in either question', async () => {
    const evidence = ['The lamp number 1 burned whale oil until 1901'];
    expect(await asking('Is it so that the lamp number 1 burned whale oil until then?', 'temporal', evidence)).toBe(
      'copies-document',
    );
    expect(await asking('Did lamp number 1 burn whale oil until 1901?', 'temporal', evidence)).toBeNull();
    const first = { question: 'And then?', first: 'the lamp number 1 burned whale oil until 1901, right?', evidence };
    expect(await reason(asksUnseen, row('follow-up-question', first))).toBe('copies-document');
  });
  test('lets those speak of sources whose subject they are', async () =>
    expect(
      await asking('What should I search for, if these documents do not help?', 'query-reformulation'),
    ).toBeNull());
});

describe('citationsExist', () => {
  const citing = (response: string, type = 'comparison') => reason(citationsExist, row(type, {}, { response }));
  test.each([
    ['It burned oil [1] and gas [2][3].'],
    ['It burned oil [1, 3].'],
    ['It burned oil [1–3].'],
    ['It burned oil (Document 2), as sources 1 and 3 say.'],
    ['It burned oil [B]. Source C agrees.'],
    ['It burned oil [On tides].'],
    ['A note [12] is named.'],
    ['See [the rule](https://oil.example).'],
    ['No reference at all.'],
    ['The document I know best is silent. Results 12 months later agreed.'],
  ])('keeps %j', async (response) => expect(await citing(response)).toBeNull());
  test.each([
    ['It burned oil [4].'],
    ['It burned oil [1, 7].'],
    ['It burned oil (Document 9).'],
    ['It burned oil, as Sources 2 and 5 say.'],
    ['As source 11 has it, oil.'],
    ['It burned oil [Z].'],
    ['It burned oil【4】.'],
  ])('drops %j', async (response) => expect(await citing(response)).toBe('cites-nothing'));
  test('holds bracketed words against titles where titles were asked for', async () => {
    const titled = (response: string) => {
      const question = 'What burned? Name each document by its title in square brackets.';
      return reason(citationsExist, row('comparison', {}, { response, question }));
    };
    expect(await titled('It burned oil [A history of whaling].')).toBe('cites-nothing');
    expect(await titled('It burned oil [On tides].')).toBeNull();
    expect(await citing('It burned oil [it was never gas].')).toBeNull();
    expect(await citing('Write `lamps[9]` or:\n```\nlamps[12]\n```')).toBeNull();
  });
  test('wants a citation where one was demanded', async () => {
    expect(await citing('It burned oil.', 'citation-required')).toBe('no-citation');
    expect(await citing('It burned oil [2].', 'citation-required')).toBeNull();
  });
  test('does not trip over other skills or long brackets', async () => {
    expect(await reason(citationsExist, subject({ response: 'Oil [9].' }))).toBeNull();
    expect(await citing('['.repeat(20_000))).toBeNull();
  });
});

describe('quotesOccur', () => {
  const quoting = (response: string, type = 'comparison') => reason(quotesOccur, row(type, {}, { response }));
  test.each([
    ['It says "The lamp number 2 burned whale oil until 1901".'],
    ['It says “the lamp number 2 … until 1901”.'],
    ['Es heißt: „The lamp number 3 burned whale oil“.'],
    ['So-called "night lamps" were not meant.'],
  ])('keeps %j', async (response) => expect(await quoting(response)).toBeNull());
  test.each([
    ['It says "The lamp number 9 burned whale oil until 1901".'],
    ['It says “the lamp number 2 burned seal oil”.'],
    ['« La lampe numéro 2 brûlait de l’huile »'],
    ['「その灯台のランプは鯨油を燃やした」'],
  ])('drops %j', async (response) => expect(await quoting(response)).toBe('quote-not-found'));
  test('wants a quotation where one was demanded', async () => {
    expect(await quoting('Whale oil.', 'answer-with-quote')).toBe('no-quote');
    expect(await quoting('Oil: "burned whale oil".', 'answer-with-quote')).toBeNull();
    expect(await quoting('> burned whale oil until 1901\n\nOil.', 'answer-with-quote')).toBeNull();
    expect(await quoting("Oil: 'burned whale oil'.", 'answer-with-quote')).toBeNull();
    expect(await quoting("It isn't gas, it's oil.", 'answer-with-quote')).toBe('no-quote');
    expect(await quoting('"'.repeat(5000))).toBeNull();
    const removed = row('answer-with-quote', {}, { response: 'They do not say.', outcome: 'undecided' });
    expect(await reason(quotesOccur, removed)).toBeNull();
  });
});

describe('saysInsufficient', () => {
  const said = (type: string, answers: string, admits: boolean) =>
    reason(saysInsufficient, row(type, {}, { response: 'They do not say.' }), [
      { why: 'So it reads.', answers, admits },
    ]);
  test.each([
    ['insufficient-context', 'none', true, null],
    ['insufficient-context', 'none', false, 'not-admitted'],
    ['insufficient-context', 'part', true, 'answered-anyway'],
    ['partially-answerable', 'part', true, null],
    ['partially-answerable', 'none', true, 'gave-none'],
    ['partially-answerable', 'whole', false, 'gave-whole'],
    ['partially-answerable', 'part', false, 'not-admitted'],
  ])('%s: gives %s, admits %s', async (type, answers, admits, found) =>
    expect(await said(type, answers, admits)).toBe(found),
  );
  test('asks about no other type', async () =>
    expect(await reason(saysInsufficient, row('comparison', {}, { response: 'Oil.' }))).toBeNull());
});

describe('contextInsufficient', () => {
  const read = (type: string, answerable: boolean) =>
    reason(contextInsufficient, row(type, { question: 'What did it cost?' }), [
      { answerable, quote: answerable ? 'It cost 3.' : null, answer: answerable ? '3' : null },
    ]);
  test('drops what the documents answer', async () => {
    expect(await read('insufficient-context', true)).toBe('answerable');
    expect(await read('unhelpful-documents-answer-anyway', true)).toBe('answerable');
    expect(await read('insufficient-context', false)).toBeNull();
    expect(await reason(contextInsufficient, row('comparison', {}))).toBeNull();
  });
});

describe('tableSound', () => {
  const table = (columns: string[], rows: string[][]) =>
    reason(tableSound, row('table-in-context', { table: { caption: 'Lamps', columns, rows } }));
  test('drops tables that are no tables', async () => {
    expect(await table(['Lamp', 'Until'], [['one', '1901'], ['two', '1901'], ['three']])).toBe('bad-table');
    expect(
      await table(
        ['Lamp', 'Until'],
        [
          ['one', '1901'],
          ['one', '1901'],
          ['two', ''],
        ],
      ),
    ).toBe('bad-table');
    expect(await table(['Lamp', 'Until'], [['one', '1901']])).toBe('bad-table');
    expect(
      await table(
        ['Lamp', 'Until'],
        [
          ['one', '1901'],
          ['two', '1902'],
          ['three', ''],
        ],
      ),
    ).toBe('invented-cell');
  });
  test('keeps one whose numbers the documents have, and items without', async () => {
    expect(
      await table(
        ['Lamp', 'Until'],
        [
          ['one', '1901'],
          ['two', '12'],
          ['three', ''],
        ],
      ),
    ).toBeNull();
    expect(await reason(tableSound, row('comparison', {}))).toBeNull();
  });
});
