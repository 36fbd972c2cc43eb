import { describe, expect, test } from 'vitest';
import { itemOf, scriptedVerify, subject } from './check.fixture.ts';
import { KNOWN_RIDDLES } from './known-riddles.ts';
import { differsFromClassic, notAKnownRiddle } from './not-a-known-riddle.ts';

const { verify } = scriptedVerify();

async function reason(question: string, answer: string, more = {}): Promise<string | null> {
  const item = itemOf('short', { answer, alternatives: [], ...more });
  const given = subject({ item, question, material: '' });
  return (await notAKnownRiddle.check(given, verify))?.reason ?? null;
}

describe('notAKnownRiddle', () => {
  test.each([
    ['Of me the more you take, the more are left behind you. What am I?', 'footsteps'],
    ['What gets wetter and wetter the more it dries?', 'a towel'],
    ['In the kitchen hangs a thing that gets wet as it dries the plates. What is it?', 'a towel'],
    ['Tall when young, short when old, and all the time burning. What?', 'a candle'],
    ['A ferryman has a wolf, a goat and a cabbage and a small boat. How many crossings?', '7'],
    ['A bat and a ball together cost 1.10; the bat costs a coin more than the ball. How much is the ball?', '5 cents'],
    ['Behind three doors wait two goats and a car; the host opens one. Should you switch?', 'yes'],
  ])('drops %s', async (question, answer) => {
    expect(await reason(question, answer)).toBe('known-riddle');
  });

  test.each([
    ['I am wound on Mondays, and the whole valley eats by me though I am never served. What am I?', 'the tower clock'],
    ['Three doors lead from the mill; the miller has two keys. Which door stays shut?', 'the third'],
    ['The more flour you take, the lighter it hangs. What is it?', 'the sack'],
    ['A goat and a dog cross by the cable car, which bears 90 kilos. How many trips?', '3'],
    ['Which of these tools has an eye that can be threaded but sees nothing?', 'the awl'],
  ])('keeps %s', async (question, answer) => {
    expect(await reason(question, answer)).toBeNull();
  });

  test('a classic that says so may be told, with another answer', async () => {
    const told = 'Tall when young, short when old, but I am drawn with, not burnt. What am I?';
    const classic = { told: 'a thing that shrinks', answer: 'a candle' };
    expect(await reason(told, 'a stick of chalk', { classic })).toBeNull();
    expect(await reason(told, 'a candle stub', { classic })).toBe('known-riddle');
  });

  test('what a program solves is none that asks how or why', async () => {
    const guards = 'Two guards tell only the truth or only lies. Ana says: one of us left the door open. Who lies?';
    expect(await reason(guards, 'Ana', { liars: {} })).toBeNull();
    expect(await reason(guards, 'Ana')).toBe('known-riddle');
    expect(await reason('In letters: SEND and MORE make MONEY. What is Y?', '2', { cryptarithm: {} })).toBe(
      'known-riddle',
    );
  });

  test('long stories hold many words', async () => {
    const story = `${'Then they walked on along the quiet road to the next farm. '.repeat(16)} wet dries more`;
    expect(await reason(story, 'a towel')).toBeNull();
  });

  test('the list is well formed', () => {
    expect(new Set(KNOWN_RIDDLES.map(({ id }) => id)).size).toBe(KNOWN_RIDDLES.length);
    for (const { core, answers, bound } of KNOWN_RIDDLES) {
      expect(core.length + (bound ? 1 : 0)).toBeGreaterThanOrEqual(3);
      if (bound) expect(answers.length).toBeGreaterThan(0);
    }
  });
});

describe('differsFromClassic', () => {
  const run = async (fields: Record<string, unknown>) =>
    (await differsFromClassic.check(subject({ item: itemOf('short', fields) }), verify))?.reason ?? null;

  test('drops the old answer in any of its wordings', async () => {
    const classic = { told: 'crossing', answer: 'Seven' };
    expect(await run({ answer: 'one', alternatives: [], classic })).toBeNull();
    expect(await run({ answer: 'seven.', alternatives: [], classic })).toBe('same-as-classic');
    expect(await run({ answer: '7', alternatives: ['seven'], classic })).toBe('same-as-classic');
    expect(await run({ answer: '7', alternatives: [], classic: { ...classic, answer: ' ' } })).toBe('no-classic');
    expect(await run({ answer: 'seven', alternatives: [] })).toBeNull();
  });
});
