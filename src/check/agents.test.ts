import { describe, expect, test } from 'vitest';
import { itemOf, scriptedVerify, subject } from './check.fixture.ts';
import { editVerified } from './edit-verified.ts';
import { keyAgreement } from './key-agreement.ts';

const ITEM = itemOf('option', { options: ['gas', 'whale oil'], key: 1 });
const CLAIM = { item: ITEM, question: 'What burned?', labels: ['A', 'B'], undecided: false };

describe('keyAgreement', () => {
  test('asks nobody where the program can tell', async () => {
    const { verify, asked } = scriptedVerify();
    expect(await keyAgreement({ ...CLAIM, answer: 'B' }, verify)).toEqual({ agrees: true });
    expect(await keyAgreement({ ...CLAIM, answer: 'A' }, verify)).toEqual({ agrees: false });
    expect(await keyAgreement({ ...CLAIM, item: itemOf('free', { points: ['x'] }), answer: 'B' }, verify)).toEqual({
      agrees: null,
    });
    expect(asked).toEqual([]);
  });

  test('asks an agent, with question, choices, key and answer, where it cannot', async () => {
    const { verify, asked } = scriptedVerify({ why: 'w', same: true }, { why: 'w', same: false });
    const claim = { ...CLAIM, answer: 'The lamp burned oil of whales.' };
    expect(await keyAgreement(claim, verify)).toEqual({ agrees: true });
    expect(await keyAgreement(claim, verify)).toEqual({ agrees: false });
    expect(await keyAgreement(claim, verify)).toEqual({ agrees: false, fault: 'empty' });
    expect(asked[0]).toMatchObject({ agent: 'same-answer', material: '' });
    expect(JSON.parse(asked[0]?.item ?? '')).toEqual({
      question: 'What burned?',
      choices: ['gas', 'whale oil'],
      key: 'whale oil',
      answer: claim.answer,
    });
  });

  test('asks whether the answer declines where nothing decides, and does not show the old key', async () => {
    const { verify, asked } = scriptedVerify({ why: 'w', declines: true }, { why: 'w', declines: false });
    const claim = { ...CLAIM, answer: 'B', undecided: true };
    expect(await keyAgreement(claim, verify)).toEqual({ agrees: true });
    expect(await keyAgreement(claim, verify)).toEqual({ agrees: false });
    expect(asked[0]?.agent).toBe('declines');
    expect(JSON.parse(asked[0]?.item ?? '')).not.toHaveProperty('key');
  });
});

describe('editVerified', () => {
  const parent = { item: itemOf('option', { options: ['gas', 'whale oil'], key: 0 }), material: 'It burned gas.' };
  const edited = subject({ item: ITEM, parent, outcome: 'new-key' });
  const found = { answerable: true, quote: 'q', choice: null, answer: null };
  const run = async (given: typeof edited, ...replies: unknown[]) => {
    const { verify, asked } = scriptedVerify(...replies);
    return { reason: (await editVerified.check(given, verify))?.reason ?? null, asked };
  };

  test('asks nobody about originals, other edits, and a key that did not change', async () => {
    expect(await run(subject())).toEqual({ reason: null, asked: [] });
    expect(await run({ ...edited, outcome: 'any' })).toEqual({ reason: null, asked: [] });
    expect(await run({ ...edited, item: parent.item })).toEqual({ reason: 'same-key', asked: [] });
  });

  test('keeps an edit whose reader comes to the new key, and shows the reader no key', async () => {
    const { reason, asked } = await run(edited, { ...found, choice: 1 });
    expect(reason).toBeNull();
    expect(asked).toMatchObject([{ agent: 'answer-from-material', material: edited.material }]);
    expect(JSON.parse(asked[0]?.item ?? '')).toEqual({ question: edited.question, choices: ['gas', 'whale oil'] });
    expect((await run(edited, { ...found, answer: 'whale oil' })).reason).toBeNull();
    expect((await run(edited, { ...found, answer: 'oil of whales' }, { why: 'w', same: true })).reason).toBeNull();
  });

  test('drops one whose reader comes to another, to nothing, or does not answer', async () => {
    expect((await run(edited, { ...found, choice: 0 })).reason).toBe('not-the-new-key');
    expect(await run(edited, { ...found, choice: 7 })).toMatchObject({
      reason: 'not-the-new-key',
      asked: { length: 1 },
    });
    expect((await run(edited, { ...found, answerable: false })).reason).toBe('no-longer-answerable');
    expect((await run(edited)).reason).toBe('unverified-empty');
  });

  test('drops an edit that was to take the answer away and did not', async () => {
    const undecided = { ...edited, outcome: 'undecided' as const };
    expect((await run(undecided, { ...found, choice: 1 })).reason).toBe('still-answerable');
    expect((await run(undecided, { ...found, answerable: false, quote: null })).reason).toBeNull();
  });
});
