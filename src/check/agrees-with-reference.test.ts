import { describe, expect, it } from 'vitest';
import { agreesWithReference } from './agrees-with-reference.ts';
import { itemOf, scriptedVerify, subject } from './check.fixture.ts';

const free = itemOf('free', { reference: 'It burned whale oil.', points: ['whale oil'] });

async function finding(reply: unknown, more: Parameters<typeof subject>[0] = {}) {
  const { verify, asked } = scriptedVerify(reply);
  const given = subject({ item: free, material: '', response: 'Whale oil, at first.', ...more });
  return { found: await agreesWithReference.check(given, verify), asked };
}

describe('an answer held against the reference', () => {
  it('is kept where it agrees; the agent sees question, reference and answer and no material', async () => {
    const { found, asked } = await finding({ why: 'It does.', agreesWithReference: true });
    expect(found).toBeNull();
    expect(asked).toHaveLength(1);
    expect(asked[0]).toMatchObject({ agent: 'agrees-with-reference', material: '' });
    expect(JSON.parse(asked[0]?.item ?? '')).toEqual({
      question: 'What did the lamp burn at first?',
      reference: 'It burned whale oil.',
      answer: 'Whale oil, at first.',
    });
  });

  it.each([
    ['not-common-knowledge', ''],
    ['reference-disputed', 'The lamp burned whale oil.'],
  ])('is dropped as %s where it disagrees and the material is %j', async (reason, material) => {
    const { found } = await finding({ why: 'It says gas.', agreesWithReference: false }, { material });
    expect(found).toMatchObject({ reason, detail: 'It says gas.' });
  });

  it('is dropped under a reason of its own where nobody could tell', async () => {
    expect((await finding(undefined)).found).toMatchObject({ reason: 'unverified-empty' });
  });

  it.each([
    ['has a key', itemOf('short', { answer: 'oil', alternatives: [], reference: 'Oil.' })],
    ['has no reference', itemOf('free', { points: ['oil'] })],
    ['has an odd reference', itemOf('free', { points: ['oil'], reference: 7 })],
  ])('is not asked of an item that %s', async (_, item) => {
    const { found, asked } = await finding(undefined, { item });
    expect({ found, asked }).toEqual({ found: null, asked: [] });
  });
});
