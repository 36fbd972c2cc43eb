import { describe, expect, test } from 'vitest';
import { itemOf, scriptedVerify, subject } from './check.fixture.ts';
import { numbersSupported } from './numbers-supported.ts';

const DATA =
  'Visits to an invented museum.\n\nsite,year,visitors,staff\nNorth,2021,1200,8\nSouth,2021,800,5\nEast,2022,1513,7';

async function run(response: string, ...replies: unknown[]) {
  const { verify, asked } = scriptedVerify(...replies);
  const given = subject({
    item: itemOf('free', { points: [] }),
    material: DATA,
    question: 'In 60 words, please.',
    response,
  });
  return { finding: await numbersSupported.check(given, verify), asked };
}

describe('numbersSupported', () => {
  test.each([
    'North had 1,200 visitors and 8 staff.',
    'The three sites counted 3,513 together.',
    'East had 313 visitors more than North.',
    'Here are the 60 words that you wanted.',
    'It came 1st of 3.',
  ])('asks nobody about %j', async (response) => expect(await run(response)).toEqual({ finding: null, asked: [] }));

  test('asks about what it cannot trace, with the words round it, and keeps what the agent lets hold', async () => {
    const { finding, asked } = await run('South fell short of 950 by far.', { unsupported: [] });
    expect(finding).toBeNull();
    expect(asked).toMatchObject([{ agent: 'numbers-supported', material: DATA }]);
    expect(JSON.parse(asked[0]?.item ?? '')).toMatchObject({
      figures: [{ figure: '950', words: 'South fell short of 950 by far.' }],
    });
  });

  test.each([
    ['a wrong cell', 'North had 1,400 visitors.', '1,400'],
    ['a wrong total', 'All sites together: 3,613.', '3,613'],
    ['a wrong share', 'North has 44.7% of them.', '44.7%'],
    ['a year from nowhere', 'Since 2017 it has grown.', '2017'],
  ])('drops %s that the agent rejects', async (_, response, figure) => {
    const { finding } = await run(response, { unsupported: [{ figure, why: 'the data give another' }] });
    expect(finding).toEqual({ reason: 'unsupported-numbers', detail: `${figure}: the data give another` });
  });

  test('drops without a call what is full of numbers from nowhere, and what nobody can judge', async () => {
    const many = Array.from({ length: 30 }, (_, at) => `${7001 + 17 * at}.37`).join(' and ');
    expect(await run(many)).toMatchObject({ finding: { reason: 'unsupported-numbers' }, asked: [] });
    expect((await run('North had 1,400.')).finding?.reason).toBe('unverified-empty');
  });
});
