import { describe, expect, test } from 'vitest';
import { itemOf, scriptedVerify, subject } from './check.fixture.ts';
import { claimsSupported } from './claims-supported.ts';
import { headingsFollow, shownHeadings } from './headings-follow.ts';
import { namesAndNumbersOccur } from './names-and-numbers-occur.ts';

const SOURCE =
  'The board of the Harbour Trust met on 2031-03-04. Ines Roca asked for 1,250 crowns and twenty-four lamps. ' +
  'Later the European keepers, led by Jon Bly, agreed to wait until spring, since the old mill had burned down.';
const item = { ...itemOf('free', { points: ['x'] }), type: 'short' };
const given = (response: string, more = {}) =>
  subject({ material: SOURCE, item, question: 'Sum up in 40 words.', response, ...more });

describe('namesAndNumbersOccur', () => {
  const reason = async (response: string, more = {}) => {
    const { verify } = scriptedVerify();
    return (await namesAndNumbersOccur(['short']).check(given(response, more), verify))?.reason ?? null;
  };
  test.each([
    'In March 2031 the board met; Ines Roca wanted 1250 crowns and 24 lamps.',
    'The two matters were put to the HT and to Europe, in 40 words.',
    '# A Heading Of Its Own\n- Open Point: nothing.\n\nNext Steps: the keepers, under Bly, wait.',
    '**Decided**\nOn 4 March nothing was decided.',
    'Nobody is named here.',
    'They wait until Tuesday, 18 March 2031, that is 2031-03-18.',
  ])('keeps %j', async (response) => expect(await reason(response)).toBeNull());
  test.each([
    ['It asked for 1,350 crowns.', 'number-not-in-source'],
    ['There were 36 lamps.', 'number-not-in-source'],
    ['In 2029 the board met.', 'number-not-in-source'],
    ['The money went to Marta Quill, the keepers said.', 'name-not-in-source'],
    ['The board, as the Observatory had wished, waited.', 'name-not-in-source'],
  ])('drops %j', async (response, expected) => expect(await reason(response)).toBe(expected));
  test('leaves other types alone, and names where all nouns have capitals', async () => {
    expect(await reason('In 2029.', { item: { ...item, type: 'other' } })).toBeNull();
    const german =
      'Der Rat der alten Stadt gab dem Wärter die Lampe und das Öl, weil der Turm im Winter ohne Licht war.';
    expect(await reason('Der Rat gab dem Wärter auf dem Berg etwas.', { material: german })).toBeNull();
  });
});

describe('claimsSupported', () => {
  const run = async (more: object, ...replies: unknown[]) => {
    const { verify, asked } = scriptedVerify(...replies);
    return { finding: await claimsSupported(['short']).check(given('Ines Roca left.', more), verify), asked };
  };
  test('asks one agent for what the source does not carry', async () => {
    const { finding, asked } = await run({}, { unsupported: [] });
    expect(finding).toBeNull();
    expect(asked).toMatchObject([{ agent: 'unsupported-claims', material: SOURCE }]);
    expect(JSON.parse(asked[0]?.item ?? '')).toEqual({ task: 'Sum up in 40 words.', text: 'Ines Roca left.' });
  });
  test('drops what it lists, and what nobody can judge; leaves other types alone', async () => {
    const listed = { unsupported: [{ claim: 'left', why: 'she asked' }] };
    expect((await run({}, listed)).finding?.reason).toBe('unsupported-claim');
    expect((await run({})).finding?.reason).toBe('unverified-empty');
    expect(await run({ item: { ...item, type: 'other' } })).toEqual({ finding: null, asked: [] });
  });
});

describe('headingsFollow', () => {
  const headings = ['Site', 'Key figures', 'Remarks'].map((heading) => ({ heading, holds: 'something' }));
  const reason = async (response: string, instruction: Record<string, unknown> = { headings }) => {
    const { verify } = scriptedVerify();
    const checked = subject({ item: itemOf('free', instruction), response });
    return (await headingsFollow.check(checked, verify))?.reason ?? null;
  };
  test.each([
    '# Site\nNorth\n## Key figures\n12\n## Remarks\nnone',
    '**Site:** North\n**Key figures:**\n- 12\n**Remarks:** none',
    '1. Site\nNorth\n2. Key figures\n12\n3. Remarks\nnone',
  ])('keeps %j', async (response) => expect(await reason(response)).toBeNull());
  test.each([
    ['one is missing', '# Site\nNorth\n## Remarks\nnone', 'heading-missing'],
    ['they stand in another order', '# Key figures\n12\n# Site\nNorth\n# Remarks\nnone', 'heading-missing'],
    ['a part is empty', '# Site\n## Key figures\n12\n## Remarks\nnone', 'part-empty'],
    ['it is running text', 'The site is North and the key figures are 12.', 'heading-missing'],
  ])('drops a document where %s', async (_, response, expected) => expect(await reason(response)).toBe(expected));
  test('leaves items without headings alone, and shows them with what they hold', async () => {
    expect(await reason('x', {})).toBeNull();
    expect(shownHeadings({ headings })).toBe('- Site: something\n- Key figures: something\n- Remarks: something');
    expect(shownHeadings({})).toBe('');
  });
});
