import { describe, expect, test } from 'vitest';
import { buildIndex, type Indexed } from './build-index.ts';
import { termsOf } from './terms.ts';
import { createVocabulary, MOST_TERMS } from './vocabulary.ts';

const document = (id: string, text: string, title: string | null = null): Indexed => ({
  id,
  text,
  title,
  source: 'folder/file.txt',
  kind: 'text',
});

const LAMPS = [
  document('a', 'The lamp on the pier burned whale oil until the harbour was wired.'),
  document('b', 'Whale song carries for hundreds of miles, and nobody on the pier hears it.'),
  document('c', 'Bread dough rises twice, and the oven has to be hot before it goes in.'),
  document('d', 'The harbour office keeps a list of every lamp that was ever lit.', 'Whale oil'),
];

const idsOf = (hits: { id: string }[]) => hits.map(({ id }) => id);

describe('termsOf', () => {
  test.each([
    ['Whale-oil, 1901!', ['whale', 'oil', '1901']],
    ['L’été à Évry', ['l', 'été', 'à', 'évry']],
    ['ＦＵＬＬ width', ['full', 'width']],
    ['हिन्दी में', ['हिन्दी', 'में']],
    ['鲸油灯', ['鲸油', '油灯']],
    ['灯', ['灯']],
    ['東京タワーでlamp', ['東京', '京タ', 'タワ', 'ワー', 'ーで', 'lamp']],
    ['등대 기름', ['등대', '기름']],
    ['… — !', []],
  ])('%j', (text, terms) => expect(termsOf(text)).toEqual(terms));

  test('cuts what is no word', () => expect(termsOf('x'.repeat(5000))[0]).toHaveLength(40));
});

describe('buildIndex', () => {
  const index = buildIndex(LAMPS);

  test('finds what shares telling terms, best first', () => {
    expect(idsOf(index.search('Which lamp burned whale oil?', 3))[0]).toBe('a');
    expect(idsOf(index.search('rising dough', 3))).toEqual(['c']);
    expect(idsOf(index.search('whale oil', 2))).toContain('d');
  });

  test('leaves out those not wanted, what shares nothing, and all beyond the most asked for', () => {
    expect(idsOf(index.search('lamp oil', 4, { not: ['a'] }))).toEqual(['d']);
    expect(index.search('submarine', 4)).toEqual([]);
    expect(index.search('?!', 4)).toEqual([]);
    expect(index.search('lamp', 1)).toHaveLength(1);
    expect(index.search('lamp', 0)).toEqual([]);
  });

  test('gives equal scores by id, in whatever order the documents came', () => {
    const twins = ['z', 'm', 'b', 'q'].map((id) => document(id, 'A lamp on a pier.'));
    for (const given of [twins, twins.toReversed()]) {
      expect(idsOf(buildIndex(given).search('lamp', 4))).toEqual(['b', 'm', 'q', 'z']);
    }
    const query = 'the harbour lamp and whale oil';
    expect(buildIndex(LAMPS.toReversed()).search(query, 4)).toEqual(index.search(query, 4));
  });

  test('is told by its ids: order aside, once each', () => {
    expect(buildIndex(LAMPS.toReversed()).hash).toBe(index.hash);
    expect(buildIndex([...LAMPS, ...LAMPS]).size).toBe(4);
    expect(buildIndex([...LAMPS, ...LAMPS]).hash).toBe(index.hash);
    expect(buildIndex(LAMPS.slice(1)).hash).not.toBe(index.hash);
    expect(index.hash).toMatch(/^[0-9a-f]{64}$/);
  });

  test('does not search for what nearly all documents hold, unless there is nothing else', () => {
    const many = Array.from({ length: 40 }, (_, at) =>
      document(`n${at}`, `und der Kran ${at % 2 ? 'dreht' : 'steht'}`),
    );
    const german = buildIndex([...many, document('x', 'Fische')]);
    expect(idsOf(german.search('und der Fische', 5))).toEqual(['x']);
    expect(german.search('und der', 5)).toHaveLength(5);
  });

  test('finds by pairs of characters where there are no spaces', () => {
    const chinese = buildIndex([document('a', '码头上的灯烧鲸油。'), document('b', '面团要发酵两次。')]);
    expect(idsOf(chinese.search('鲸油是什么', 2))).toEqual(['a']);
  });

  test('finds a document by what it says of its own, whatever stands around it', () => {
    const query = `${'the harbour lamp on the pier '.repeat(50)} dough`;
    expect(idsOf(index.search(query, 4, { not: ['a', 'd'] })).toSorted()).toEqual(['b', 'c']);
    expect(index.search(`${'x '.repeat(5000)} dough`, 3)).toEqual([]);
    expect(index.search('constructor __proto__ toString '.repeat(9000), 3)).toEqual([]);
  });

  test('takes an empty set', () => {
    const empty = buildIndex([]);
    expect([empty.size, empty.search('lamp', 3)]).toEqual([0, []]);
  });
});

describe('createVocabulary', () => {
  const counted = (counts: Record<string, number>) => {
    const vocabulary = createVocabulary();
    for (const [term, count] of Object.entries(counts)) for (let at = 0; at < count; at++) vocabulary.note([term]);
    return vocabulary;
  };

  test('puts rare terms first, and those of the query alone last', () => {
    const vocabulary = counted({ lamp: 3, oil: 2, only: 1, the: 40 });
    expect(vocabulary.telling(['the', 'lamp', 'only', 'oil', 'absent'], 40, 1)).toEqual(['oil', 'lamp', 'only']);
    expect(vocabulary.telling(['the'], 40, 1)).toEqual(['the']);
  });

  test('stops where terms are many, or lead to too many documents', () => {
    const many = Object.fromEntries(Array.from({ length: MOST_TERMS + 9 }, (_, at) => [`t${at}`, 1]));
    expect(counted(many).telling(Object.keys(many), 100, 0)).toHaveLength(MOST_TERMS);
    const wide = counted({ a: 9000, b: 10_000, c: 13_000 });
    expect(wide.telling(['c', 'b', 'a'], 100_000, 0)).toEqual(['a', 'b']);
  });

  test('keeps its own copy of a term', () => {
    const vocabulary = createVocabulary();
    expect(vocabulary.own('grundstücksverkehrsgenehmigung 灯')).toBe('grundstücksverkehrsgenehmigung 灯');
  });
});
