import { describe, expect, test } from 'vitest';
import { BUILT } from './built.fixture.ts';
import { CONSTRAINTS, demandOf } from './catalogue.ts';
import { WORDED } from './worded.fixture.ts';

const CASES = [...BUILT, ...WORDED];

describe('the constraints', () => {
  test('are all held against answers here', () => {
    expect([...new Set(CASES.map(([id]) => id))].sort()).toEqual([...CONSTRAINTS.keys()].sort());
  });

  test.each(CASES)('%s %j', async (id, parameters, met, unmet, material = '') => {
    const demand = demandOf(id, parameters);
    if (!demand) throw new Error('the parameters do not fit');
    for (const response of met) expect([response, await demand.breach(response, material)]).toEqual([response, null]);
    for (const [response, why] of unmet) expect(await demand.breach(response, material)).toMatch(why);
  });

  test('are at least 36, and at most half of the kinds are among the 25 of IFEval', () => {
    const known = `words sentences paragraphs bullets title json-fields sections two-versions bold-phrases include-words
      forbid-words forbid-letter begin-with end-with paragraph-first-word lower-case upper-case capital-words without-marks
      all-quoted gaps-to-fill language postscript`.split(/\s+/);
    expect(known.filter((id) => !CONSTRAINTS.has(id))).toEqual([]);
    expect(CONSTRAINTS.size).toBeGreaterThanOrEqual(36);
    expect(known.length * 2).toBeLessThanOrEqual(CONSTRAINTS.size);
  });

  test.each([
    ['words', { least: 9, most: 3 }],
    ['words', { most: 3 }],
    ['words', null],
    ['include-words', { words: [], times: 1 }],
    ['forbid-letter', { letter: 'ab' }],
    ['json-fields', { names: ['a"b'] }],
    ['bullets', { count: 1e9 }],
    ['title', { more: 1 }],
    ['nothing', {}],
    ['constructor', {}],
  ])('%s refuses the parameters %j', (id, parameters) => expect(demandOf(id, parameters)).toBeNull());
});
