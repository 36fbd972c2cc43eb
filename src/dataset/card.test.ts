import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { pairOf } from '../../test/pairs.ts';
import { itemOf } from '../check/check.fixture.ts';
import { type CardFacts, renderCard } from './card.ts';
import { hubLicense } from './licenses.ts';
import { chooseRows, createSelection, type Quota } from './select.ts';

const ITEM = itemOf('free', {});

import type { DatasetSummary } from './write-dataset.ts';

const SUMMARY: DatasetSummary = {
  splits: [
    { name: 'train', rows: 1200, files: ['data/train-00000-of-00001.parquet'], tools: false },
    { name: 'test', rows: 34, files: ['data/test-00000-of-00001.parquet'], tools: false },
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
  documents: 70,
  curation: null,
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
  test('tells what curation did, and which rows are not our own', () => {
    expect(renderCard(SUMMARY, FACTS)).not.toContain('## Curation');
    const step = {
      step: 'duplicates',
      says: 'a|b',
      rows: 1300,
      left: { duplicate: 100, 'duplicate-response': 2 },
      added: {},
      found: {},
    };
    const mix = {
      step: 'mix',
      says: 'orca 3%',
      rows: 1198,
      left: {},
      added: { orca: 36 },
      found: { 'a turn is empty': 1 },
    };
    const curation = { rows: { before: 1300, after: 1234 }, steps: [step, mix] };
    const card = renderCard({ ...SUMMARY, curation }, FACTS);
    expect(card).toContain(
      '1,234 instruction-tuning conversations, 1,198 of them made from 390 passages of 70 documents',
    );
    expect(card).toContain('36 come from other datasets');
    expect(card).toContain('1,300 rows went in, 1,234 are here');
    expect(card).toContain('| duplicates: a\\|b | 1300 | duplicate 100, duplicate-response 2 |  |');
    expect(card).toContain('| mix: orca 3% | 1198 | none | orca 36; a turn is empty 1 |');
  });

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
    [['GPL-3.0-only', 'CC-BY-SA-4.0'], 'other', 'mixed-see-license-column'],
    [['GPL-3.0-or-later'], 'gpl-3.0', undefined],
    [['CC-BY-3.0'], 'cc-by-3.0', undefined],
    [['CC-BY-NC-SA-4.0'], 'cc-by-nc-sa-4.0', undefined],
    [['ODbL-1.0'], 'odbl', undefined],
    [['PDDL-1.0', 'CC0-1.0', 'Public domain in the USA (Project Gutenberg)'], 'cc0-1.0', undefined],
    [['MIT', 'see LICENSE'], 'other', 'mixed-or-unknown'],
    [['CC0-1.0', 'none'], 'other', 'mixed-or-unknown'],
    [[], 'other', 'mixed-or-unknown'],
  ])('%j asks for %s', (licenses, license, name) => {
    expect(hubLicense(licenses)).toEqual(name === undefined ? { license } : { license, name });
  });
});

test('the card says what the licences of seeds ask, and of how many rows', () => {
  const license = { 'CC0-1.0': 5, 'CC-BY-SA-4.0': 4, 'CC-BY-NC-4.0': 3, none: 2, 'CC-BY-ND-4.0': 1 };
  const card = renderCard({ ...SUMMARY, by: { ...SUMMARY.by, license } }, FACTS);
  for (const line of [
    '| CC0-1.0 | nothing | 5 |',
    '| CC-BY-SA-4.0 | attribution, share-alike | 4 |',
    '| CC-BY-NC-4.0 | attribution, non-commercial | 3 |',
    '| none | unknown | 2 |',
    '- 1 row is of seeds that forbid adaptations',
    '- 3 rows are of seeds that forbid commercial use (non-commercial).',
    '- 2 rows are of seeds that state no licence',
    '- 4 rows are of seeds that must be passed on under the same terms (share-alike).',
    '- 8 rows are of seeds that must be passed on with the names of their authors (attribution).',
  ])
    expect(card).toContain(line);
});

const quota = (rows: number, more: Partial<Quota> = {}): Quota => ({ rows, test: null, types: new Map(), ...more });

describe('selection', () => {
  const ofType = (id: string, type: string, source = 's') => {
    const pair = pairOf(id, source);
    return { ...pair, lineage: { ...pair.lineage, item: { ...ITEM, type } } };
  };

  test('gives each type its share first, and what is left to any', async () => {
    const pairs = ['a', 'b', 'c', 'd'].map((id, at) => ({ pair: ofType(id, at < 3 ? 'much' : 'rare') }));
    const wanted = new Map([['small', quota(3, { types: new Map([['much', 1]]) })]]);
    async function* placed() {
      yield* pairs;
    }
    expect(await chooseRows(placed, wanted, () => 'train')).toEqual([null, null, 'surplus', null]);
  });

  test('counts test rows apart where they are held out beside the rows', () => {
    const splitOf = ({ id }: { id: string }) => (id.startsWith('t') ? ('test' as const) : ('train' as const));
    const { consider, countOf } = createSelection(new Map([['small', quota(1, { test: 2 })]]), splitOf);
    expect(['t1', 'a', 't2', 'b', 't3'].map((id) => consider(pairOf(id)))).toEqual([
      null,
      null,
      null,
      'surplus',
      'surplus',
    ]);
    expect(countOf('small', 'train')).toEqual({ taken: 1, seen: 2 });
    expect(countOf('small', 'test')).toEqual({ taken: 2, seen: 3 });
  });

  test('test rows held out do not use up what a type may have of the rows', () => {
    const splitOf = ({ id }: { id: string }) => (id.startsWith('t') ? ('test' as const) : ('train' as const));
    const wanted = new Map([['small', quota(2, { test: 2, types: new Map([['much', 1]]) })]]);
    const { consider } = createSelection(wanted, splitOf);
    expect(['t1', 't2', 'a', 'b'].map((id) => consider(ofType(id, 'much')))).toEqual([null, null, null, 'over-share']);
  });

  test('takes the first of rows that ask the same, whatever they answer', () => {
    const { consider } = createSelection(null, () => 'train');
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
    const { consider } = createSelection(new Map([['small', quota(1)]]), () => 'train');
    const other = pairOf('c', 's', { lineage: { ...pairOf('c').lineage, skill: 'other' } });
    expect([pairOf('a'), pairOf('b'), other].map(consider)).toEqual([null, 'surplus', 'surplus']);
  });
});
