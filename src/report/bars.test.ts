import { expect, test } from 'vitest';
import { barsOf } from './bars.ts';

type Figures = Parameters<typeof barsOf>[0];

/** Figures of a dataset that clears all bars, as far as they look at them. */
function figures(changes: object = {}): Figures {
  const parts = {
    rows: 1000,
    keys: { byOptions: { 4: { rows: 1000, places: [250, 260, 245, 245], longest: 300, inStem: 0 } }, agreement: {} },
    wording: { leaks: {}, openings: {}, responses: [{ words: 'a b c', share: 0.01 }], pleasing: 9, offers: 0 },
    shares: { looks: { small: { look: 'plain × none', share: 0.05 } }, perContent: { most: 15, seed: 's' }, cutOff: 0 },
    languages: { told: 100, same: 99, different: { 'en > fr': 1 } },
    checks: { drops: {}, hardest: { 'small/tell': { by: 'x: y', share: 0.4, items: 50 } } },
    coverage: [
      {
        skill: 'small',
        title: 'Small',
        types: [
          { id: 'tell', title: 'Tell', rows: 30 },
          { id: 'ask', title: 'Ask', rows: 60 },
        ],
      },
    ],
    ...changes,
  };
  return parts as never;
}

const missed = (changes: object) =>
  barsOf(figures(changes))
    .filter(({ ok }) => !ok)
    .map(({ id }) => id);

test.each([
  ['nothing', {}, []],
  [
    'key-places-4',
    { keys: { byOptions: { 4: { rows: 1000, places: [281, 240, 240, 239], longest: 0, inStem: 0 } } } },
    ['key-places-4'],
  ],
  [
    'key-longest-4',
    { keys: { byOptions: { 4: { rows: 1000, places: [250, 250, 250, 250], longest: 351, inStem: 1 } } } },
    ['key-longest-4', 'key-in-stem-4'],
  ],
  ['cut-off', { shares: { looks: {}, perContent: { most: 16, seed: 's' }, cutOff: 1 } }, ['per-content', 'cut-off']],
  [
    'looks',
    { shares: { looks: { small: { look: 'a', share: 0.09 } }, perContent: { most: 1, seed: null }, cutOff: 0 } },
    ['looks'],
  ],
  ['languages', { languages: { told: 100, same: 98, different: {} } }, ['languages']],
  ['checks', { checks: { hardest: { 'small/tell': { by: 'x: y', share: 0.41, items: 50 } } } }, ['checks']],
  [
    'rarest-type',
    {
      coverage: [
        {
          skill: 'small',
          types: [
            { id: 'tell', rows: 9 },
            { id: 'ask', rows: 31 },
          ],
        },
      ],
    },
    ['rarest-type'],
  ],
  [
    'wording',
    {
      wording: {
        leaks: { taxonomy: 2 },
        openings: { t: { words: 'w', share: 0.11, rows: 20 } },
        responses: [{ words: 'a', share: 0.03 }],
        pleasing: 11,
        offers: 11,
      },
    },
    ['leaks', 'openings', 'responses', 'pleasing', 'offers'],
  ],
])('%s', (_, changes, expected) => {
  expect(missed(changes)).toEqual(expected);
});

test('places of few keys are held to what chance gives', () => {
  expect(
    missed({ keys: { byOptions: { 4: { rows: 100, places: [32, 22, 23, 23], longest: 30, inStem: 0 } } } }),
  ).toEqual([]);
});

test('a share near its limit is told apart from it', () => {
  const languages = { told: 1000, same: 986, different: {} };
  const bar = barsOf(figures({ languages })).find(({ id }) => id === 'languages');
  expect(bar).toMatchObject({ ok: false, found: '98.6 %', limit: 'at least 99 %' });
});
