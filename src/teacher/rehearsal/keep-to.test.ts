import { describe, expect, test } from 'vitest';
import { demandOf } from '../../check/constraints/catalogue.ts';
import { keepTo } from './keep-to.ts';

const TEXT =
  'The ferry left at six, and nobody had told the baker! He stood there, however, with all of his bread, for an hour.';

describe('keepTo', () => {
  test.each<[string, Record<string, unknown>]>([
    ['words', { least: 0, most: 8 }],
    ['paragraphs', { least: 3, most: 3 }],
    ['include-words', { words: ['kettle', 'above all'], times: 1 }],
    ['include-words', { words: ['kettle'], times: 2 }],
    ['forbid-words', { words: ['ferry', 'however'] }],
    ['begin-with', { phrase: 'Put simply' }],
    ['end-with', { phrase: 'for once.' }],
    ['postscript', { label: 'P.S.' }],
    ['title', {}],
    ['without-marks', { marks: [','] }],
    ['lower-case', {}],
  ])('reads a wording of %s %j and keeps to it', async (id, parameters) => {
    const demand = demandOf(id, parameters);
    const met = await Promise.all(
      (demand?.says ?? []).map(async (words) => (await demand?.breach(keepTo(TEXT, words), '')) === null),
    );
    expect(met).toContain(true);
    expect(await demand?.breach(TEXT, '')).not.toBeNull();
  });

  test('leaves a text alone that nothing is required of', () => expect(keepTo(TEXT, 'Why did it leave?')).toBe(TEXT));
});
