import { describe, expect, test } from 'vitest';
import { itemOf, scriptedVerify, subject } from './check.fixture.ts';
import type { Check } from './check.ts';
import { claimsSupported } from './claims-supported.ts';
import { extractionMatches } from './extraction-matches.ts';
import { headingsFollow } from './headings-follow.ts';
import { jsonValidates, outlineFits } from './json-validates.ts';
import { namesAndNumbersOccur } from './names-and-numbers-occur.ts';
import { numbersSupported } from './numbers-supported.ts';
import { spansOccur } from './spans-occur.ts';

const field = (name: string, type: string) => ({ name, type, choices: [], required: false, description: name });
const INSTRUCTIONS = [
  {},
  { outline: 'none', extraction: 7, columns: {}, rows: null, headings: [], answer: { a: 1 }, evidence: 'x' },
  {
    outline: [field('a[]', 'quote'), field('b.c', 'number')],
    extraction: '{"a": ["x"], "b": {"c": 1}}',
    answer: ['x'],
  },
  { outline: [field('constructor', 'text'), field('toString', 'text')], extraction: '[[[' },
  {
    columns: ['A', 'B'],
    rows: [
      ['1', '2'],
      ['3', '4'],
    ],
  },
  {
    headings: [
      { heading: '.*', holds: 'x' },
      { heading: '((((', holds: 'x' },
      { heading: 'C++', holds: 'x' },
    ],
  },
];
const LONG = 60_000;
const RESPONSES = [
  '',
  '\0\0\0',
  '['.repeat(LONG),
  '{"a":'.repeat(2000),
  '1,'.repeat(LONG / 2),
  '1 000 '.repeat(LONG / 6),
  '|'.repeat(LONG),
  `| a | b |\n${'|-'.repeat(LONG / 2)}`,
  '"'.repeat(LONG),
  'Aa Bb '.repeat(LONG / 6),
  'A of the '.repeat(LONG / 9),
  `${'a: '.repeat(LONG / 3)}\n`,
  '“'.repeat(LONG / 2) + '”'.repeat(LONG / 2),
  '\ud800 \udfff 1.2e999 Infinity NaN',
  '{"a": ["x"], "b": null, "__proto__": {"c": 1}}',
];
const CHECKS: Check[] = [
  outlineFits,
  jsonValidates,
  spansOccur('item', ['t']),
  spansOccur('response', ['t']),
  extractionMatches,
  namesAndNumbersOccur(['t']),
  claimsSupported(['t']),
  headingsFollow,
  numbersSupported,
];

describe.each(CHECKS)('$id at $at', (check) => {
  test('throws at nothing that a model may write', async () => {
    for (const instruction of INSTRUCTIONS) {
      for (const response of RESPONSES) {
        const { verify } = scriptedVerify();
        const given = subject({ item: itemOf('free', instruction), material: response.slice(0, 9000), response });
        const finding = await check.check(given, verify);
        expect(finding === null || /^[a-z][a-z-]+$/.test(finding.reason)).toBe(true);
      }
    }
  }, 60_000);
});
