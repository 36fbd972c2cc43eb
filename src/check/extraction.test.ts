import { describe, expect, test } from 'vitest';
import { itemOf, scriptedVerify, subject } from './check.fixture.ts';
import type { Check, Subject } from './check.ts';
import { extractionMatches } from './extraction-matches.ts';
import { jsonValidates, outlineFits } from './json-validates.ts';
import { spansOccur } from './spans-occur.ts';

const TEXT = 'On 4 May “Ines Roca” left the mill.\nThe keeper, Jon Bly, burned whale oil; two lamps broke.';
const field = (name: string, type: string, required = true) => ({
  name,
  type,
  choices: [],
  required,
  description: name,
});
const OUTLINE = [field('who', 'quote'), field('lamps', 'integer'), field('reason', 'text', false)];
const RIGHT = { who: 'Ines Roca', lamps: 2, reason: null };
const ITEM = itemOf('free', {
  question: 'Extract.',
  outline: OUTLINE,
  extraction: JSON.stringify(RIGHT),
  points: ['x'],
});

async function reason(check: Check, more: Partial<Subject>, ...replies: unknown[]) {
  const { verify, asked } = scriptedVerify(...replies);
  const finding = await check.check(subject({ material: TEXT, item: ITEM, ...more }), verify);
  return { reason: finding?.reason ?? null, asked };
}
const answered = (value: unknown) => ({ response: typeof value === 'string' ? value : JSON.stringify(value) });
const broken = (changes: Record<string, unknown>) => ({ item: itemOf('free', { ...ITEM.instruction, ...changes }) });

describe('outlineFits', () => {
  test('keeps a sound outline, and items without one', async () => {
    expect((await reason(outlineFits, {})).reason).toBeNull();
    expect((await reason(outlineFits, { item: itemOf('free', {}) })).reason).toBeNull();
  });
  test.each([
    ['a name twice', { outline: [OUTLINE[0], OUTLINE[0]] }, 'outline-broken'],
    ['an extraction that is no JSON', { extraction: 'Ines Roca, two lamps' }, 'extraction-invalid'],
    ['an extraction without a field', { extraction: '{"who": "Ines Roca", "lamps": 2}' }, 'extraction-invalid'],
    [
      'an extraction of another type',
      { extraction: '{"who": "Ines Roca", "lamps": "two", "reason": null}' },
      'extraction-invalid',
    ],
  ])('drops %s', async (_, changes, expected) =>
    expect((await reason(outlineFits, broken(changes))).reason).toBe(expected),
  );
});

describe('jsonValidates', () => {
  test.each([
    ['bare', JSON.stringify(RIGHT)],
    ['fenced', `\`\`\`json\n${JSON.stringify(RIGHT, null, 2)}\n\`\`\``],
  ])('keeps %s JSON', async (_, response) => expect((await reason(jsonValidates, { response })).reason).toBeNull());
  test.each([
    ['prose round the JSON', `Here it is: ${JSON.stringify(RIGHT)}`, 'not-json'],
    ['broken JSON', '{"who": "Ines Roca", ', 'not-json'],
    ['a field too many', JSON.stringify({ ...RIGHT, note: 'x' }), 'json-invalid'],
    ['a field too few', JSON.stringify({ who: 'Ines Roca', lamps: 2 }), 'json-invalid'],
    ['a number in words', JSON.stringify({ ...RIGHT, lamps: 'two' }), 'json-invalid'],
    ['null where it must not be', JSON.stringify({ ...RIGHT, who: null }), 'json-invalid'],
    ['nothing', '', 'not-json'],
  ])('drops %s', async (_, response, expected) =>
    expect((await reason(jsonValidates, { response })).reason).toBe(expected),
  );
});

describe('spansOccur', () => {
  const list = (answer: string[]) => ({ item: { ...itemOf('list', { answer }), type: 'names' } });
  const item = spansOccur('item', ['names']);
  const response = spansOccur('response', ['names']);
  test('holds key, evidence and quotes of the extraction against the text', async () => {
    expect((await reason(item, {})).reason).toBeNull();
    expect((await reason(item, list(['Ines Roca', 'Jon Bly']))).reason).toBeNull();
    expect((await reason(item, list(['Ines Roca', 'John Bly']))).reason).toBe('key-not-in-text');
    expect((await reason(item, list(['Ines Roc', 'Jon Bly']))).reason).toBe('key-not-in-text');
    expect((await reason(item, { item: itemOf('free', { evidence: ['seal oil'] }) })).reason).toBe('key-not-in-text');
    const quoted = { extraction: '{"who": "Inés Roca", "lamps": 2, "reason": null}' };
    expect((await reason(item, broken(quoted))).reason).toBe('key-not-in-text');
  });
  test.each([
    '- Ines Roca\n- Jon Bly',
    '1. "Ines Roca"\n2. **Jon Bly** (keeper)',
    'Ines Roca, Jon Bly',
    'Names:\nInes Roca – left the mill\nleft the mill. The keeper',
    'First: Ines Roca',
    '["Ines Roca", "Jon Bly"]',
    '| name |\n| --- |\n| Ines Roca |',
  ])('finds the lines of %j', async (text) => {
    expect((await reason(response, { ...list([]), ...answered(text) })).reason).toBeNull();
  });
  test.each([
    ['- Ines Roca\n- Jonathan Bly', 'span-not-found'],
    ['ines roca', 'span-not-found'],
    ['The keeper burned whale oil', 'span-not-found'],
    ['Names:', 'no-spans'],
    ['', 'no-spans'],
  ])('drops %j', async (text, expected) => {
    expect((await reason(response, { ...list([]), ...answered(text) })).reason).toBe(expected);
  });
  test('looks at the quotes of JSON alone, and leaves other types alone', async () => {
    expect((await reason(response, answered(RIGHT))).reason).toBeNull();
    expect((await reason(response, answered({ ...RIGHT, who: 'Mr Roca' }))).reason).toBe('span-not-found');
    expect(
      (await reason(response, { item: itemOf('list', { answer: [] }), ...answered('anything') })).reason,
    ).toBeNull();
  });
});

describe('extractionMatches', () => {
  const verdict = (right: string, place = 'lamps') => ({ verdicts: [{ place, why: 'w', right }] });
  test('asks nobody where all values agree, or where nothing is to be compared', async () => {
    expect(await reason(extractionMatches, answered(RIGHT))).toEqual({ reason: null, asked: [] });
    expect(await reason(extractionMatches, { item: itemOf('free', {}), ...answered('x') })).toEqual({
      reason: null,
      asked: [],
    });
  });
  test('lets an agent settle a difference without telling which is the key', async () => {
    const { reason: kept, asked } = await reason(
      extractionMatches,
      answered({ ...RIGHT, lamps: 3 }),
      verdict('second'),
    );
    expect(kept).toBeNull();
    expect(asked[0]).toMatchObject({ agent: 'extraction-differences', material: TEXT });
    expect(JSON.parse(asked[0]?.item ?? '').differences).toEqual([{ place: 'lamps', first: 2, second: 3 }]);
  });
  test.each([
    ['the key is right', [verdict('first')], 'reference-disputed'],
    ['neither is', [verdict('neither')], 'reference-disputed'],
    ['another place is settled', [verdict('second', 'who')], 'reference-disputed'],
    ['nobody answers', [], 'unverified-empty'],
  ])('drops where %s', async (_, replies, expected) => {
    expect((await reason(extractionMatches, answered({ ...RIGHT, lamps: 3 }), ...replies)).reason).toBe(expected);
  });
  test('drops without a call what differs nearly everywhere', async () => {
    const far = { who: 'whale oil', lamps: 9, reason: 'the storm' };
    expect(await reason(extractionMatches, answered(far))).toEqual({ reason: 'reference-disputed', asked: [] });
  });

  const table = itemOf('free', {
    columns: ['Name', 'Lamps'],
    rows: [
      ['Ines Roca', '2'],
      ['Jon Bly', ''],
    ],
    points: ['x'],
  });
  test.each([
    ['as it should be', '| Name | Lamps |\n|---|---|\n| Jon Bly | – |\n| Ines Roca | 2 |', null],
    ['its columns exchanged', 'Lamps,Name\n2,Ines Roca\n,Jon Bly', null],
    ['no table', 'Ines Roca had two lamps.', 'no-table'],
    ['a column too few', '| Name |\n|---|\n| Jon Bly |', 'no-table'],
    ['all cells wrong', '| Name | Lamps |\n|---|---|\n| A B | 7 |\n| C D | 8 |', 'reference-disputed'],
  ])('compares a table: %s', async (_, response, expected) => {
    expect((await reason(extractionMatches, { item: table, response }, verdict('first'))).reason).toBe(expected);
  });
});
