import { describe, expect, test } from 'vitest';
import { itemOf, scriptedVerify, subject } from './check.fixture.ts';
import type { Check, Subject } from './check.ts';
import { evidenceOccurs } from './evidence-occurs.ts';
import { keyNotInQuestion } from './key-not-in-question.ts';
import { mostlyKept } from './mostly-kept.ts';
import { noMachinery } from './no-machinery.ts';
import { noOutsideReferences } from './no-outside-references.ts';
import { responseBeginsWithSubstance } from './response-begins-with-substance.ts';

async function reason(check: Check, more: Partial<Subject>): Promise<string | null> {
  const { verify, asked } = scriptedVerify();
  const finding = await check.check(subject(more), verify);
  expect(asked).toEqual([]);
  return finding?.reason ?? null;
}

describe('evidenceOccurs', () => {
  const quoting = (...evidence: string[]) => ({ item: itemOf('short', { evidence }) });
  test.each([
    ['The lamp burned whale oil'],
    ['the lamp  burned “whale oil”'],
    ['The lamp … until 1901.'],
    ['The lamp [...] Ines Roca left'],
  ])('finds %j', async (quote) => expect(await reason(evidenceOccurs, quoting(quote))).toBeNull());
  test.each([['The lamp burned seal oil'], ['hale oil'], ['The lamp … seal oil'], ['…'], ['""']])(
    'does not find %j',
    async (quote) => {
      expect(await reason(evidenceOccurs, quoting('The lamp burned', quote))).toBe('evidence-not-found');
    },
  );
  test('asks for a quotation unless the material is to decide nothing', async () => {
    expect(await reason(evidenceOccurs, quoting())).toBe('no-evidence');
    expect(await reason(evidenceOccurs, { ...quoting(), outcome: 'undecided' })).toBeNull();
  });
});

describe('keyNotInQuestion', () => {
  const option = (options: string[], question: string) =>
    reason(keyNotInQuestion, { item: itemOf('option', { options, key: 0 }), question });
  test('drops a question that holds its key', async () => {
    expect(await reason(keyNotInQuestion, { question: 'Did the lamp burn Whale oil?' })).toBe('key-in-question');
    expect(await option(['oil of whales', 'gas'], 'What is oil of whales for?')).toBe('key-in-question');
  });
  test('keeps one that does not, that names several choices, or whose key is a common word', async () => {
    expect(await reason(keyNotInQuestion, {})).toBeNull();
    expect(await option(['oil of whales', 'gas'], 'Oil of whales or gas?')).toBeNull();
    expect(await option(['oil', 'gas'], 'What of the oil?')).toBeNull();
    expect(
      await reason(keyNotInQuestion, { item: itemOf('number', { answer: 3, unit: null }), question: '3?' }),
    ).toBeNull();
  });
});

describe('mostlyKept', () => {
  const edit = (before: string, after: string, outcome: Subject['outcome'] = 'new-key') =>
    reason(mostlyKept(0.2), { parent: { item: itemOf('short', {}), material: before }, material: after, outcome });
  test('drops what is as it was, and what is changed too much', async () => {
    expect(await edit('a b c d e', 'A, b c d e.')).toBe('unchanged');
    expect(await edit('a b c d e', 'a b c x y')).toBe('changed-too-much');
  });
  test('keeps a small edit, an original and what may change', async () => {
    expect(await edit('a b c d e', 'a b c d x')).toBeNull();
    expect(await edit('a b c d e', 'v w x y z', 'any')).toBeNull();
    expect(await reason(mostlyKept(0), { outcome: 'new-key' })).toBeNull();
  });
});

describe('noMachinery', () => {
  test.each([
    'Which distractor is wrong?',
    'What does the <material> say?',
    'By the material above, who left?',
    'Give the answer key.',
  ])('drops %j', async (question) => expect(await reason(noMachinery, { question })).toBe('machinery'));
  test('drops it in an option too, and keeps a word of the material', async () => {
    expect(await reason(noMachinery, { item: itemOf('option', { options: ['a taxonomy'] }) })).toBe('machinery');
    expect(await reason(noMachinery, { question: 'What is JSON?', material: 'JSON is a format.' })).toBeNull();
    const closedBook = { question: 'What is JSON?', material: '', content: 'JSON is a format.' };
    expect(await reason(noMachinery, closedBook)).toBeNull();
    expect(await reason(noMachinery, {})).toBeNull();
  });
});

describe('noOutsideReferences', () => {
  test.each([
    'What is shown, see Figure 3?',
    'According to Table 12, who left?',
    'What does the previous chapter say?',
    'Figure 2 shows what?',
    'What is in the Section 4?',
  ])('drops %j', async (question) => expect(await reason(noOutsideReferences, { question })).toBe('outside-reference'));
  test('keeps what the material itself holds', async () => {
    const material = 'Table 2: lamps. Figure 1 is a keeper.';
    expect(await reason(noOutsideReferences, { question: 'According to Table 2, who left?', material })).toBeNull();
    expect(await reason(noOutsideReferences, { question: 'Who is in Figure 12?', material })).toBe('outside-reference');
    expect(await reason(noOutsideReferences, { question: 'How many figures are in 3 tables?' })).toBeNull();
    const route = 'She drives at 50 km/h on the last section of the road. What does the last unit sold earn?';
    expect(await reason(noOutsideReferences, { question: route })).toBeNull();
    const told = 'What does the last section of the text say?';
    expect(await reason(noOutsideReferences, { question: told })).toBe('outside-reference');
  });
});

describe('responseBeginsWithSubstance', () => {
  test.each([
    'Sure! It burned oil.',
    'Certainly, it did.',
    'Great question. Oil.',
    'Of course: oil.',
    'Oil.\n\nLet me know if you need more.',
    'Oil. Hope this helps!',
  ])('drops %j', async (response) => expect(await reason(responseBeginsWithSubstance, { response })).toBe('filler'));
  test.each([
    'Oil.',
    'Absolutely nothing is said of it.',
    'Sure signs of rust were found.',
    'Feel free to enter, says the sign.\n\nSo guests may enter.',
  ])('keeps %j', async (response) => expect(await reason(responseBeginsWithSubstance, { response })).toBeNull());
});
