import fc from 'fast-check';
import { expect, test } from 'vitest';
import { changedShare, likeness, words } from './compare.ts';
import { sha256, shortHash } from './hash.ts';
import { nearest } from './nearest.ts';
import { estimateTokens } from './tokens.ts';

test('sha256 ends each part, so that parts cannot run into each other', () => {
  expect(sha256('a', 'b')).not.toBe(sha256('ab'));
  expect(sha256('a', '')).not.toBe(sha256('a'));
  expect(sha256('a')).toBe('ffe9aaeaa2a2d5048174df0b80599ef0197ec024c4b051bc9860cff58ef7f9f3');
  expect(shortHash('a')).toBe('ffe9aaeaa2a2d504');
});

test('estimateTokens counts four characters a token, and one for each of a dense script', () => {
  expect(['', 'a', 'abcd', 'abcde', '日本語', '日本 abcd'].map(estimateTokens)).toEqual([0, 1, 1, 2, 3, 4]);
});

test('words keeps accents, marks and apostrophes with their letters', () => {
  expect(words("Don't stop, Zoë: 3 kg!")).toEqual(["don't", 'stop', 'zoë', '3', 'kg']);
  expect(words('Zoe\u0308')).toEqual(words('Zoë'));
  expect(words('हिन्दी भाषा')).toHaveLength(2);
  expect(words('日本')).toEqual(['日', '本']);
});

test('changedShare is the share of words outside the longest common subsequence', () => {
  expect(changedShare('a b c d', 'a b c d')).toBe(0);
  expect(changedShare('a b c d', 'a x c d')).toBe(0.25);
  expect(changedShare('a b', 'a b c d')).toBe(0.5);
  expect(changedShare('', '')).toBe(0);
  expect(changedShare('a b', '')).toBe(1);
  expect(changedShare('a b c a b', 'c a b x')).toBeCloseTo(0.4);
});

test('changedShare is symmetric, 0 for like texts and within [0, 1]', () => {
  const text = fc.array(fc.constantFrom('a', 'b', 'c')).map((list) => list.join(' '));
  fc.assert(
    fc.property(text, text, (a, b) => {
      const share = changedShare(a, b);
      expect(share).toBeCloseTo(changedShare(b, a));
      expect(share >= 0 && share <= 1).toBe(true);
      expect(share === 0).toBe(a === b);
    }),
  );
});

test('likeness compares sets of word triples', () => {
  expect(likeness('a b c d', 'A, b c. D')).toBe(1);
  expect(likeness('a b c d', 'a b c e')).toBeCloseTo(1 / 3);
  expect(likeness('a b', 'b a')).toBe(0);
  expect([likeness('', ''), likeness('a', '')]).toEqual([1, 0]);
});

test('nearest finds a slip of the pen and nothing further off', () => {
  const ids = ['reading-comprehension', 'rag', 'coding'];
  expect(nearest('readingcomprehension', ids)).toBe('reading-comprehension');
  expect(nearest('codign', ids)).toBe('coding');
  expect(nearest('rga', ids)).toBeUndefined();
  expect(nearest('poetry', ids)).toBeUndefined();
  expect(nearest('coding', [])).toBeUndefined();
  expect(nearest('a', ['𝒳𝒴𝒵'])).toBeUndefined();
});
