import { describe, expect, test } from 'vitest';
import { itemOf, scriptedVerify, subject } from '../check.fixture.ts';
import { excerptOccurs } from './excerpt-occurs.ts';
import { faultsMended } from './faults-mended.ts';
import { faultsPlanted } from './faults-planted.ts';
import { posedEdit } from './fields.ts';
import { anchorOccurs, relationHolds } from './relation-holds.ts';
import { sampleSound } from './sample-sound.ts';
import { textChanged } from './text-changed.ts';

const TEXT = 'The ferry left at six. Nobody had told the baker, who stood there with his bread.';
const { verify } = scriptedVerify();
const of = (instruction: Record<string, unknown>, response: string | null = null) =>
  subject({ item: itemOf('free', instruction), content: TEXT, material: TEXT, response });

describe('excerptOccurs', () => {
  const reason = async (instruction: Record<string, unknown>) =>
    (await excerptOccurs.check(of(instruction), verify))?.reason ?? null;
  test.each([
    [{}, null],
    [{ excerpt: 'Nobody had told the baker' }, null],
    [{ excerpt: 'Somebody had told the baker' }, 'excerpt-not-found'],
    [{ excerpt: 'word '.repeat(131) }, 'excerpt-too-long'],
    [{ excerpt: '' }, 'excerpt-not-found'],
  ])('%j', async (instruction, wanted) => expect(await reason(instruction)).toBe(wanted));
});

describe('faultsPlanted', () => {
  const reason = async (instruction: Record<string, unknown>) =>
    (await faultsPlanted.check(of(instruction), verify))?.reason ?? null;
  const draft = 'The ferry leaved at six. Nobody had told the the baker';
  const faults = [
    { wrong: 'leaved', right: 'left' },
    { wrong: 'the the', right: 'the' },
  ];
  test.each([
    ['items without a draft', {}, null],
    ['a draft that is the text but for its faults', { draft, faults }, null],
    [
      'a fault whose letters an earlier word holds',
      { draft: 'The ferry left at six. Nobody had told he baker', faults: [{ wrong: 'he', right: 'the' }] },
      null,
    ],
    ['a fault that is not there', { draft, faults: [{ wrong: 'went', right: 'left' }] }, 'fault-not-found'],
    ['a fault that stands within a word', { draft, faults: [{ wrong: 'bake', right: 'make' }] }, 'fault-not-found'],
    [
      'a fault that stands twice',
      { draft: 'The ferry. The ferry.', faults: [{ wrong: 'The', right: 'A' }] },
      'fault-not-found',
    ],
    ['a fault that is none', { draft, faults: [...faults, { wrong: 'six', right: 'six' }] }, 'no-fault'],
    ['a draft with more faults than are listed', { draft, faults: faults.slice(0, 1) }, 'draft-not-the-text'],
    [
      'a draft of something else, with its original beside it',
      {
        draft: 'Die Fähre links um sechs.',
        excerpt: 'The ferry left at six.',
        faults: [{ wrong: 'links', right: 'legte ab' }],
      },
      null,
    ],
  ])('%s', async (_, instruction, wanted) => expect(await reason(instruction)).toBe(wanted));
});

describe('faultsMended', () => {
  const faults = [
    { wrong: 'leaved', right: 'left' },
    { wrong: 'Nobody, had', right: 'Nobody had' },
  ];
  const given = { draft: 'The ferry leaved at six. Nobody, had told the baker.', faults };
  const reason = async (response: string) => (await faultsMended.check(of(given, response), verify))?.reason ?? null;
  test.each([
    ['The ferry left at six. Nobody had told the baker.', null],
    ['The ferry departed at six. Nobody had told the baker.\n\n- "leaved": a strong verb', null],
    ['The ferry leaved at six. Nobody had told the baker.', 'fault-left'],
    ['The ferry left at six. Nobody, had told the baker.', 'fault-left'],
    ['', null],
  ])('%j', async (response, wanted) => expect(await reason(response)).toBe(wanted));
  test('leaves rows without a draft alone', async () =>
    expect(await faultsMended.check(of({}, 'x'), verify)).toBeNull());
});

describe('textChanged', () => {
  test('drops the text as it was, and nothing else', async () => {
    expect(await textChanged.check(of({}, ` ${TEXT}\n`), verify)).toMatchObject({ reason: 'text-unchanged' });
    expect(await textChanged.check(of({}, TEXT.replace('. ', '.\n\n')), verify)).toBeNull();
    const keyed = { ...of({}, TEXT), item: itemOf('label', {}) };
    expect(await textChanged.check(keyed, verify)).toBeNull();
  });
});

describe('sampleSound', () => {
  const reason = async (sample: unknown) => (await sampleSound.check(of({ sample }), verify))?.reason ?? null;
  const own = Array.from({ length: 60 }, (_, at) => `word${at}`).join(' ');
  test.each([
    [undefined, null],
    [own, null],
    ['Too short.', 'sample-length'],
    [`${own} ${own} ${own} ${own}`, 'sample-length'],
    [`${own} ${TEXT}`, 'sample-from-the-text'],
  ])('%j', async (sample, wanted) => expect(await reason(sample)).toBe(wanted));
});

describe('rewritten sentences', () => {
  const rewriting = { anchor: 'The ferry left at six.', relation: 'contradicts' };
  test('quote one that stands in the text', async () => {
    expect(await anchorOccurs.check(of(rewriting), verify)).toBeNull();
    expect(await anchorOccurs.check(of({}), verify)).toBeNull();
    expect(await anchorOccurs.check(of({ ...rewriting, anchor: 'The boat left.' }), verify)).toMatchObject({
      reason: 'anchor-not-found',
    });
    expect(await anchorOccurs.check(of({ anchor: null, relation: null }), verify)).toMatchObject({
      reason: 'no-relation',
    });
  });

  test('are judged by an agent that does not know what was wanted', async () => {
    const { verify: asking, asked } = scriptedVerify({ why: 'w', stands: 'contradicts' }, { why: 'w', stands: 'open' });
    expect(await relationHolds.check(of(rewriting, 'It left at nine.'), asking)).toBeNull();
    expect(await relationHolds.check(of(rewriting, 'It left.'), asking)).toMatchObject({ reason: 'relation-missed' });
    expect(await relationHolds.check(of(rewriting, 'It left.'), asking)).toMatchObject({ reason: 'unverified-empty' });
    expect(asked[0]).toMatchObject({ agent: 'sentence-relation', item: expect.not.stringContaining('contradicts') });
    expect(await relationHolds.check(of({}, 'x'), asking)).toBeNull();
    expect(asked).toHaveLength(3);
  });
});

describe('posedEdit', () => {
  test.each([
    [{ task: 'T' }, { material: TEXT, question: 'T' }],
    [
      { task: 'T', excerpt: ' Part. ' },
      { material: 'Part.', question: 'T' },
    ],
    [
      { task: 'T', draft: 'Prat.' },
      { material: 'Prat.', question: 'T' },
    ],
    [
      { task: 'T', excerpt: 'Part.', draft: 'Teil.' },
      { material: 'Part.\n\n* * *\n\nTeil.', question: 'T' },
    ],
    [
      { task: 'T', sample: 'Like\n\nthis.' },
      { material: TEXT, question: 'T\n\n> Like\n>\n> this.' },
    ],
    [
      { task: 'T', anchor: null, limits: [] },
      { material: TEXT, question: 'T' },
    ],
  ])('%j', (instruction, wanted) => expect(posedEdit(TEXT, instruction)).toEqual(wanted));
});
