import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { decideRows, type Told } from '../../../test/curated.ts';
import { draw } from '../../text/draw.ts';
import { sign, similarityOf } from '../../text/minhash.ts';
import { farthestFirst } from './farthest-first.ts';
import { Prints } from './prints.ts';
import { shareOut } from './share-out.ts';

describe('shareOut', () => {
  it.each([
    [
      10,
      [
        [5, 1],
        [5, 1],
      ],
      [5, 5],
    ],
    [
      10,
      [
        [100, 3],
        [100, 1],
      ],
      [8, 2],
    ],
    [
      10,
      [
        [2, 1],
        [100, 1],
        [100, 1],
      ],
      [2, 4, 4],
    ],
    [
      7,
      [
        [100, 1],
        [100, 1],
      ],
      [4, 3],
    ],
    [
      10,
      [
        [3, 1],
        [4, 1],
      ],
      [3, 4],
    ],
    [
      10,
      [
        [100, 0],
        [4, 1],
      ],
      [0, 4],
    ],
    [0, [[3, 1]], [0]],
    [5, [], []],
  ] as [number, [number, number][], number[]][])('%i among %j', (wanted, groups, shares) => {
    expect(
      shareOut(
        wanted,
        groups.map(([size, weight]) => ({ size, weight })),
      ),
    ).toEqual(shares);
  });

  it('gives what is wanted, or all there is, and no group more than it has', () => {
    const group = fc.record({ size: fc.nat(50), weight: fc.integer({ min: 1, max: 9 }) });
    fc.assert(
      fc.property(fc.nat(200), fc.array(group, { maxLength: 8 }), (wanted, groups) => {
        const shares = shareOut(wanted, groups);
        const all = groups.reduce((sum, { size }) => sum + size, 0);
        expect(shares.reduce((sum, share) => sum + share, 0)).toBe(Math.min(wanted, all));
        for (const [at, share] of shares.entries()) expect(share).toBeLessThanOrEqual(groups[at]?.size ?? 0);
      }),
    );
  });
});

/** A text of its own, or nearly that of a cluster. */
function text(name: string, cluster?: string): string {
  const words = (of: string, count: number) => {
    const own = draw('sample', of);
    return Array.from({ length: count }, () => `w${own.index(1e9).toString(36)}`).join(' ');
  };
  return cluster === undefined ? words(name, 60) : `${words(cluster, 120)} ${words(name, 6)}`;
}

describe('prints', () => {
  it('tell how alike texts are', () => {
    const prints = new Prints();
    const texts = [text('a'), text('b', 'c'), text('d', 'c'), text('a')];
    for (let more = 0; more < 3000; more++) prints.add(`filler ${more}`);
    for (const each of texts) prints.add(each);
    expect(prints.same(3000, 3003)).toBe(64);
    expect(prints.same(3000, 3001)).toBeLessThan(5);
    const [one, other] = [sign(texts[1] ?? ''), sign(texts[2] ?? '')];
    const alike = one && other ? similarityOf(one, other) : 0;
    expect(prints.same(3001, 3002) / 64).toBeGreaterThan(alike - 0.2);
    expect(prints.same(3001, 3002)).toBe(prints.same(3002, 3001));
  });
});

describe('farthestFirst', () => {
  it('takes one of each cluster before it takes a second of any', () => {
    const prints = new Prints();
    const clusters = ['one', 'two', 'three', 'four'];
    const members = clusters.flatMap((cluster, at) =>
      Array.from({ length: 25 }, (_, copy) => {
        prints.add(text(`${cluster} ${copy}`, cluster));
        return at * 25 + copy;
      }),
    );
    const taken = [...farthestFirst(members, 4, prints, () => true)];
    expect(new Set(taken.map((row) => Math.floor(row / 25))).size).toBe(4);
  });

  it('takes as many as are wanted from many blocks, none twice, and passes over what is refused', () => {
    const prints = new Prints();
    const members = Array.from({ length: 3000 }, (_, at) => at);
    for (const at of members) prints.add(text(`m${at}`));
    const taken = [...farthestFirst(members, 700, prints, (row) => row % 3 !== 0)];
    expect(taken).toHaveLength(700);
    expect(new Set(taken).size).toBe(700);
    expect(taken.some((row) => row % 3 === 0)).toBe(false);
    expect([...farthestFirst(members, 5000, prints, () => true)]).toHaveLength(3000);
    expect([...farthestFirst([], 5, prints, () => true)]).toEqual([]);
  });
});

describe('the step', () => {
  const rows = (count: number, skill: string, type: string, more: Partial<Told> = {}): Told[] =>
    Array.from({ length: count }, (_, at) => {
      const name = `${skill} ${type} ${at}`;
      return { name, skill, type, question: text(`q ${name}`), answer: text(`a ${name}`), ...more };
    });
  const counts = (names: readonly string[]) => {
    const groups = Map.groupBy(names, (name) => name.replace(/ \d+$/, ''));
    return Object.fromEntries([...groups].map(([name, own]) => [name, own.length]));
  };

  test('keeps what is rare and cuts what is common', async () => {
    const all = [...rows(60, 'x', 'common'), ...rows(3, 'x', 'rare'), ...rows(30, 'y', 'only')];
    const { in: kept, out, books } = await decideRows(all, [{ step: 'sample', rows: 31 }]);
    expect(counts(kept)).toEqual({ 'x common': 18, 'x rare': 3, 'y only': 10 });
    expect(out[0]).toMatchObject({
      step: 'sample',
      reason: 'not-sampled',
      detail: 'It is not among the 31 rows drawn',
    });
    expect(books).toMatchObject({
      rows: { before: 93, after: 31 },
      steps: [{ rows: 93, left: { 'not-sampled': 62 } }],
    });
    const even = await decideRows(all, [{ step: 'sample', rows: 20, skills: 'even', types: 'proportional' }]);
    expect(counts(even.in)).toEqual({ 'x common': 10, 'y only': 10 });
    const named = await decideRows(all, [{ step: 'sample', rows: 20, skills: { y: 1 } }]);
    expect(counts(named.in)).toEqual({ 'y only': 20 });
  });

  test('draws the same rows again, leaves all where there are no more, and counts only those that stay', async () => {
    const all = rows(40, 'x', 'a');
    const once = await decideRows(all, [{ step: 'sample', rows: 10 }]);
    expect((await decideRows(all, [{ step: 'sample', rows: 10 }])).in).toEqual(once.in);
    expect((await decideRows(all, [{ step: 'sample', rows: 50 }])).out).toEqual([]);
    const refusing = [...all, ...rows(20, 'x', 'b', { answer: "I'm sorry, but I can't help with that." })];
    const drawn = await decideRows(refusing, [{ step: 'flags' }, { step: 'sample', rows: 30 }]);
    expect(counts(drawn.in)).toEqual({ 'x a': 30 });
  });

  test('takes so many of a document at most', async () => {
    const all = [...rows(20, 'x', 'a', { source: 'long.md' }), ...rows(6, 'x', 'b', { source: 'short.md' })];
    const { in: kept } = await decideRows(all, [{ step: 'sample', rows: 26, perSource: 4 }]);
    expect(counts(kept)).toEqual({ 'x a': 4, 'x b': 4 });
  });

  test('gives others what a document has too few of, and shares a document among types', async () => {
    const each = (type: string) => rows(60, 'x', type).map((row, at): Told => ({ ...row, source: `${type} ${at}.md` }));
    const full = await decideRows(
      [...rows(60, 'x', 'a', { source: 'long.md' }), ...each('b')],
      [{ step: 'sample', rows: 20, perSource: 5 }],
    );
    expect(counts(full.in)).toEqual({ 'x a': 5, 'x b': 15 });
    const shared = ['a', 'b', 'c'].flatMap((type) => rows(30, 'x', type, { source: 'long.md' }));
    const drawn = await decideRows(shared, [{ step: 'sample', rows: 60, perSource: 9 }]);
    expect(counts(drawn.in)).toEqual({ 'x a': 3, 'x b': 3, 'x c': 3 });
  });
});
