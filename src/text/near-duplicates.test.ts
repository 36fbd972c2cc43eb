import { describe, expect, it } from 'vitest';
import { draw } from './draw.ts';
import { PERMUTATIONS, sign, signatureOf, similarityOf } from './minhash.ts';
import { NearDuplicates } from './near-duplicates.ts';
import { shinglesOf } from './shingles.ts';

const random = draw('near-duplicates');

/** A text of words that no other text has. */
function text(name: string, words = 200): string[] {
  const own = random.at(name);
  return Array.from({ length: words }, () => `w${own.index(1e9).toString(36)}`);
}

/** With every nth word another. */
function changed(words: readonly string[], every: number): string {
  return words.map((word, at) => (at % every === every - 1 ? `other${at}` : word)).join(' ');
}

function jaccard(a: string, b: string): number {
  const [x, y] = [new Set(shinglesOf(a)), new Set(shinglesOf(b))];
  const shared = [...x].filter((each) => y.has(each)).length;
  return shared / (x.size + y.size - shared);
}

function signed(text: string) {
  const signature = sign(text);
  if (!signature) throw new Error('no word in it');
  return signature;
}

describe('shinglesOf', () => {
  it('goes by words, not by case, marks and spacing', () => {
    expect(shinglesOf('The cat, the DOG - and\nthe bird.')).toEqual(shinglesOf('the cat the dog and the bird'));
    expect(shinglesOf('One two three four five six')).toHaveLength(2);
    expect(shinglesOf('Größe ist  alles')).toHaveLength(1);
    expect(shinglesOf(' … -- ')).toHaveLength(0);
  });

  it('takes characters where a script has no spaces', () => {
    expect(shinglesOf('河流穿过老城')).toHaveLength(2);
    expect(shinglesOf('กขคงจฉ')).toHaveLength(2);
    expect(shinglesOf('서울은 대한민국의 수도')).toHaveLength(1);
  });

  it('tells the order of words', () => {
    expect(shinglesOf('a b c d e')).not.toEqual(shinglesOf('b a c d e'));
  });
});

describe('signatures', () => {
  it('estimate the Jaccard index without leaning to either side', () => {
    let [off, worst] = [0, 0];
    for (let at = 0; at < 60; at++) {
      const words = text(`estimate ${at}`);
      const other = changed(words, 8 + at);
      const error = similarityOf(signed(words.join(' ')), signed(other)) - jaccard(words.join(' '), other);
      off += error / 60;
      worst = Math.max(worst, Math.abs(error));
    }
    expect(Math.abs(off)).toBeLessThan(0.02);
    expect(worst).toBeLessThan(0.16);
  });

  it('are the same on every machine, and for a set in any order', () => {
    expect([...signed('one two three four five six seven').slice(0, 8)]).toMatchInlineSnapshot(`
      [
        195,
        166,
        45,
        238,
        6,
        240,
        228,
        188,
      ]
    `);
    const hashes = shinglesOf(text('order').join(' '));
    expect(signatureOf(hashes.toReversed())).toEqual(signatureOf(hashes));
    expect(signatureOf(hashes)).toHaveLength(PERMUTATIONS);
  });
});

describe('NearDuplicates', () => {
  it('finds what is alike and names the first it is like', () => {
    const near = new NearDuplicates<string>();
    const words = text('first');
    expect(near.add('first', signed(words.join(' ')))).toBeNull();
    expect(near.add('other', signed(text('other').join(' ')))).toBeNull();
    expect(near.add('same', signed(words.join('\n').toUpperCase()))).toEqual({ of: 'first', similarity: 1 });
    const edited = near.add('edited', signed(changed(words, 100)));
    expect(edited?.of).toBe('first');
    expect(edited?.similarity).toBeCloseTo(jaccard(words.join(' '), changed(words, 100)), 1);
    expect(near.size).toBe(2);
  });

  it('finds nearly all pairs at 0.9 and none at 0.6 among thousands', () => {
    const near = new NearDuplicates<number>();
    const texts = Array.from({ length: 3000 }, (_, at) => text(`${at}`, 120));
    for (const [at, words] of texts.entries()) expect(near.add(at, signed(words.join(' ')))).toBeNull();
    const taken = (every: number, at: number) => near.add(-1 - at, signed(changed(texts[at] ?? [], every)))?.of === at;
    const places = Array.from({ length: 300 }, (_, at) => at * 10);
    const likeness = (every: number) => jaccard((texts[0] ?? []).join(' '), changed(texts[0] ?? [], every));
    expect(likeness(100)).toBeGreaterThan(0.9);
    expect(places.filter((at) => taken(100, at)).length).toBeGreaterThanOrEqual(297);
    expect(likeness(22)).toBeLessThan(0.66);
    expect(places.filter((at) => taken(22, at))).toEqual([]);
  });

  it('takes another threshold', () => {
    const words = text('threshold');
    const strict = new NearDuplicates<number>({ threshold: 0.97 });
    strict.add(1, signed(words.join(' ')));
    expect(strict.add(2, signed(changed(words, 90)))).toBeNull();
    expect(strict.add(3, signed(words.join(' ')))?.of).toBe(1);
  });

  it('passes over entries that it is told to, and finds the next', () => {
    const near = new NearDuplicates<number>();
    const words = text('related');
    near.add(1, signed(words.join(' ')));
    expect(near.add(2, signed(changed(words, 150)), (of) => of === 1)).toBeNull();
    expect(near.add(3, signed(words.join(' ')), (of) => of === 1)?.of).toBe(2);
    expect(near.add(4, signed(words.join(' ')), () => true)).toBeNull();
    expect(near.add(5, signed(words.join(' ')))?.of).toBe(1);
  });

  it('takes salted texts for different ones', () => {
    const words = text('salted').join(' ');
    const [plain, one, other] = [sign(words), sign(words, 1), sign(words, 2)];
    expect(plain && one && similarityOf(plain, one)).toBeLessThan(0.1);
    expect(one && other && similarityOf(one, other)).toBeLessThan(0.1);
    expect(sign(words, 1)).toEqual(one);
    expect(sign(' ', 1)).toBeNull();
  });

  it('gives the same for the same order', () => {
    const run = () => {
      const near = new NearDuplicates<number>();
      const texts = Array.from({ length: 2500 }, (_, at) => text(`${at % 1900}`, 30 + (at % 7)).join(' '));
      return texts.map((own, at) => near.add(at, signed(own)));
    };
    const found = run();
    expect(run()).toEqual(found);
    expect(found.filter((each) => each !== null).length).toBeGreaterThan(300);
  });

  it('remembers so many, and forgets the oldest', () => {
    const near = new NearDuplicates<number>({ most: 2000, step: 1024 });
    const own = (at: number) => signed(text(`${at}`, 30).join(' '));
    for (let at = 0; at < 5000; at++) expect(near.add(at, own(at))).toBeNull();
    expect(near.size).toBeGreaterThanOrEqual(2000);
    expect(near.size).toBeLessThanOrEqual(4048);
    for (let at = 3000; at < 5000; at++) expect(near.add(-1, own(at))?.of).toBe(at);
    expect(near.add(-1, own(0))).toBeNull();
  });

  it('finds copies also among thousands of texts made from one template', () => {
    const near = new NearDuplicates<number>();
    const frame = text('template', 150);
    const own = (at: number) => signed([...frame, ...text(`filled ${at}`, 60)].join(' '));
    for (let at = 0; at < 5000; at++) near.add(at, own(at));
    expect(near.size).toBeGreaterThan(4900);
    for (let at = 4900; at < 5000; at++) expect(near.add(-1, own(at))?.similarity).toBe(1);
  });
});
