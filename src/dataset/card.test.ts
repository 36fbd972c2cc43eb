import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { pairOf } from '../../test/pairs.ts';
import { type CardFacts, renderCard } from './card.ts';
import { hubLicense } from './licenses.ts';
import { createSelection } from './select.ts';
import type { DatasetSummary } from './write-dataset.ts';

const SUMMARY: DatasetSummary = {
  splits: [
    { name: 'train', rows: 1200, files: ['data/train-00000-of-00001.parquet'] },
    { name: 'test', rows: 34, files: ['data/test-00000-of-00001.parquet'] },
  ],
  leftOut: { duplicate: 5, surplus: 6 },
  by: {
    skill: { small: 1234 },
    type: { 'a|b': 1000, plain: 234 },
    transform: {},
    goal: {},
    language: { en: 1000, none: 234 },
    license: { 'CC0-1.0': 1234 },
    source: Object.fromEntries(
      Array.from({ length: 70 }, (_, at) => [`s${String(at).padStart(2, '0')}.txt`, at < 60 ? 20 : 3]),
    ),
  },
  meanAgreement: null,
  seeds: 390,
};
const FACTS: CardFacts = {
  name: 'Data: "quoted" # and more',
  teacher: 'm',
  rehearsal: false,
  skills: [{ id: 'small', title: 'Small', summary: 'For tests' }],
  runSeed: '0',
  command: 'agentinstruct generate docs',
  version: '1.0.0',
  seeds: { files: 3, seeds: 400 },
  items: 1300,
  drops: { verify: { duplicate: 55 } },
  calls: 5000,
  tokens: { prompt: 1_000_000, completion: 2000, estimated: true },
  complete: true,
};

describe('card', () => {
  test('begins with YAML that the hub reads', () => {
    const [, head = ''] = renderCard(SUMMARY, FACTS).split('---\n');
    expect(parse(head)).toMatchObject({
      pretty_name: FACTS.name,
      language: ['en'],
      license: 'cc0-1.0',
      size_categories: ['1K<n<10K'],
      configs: [
        {
          config_name: 'default',
          data_files: [
            { split: 'train', path: 'data/train-*' },
            { split: 'test', path: 'data/test-*' },
          ],
        },
      ],
    });
  });

  test('tells true numbers, and that it is unfinished or a rehearsal only where it is', () => {
    const card = renderCard(SUMMARY, FACTS);
    for (const text of [
      '1,234 instruction-tuning',
      '390 passages of',
      '10 more passages were read and gave no row',
      '5 duplicates, 6 beyond',
      '| verify | duplicate | 55 |',
      '5,000 calls, 1,000,000 prompt',
      '(partly estimated)',
    ])
      expect(card).toContain(text);
    expect(card).not.toMatch(/Unfinished|Rehearsal/);
    expect(renderCard(SUMMARY, { ...FACTS, complete: false, rehearsal: true })).toMatch(
      /Rehearsal data[\s\S]*Unfinished/,
    );
  });

  test('escapes what would break a table, and says how many lines it left out', () => {
    const card = renderCard(SUMMARY, FACTS);
    expect(card).toContain('| a\\|b | 1000 |');
    expect(card).toContain('| 10 more | 30 |');
    expect(card).not.toContain('s60.txt');
  });
});

describe('licences', () => {
  test.each([
    [['CC0-1.0', 'public domain'], 'cc0-1.0', undefined],
    [['CC0-1.0', 'CC-BY-3.0'], 'cc-by-4.0', undefined],
    [['CC-BY-4.0', 'CC-BY-SA-4.0'], 'cc-by-sa-4.0', undefined],
    [['MIT', 'mit'], 'mit', undefined],
    [['CC-BY-NC-SA-4.0', 'CC0-1.0'], 'other', 'non-commercial-seeds'],
    [['CC-BY-ND-4.0'], 'other', 'no-derivatives-seeds'],
    [['GPL-3.0', 'CC-BY-SA-4.0'], 'other', 'mixed-see-license-column'],
    [['CC0-1.0', 'none'], 'other', 'mixed-or-unknown'],
    [[], 'other', 'mixed-or-unknown'],
  ])('%j asks for %s', (licenses, license, name) => {
    expect(hubLicense(licenses)).toEqual(name === undefined ? { license } : { license, name });
  });
});

describe('selection', () => {
  test('takes the first of rows that ask the same, whatever they answer', () => {
    const { consider } = createSelection(null);
    const asking = (id: string, content: string) =>
      pairOf(id, 's', {
        messages: [
          { role: 'user', content },
          { role: 'assistant', content: id },
        ],
      });
    expect([asking('1', 'Why so?'), asking('2', 'why  SO'), asking('3', 'Why not?')].map(consider)).toEqual([
      null,
      'duplicate',
      null,
    ]);
  });

  test('fills each quota in order; a skill without one gives nothing', () => {
    const { consider } = createSelection(new Map([['small', 1]]));
    const other = pairOf('c', 's', { lineage: { ...pairOf('c').lineage, skill: 'other' } });
    expect([pairOf('a'), pairOf('b'), other].map(consider)).toEqual([null, 'surplus', 'surplus']);
  });
});
