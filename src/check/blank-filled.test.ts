import { describe, expect, test } from 'vitest';
import { blankFilled, blankSound, labelsOfBlank } from './blank-filled.ts';
import { itemOf, scriptedVerify, subject } from './check.fixture.ts';

const BLANK = 'Name:\nDay (year-month-day):\nWhat happened (at most 20 words):\nSigned:';
const { verify } = scriptedVerify();
const of = (blank: unknown, response: string | null = null) => subject({ item: itemOf('free', { blank }), response });

test('labelsOfBlank reads what stands before the colons', () => {
  expect(labelsOfBlank(BLANK)).toEqual(['name', 'day', 'what happened', 'signed']);
  expect(labelsOfBlank('1. Ort：\n- **Tag**: x\nrunning text\n: nothing\n')).toEqual(['ort', 'tag']);
});

describe('blankSound', () => {
  const reason = async (blank: unknown) => (await blankSound.check(of(blank), verify))?.reason ?? null;
  test.each([
    [undefined, null],
    [BLANK, null],
    ['Name:\nDay:\nPlace:', 'no-form'],
    [`${BLANK}\nName:`, 'no-form'],
    ['nothing to fill in', 'no-form'],
    [`${'a'.repeat(20_000)}\n`, 'no-form'],
  ])('%j', async (blank, wanted) => expect(await reason(blank)).toBe(wanted));
});

describe('blankFilled', () => {
  const reason = async (response: string) => (await blankFilled.check(of(BLANK, response), verify))?.reason ?? null;
  test.each([
    ['Name: Ines\nDay: 1968-01-02\nWhat happened: She left.\nSigned: I. R.', null],
    ['**Name:** Ines\n\n**Day (year-month-day):** none\n\n**What happened:** nothing\n\n**Signed:** –', null],
    ['Name: Ines\nWhat happened: She left.\nDay: 1968-01-02\nSigned: I. R.', 'label-lost'],
    ['Name: Ines\nDay: 1968-01-02\nSigned: I. R.', 'label-lost'],
    ['Name: ______\nDay: x\nWhat happened: y\nSigned: z', 'field-left-open'],
    ['', 'label-lost'],
  ])('%j', async (response, wanted) => expect(await reason(response)).toBe(wanted));
  test('leaves other rows alone', async () => expect(await blankFilled.check(of(undefined, 'x'), verify)).toBeNull());
});
