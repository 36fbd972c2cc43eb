import { describe, expect, test } from 'vitest';
import type { AnswerForm } from '../../data.ts';
import { draw } from '../../text/draw.ts';
import { itemOf, scriptedVerify, subject } from '../check.fixture.ts';
import type { Check, Subject } from '../check.ts';
import { answerInLabels } from './answer-in-labels.ts';
import { labelNotInText } from './label-not-in-text.ts';
import { poseLabelled } from './pose-labelled.ts';
import { schemeHolds } from './scheme-holds.ts';
import { targetKept } from './target-kept.ts';

const LABELS = ['mixed', 'negative', 'neutral', 'positive'];
const PLAIN = { text: 'I have told all my neighbours to go.', question: 'How does the writer judge it?' };
const LABEL = { ...PLAIN, labels: LABELS, answer: 'positive' };
const TAGS = { ...PLAIN, tags: ['price', 'staff', 'light', 'food', 'noise'], answer: ['staff', 'food'] };
const TREE = {
  ...PLAIN,
  tree: [
    { branch: 'Bills', leaves: ['Refund', 'Reminder'] },
    { branch: 'Parts', leaves: ['Refund', 'Missing'] },
  ],
  answer: 'Parts > Missing',
};
const REASONED = { ...PLAIN, labels: LABELS, label: 'positive', points: ['It is praised.'] };
const PAIR = {
  ...PLAIN,
  second: 'Go.',
  request: 'Say it.',
  labels: ['Answer 1', 'Answer 2', 'Equal'],
  answer: 'Answer 2',
};

async function reason(check: Check, fields: Record<string, unknown>, more: Partial<Subject> = {}, type = 'sentiment') {
  const form: AnswerForm =
    'tags' in fields ? 'list' : 'tree' in fields ? 'short' : 'points' in fields ? 'free' : 'label';
  const item = { ...itemOf(form, fields), type, variant: more.item?.variant ?? null };
  const { verify, asked } = scriptedVerify();
  const finding = await check.check(subject({ ...more, item }), verify);
  expect(asked).toEqual([]);
  return finding?.reason ?? null;
}

describe('schemeHolds', () => {
  test.each([
    ['label', LABEL],
    ['tags', TAGS],
    ['tree', TREE],
    ['rationale', REASONED],
    ['pair', PAIR],
  ])('keeps %s', async (_, fields) => expect(await reason(schemeHolds, fields)).toBeNull());
  test.each<[string, Record<string, unknown>]>([
    ['a label stands twice', { ...LABEL, labels: ['Positive', 'positive'] }],
    ['the right label is none of them', { ...LABEL, answer: 'splendid' }],
    ['the rationale has a label of its own', { ...REASONED, label: 'splendid' }],
    ['a tag is not offered', { ...TAGS, answer: ['staff', 'parking'] }],
    ['every tag is right', { ...TAGS, answer: TAGS.tags }],
    ['the path leads nowhere', { ...TREE, answer: 'Bills > Missing' }],
    ['the path is half a path', { ...TREE, answer: 'Missing' }],
    ['definitions are too few', { ...LABEL, definitions: ['Good.', 'Bad.'] }],
    ['both texts are the same', { ...PAIR, second: PLAIN.text }],
    ['the text is a book', { ...LABEL, text: 'word '.repeat(2000) }],
    ['there is no text', { question: 'Which?', labels: LABELS, answer: 'positive' }],
  ])('drops where %s', async (_, fields) => expect(await reason(schemeHolds, fields)).toBe('bad-scheme'));
});

describe('targetKept', () => {
  const drawn = (variant: string | null, fields: Record<string, unknown>, more: Partial<Subject> = {}) =>
    reason(targetKept, fields, { ...more, item: { ...itemOf('label', fields), variant } });
  test('drops what is not the label that was drawn', async () => {
    expect(await drawn('Negative: it thanks everybody.', LABEL)).toBe('not-the-target');
    expect(await drawn('The first: plain and short.', PAIR)).toBe('not-the-target');
    expect(await drawn('Equal: unlike in all else.', PAIR)).toBe('not-the-target');
  });
  test('keeps what is, what names no label, and edits', async () => {
    expect(await drawn('Positive: most words describe trouble.', LABEL)).toBeNull();
    expect(await drawn('The second: less polished.', PAIR)).toBeNull();
    expect(await drawn('Favourable: in other words.', LABEL)).toBeNull();
    expect(await drawn('Two subjects share the text.', LABEL)).toBeNull();
    expect(await drawn(null, LABEL)).toBeNull();
    const parent = { item: itemOf('label', LABEL), material: '' };
    expect(await drawn('Negative: it thanks everybody.', LABEL, { parent })).toBeNull();
  });
});

describe('labelNotInText', () => {
  const check = labelNotInText(['entailment']);
  test('drops a text that holds its label', async () => {
    expect(await reason(check, { ...LABEL, text: 'On the whole I am Positive about it.' })).toBe('label-in-text');
    expect(await reason(check, { ...TREE, text: 'A screw is missing.' })).toBe('label-in-text');
    expect(await reason(check, { ...REASONED, text: 'A positive word.' })).toBe('label-in-text');
  });
  test('keeps others: other words, several labels, codes, types that need the word', async () => {
    expect(await reason(check, LABEL)).toBeNull();
    expect(await reason(check, { ...LABEL, text: 'Neither positive nor negative.' })).toBeNull();
    expect(await reason(check, { ...LABEL, labels: ['A', 'B'], answer: 'A', text: 'A lamp.' })).toBeNull();
    expect(await reason(check, { ...LABEL, text: 'A positive word.' }, {}, 'entailment')).toBeNull();
  });
});

describe('answerInLabels', () => {
  const row = (response: string, content = 'Text.\n\nA. mixed\nB. negative\nC. neutral\nD. positive') => ({
    response,
    messages: [
      { role: 'user' as const, content },
      { role: 'assistant' as const, content: response },
    ],
  });
  test.each([
    ['Positive.', LABEL],
    ['The neighbours are sent there, so it is **positive**.', LABEL],
    ['D', LABEL],
    ['Answer: (D)', LABEL],
    ['{"answer": "positive"}', LABEL],
    ['staff, food', TAGS],
    ['- staff\n- food', TAGS],
    ['Tags: staff, food', TAGS],
    ['["staff", "food"]', TAGS],
    ['The staff are praised and the food is not.', TAGS],
    ['Parts > Missing', TREE],
    ['Positive: "told all my neighbours" is praise, and no negative word outweighs it.', REASONED],
  ])('keeps %j', async (response, fields) => expect(await reason(answerInLabels, fields, row(response))).toBeNull());
  test.each([
    ['Favourable.', LABEL, 'outside-labels'],
    ['E', LABEL, 'outside-labels'],
    ['It depends.', LABEL, 'outside-labels'],
    ['staff, food, parking', TAGS, 'outside-labels'],
    ['- staff\n- service', TAGS, 'outside-labels'],
    ['Nothing applies here at all, as far as I can see.', TAGS, 'outside-labels'],
    ['Missing', TREE, 'outside-labels'],
    ['Bills > Missing', TREE, 'outside-labels'],
    ['Answer: negative', REASONED, 'other-label'],
    ['It could be mixed or neutral.', REASONED, 'other-label'],
  ])('drops %j', async (response, fields, found) =>
    expect(await reason(answerInLabels, fields, row(response))).toBe(found),
  );
  test('is not upset by long or empty answers', async () => {
    expect(await reason(answerInLabels, LABEL, row('('.repeat(20_000)))).toBe('outside-labels');
    expect(await reason(answerInLabels, TAGS, row(''))).toBe('outside-labels');
    expect(await reason(answerInLabels, { question: 'Which?' }, row('x'))).toBeNull();
  });
});

describe('poseLabelled', () => {
  const posed = (fields: Record<string, unknown>, type: string, at = 0) =>
    poseLabelled({}, fields, { type, draw: draw('pose', at) });
  const many = (fields: Record<string, unknown>, type: string) =>
    Array.from({ length: 60 }, (_, at) => posed(fields, type, at));
  test('leaves labels to the layout, and shows what no layout shows', () => {
    expect(posed(LABEL, 'sentiment')).toEqual({ material: PLAIN.text, question: PLAIN.question });
    for (const { question } of many(TAGS, 'multi-label')) for (const tag of TAGS.tags) expect(question).toContain(tag);
    for (const { question } of many(TREE, 'hierarchical')) expect(question).toMatch(/Bills[\s\S]*Missing/);
    for (const { question } of many(REASONED, 'label-with-rationale')) expect(question).toContain('neutral');
    const defined = { ...LABEL, definitions: ['Both.', 'Bad.', 'None.', 'Good.'] };
    for (const { question } of many(defined, 'custom-labels-with-definitions'))
      expect(question).toMatch(/neutral[\s\S]*None\.[\s\S]*Good\./);
  });
  test('shows a set in several ways', () => {
    expect(new Set(many(TAGS, 'multi-label').map(({ question }) => question)).size).toBeGreaterThan(10);
    expect(new Set(many(TREE, 'hierarchical').map(({ question }) => question)).size).toBe(4);
  });
  test('heads two texts by what they are', () => {
    const second = { ...LABEL, second: 'They went.' };
    expect(new Set(many(second, 'entailment').map(({ material }) => material)).size).toBe(3);
    expect(posed(second, 'entailment').material).toMatch(/^(?:Passage|Premise|Text):\nI have told all/);
    expect(posed(PAIR, 'pairwise-preference-by-criteria').material).toBe(
      'Request:\nSay it.\n\nAnswer 1:\nI have told all my neighbours to go.\n\nAnswer 2:\nGo.',
    );
  });
});
