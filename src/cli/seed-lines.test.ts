import { describe, expect, test } from 'vitest';
import { noBooks } from '../run/seed-books.ts';
import { seedLines } from './seed-lines.ts';

describe('what of the seeds was not used', () => {
  const settings = { secrets: 'mask', pii: 'count' } as const;
  const linesOf = (books: Partial<Parameters<typeof seedLines>[0]>, more = {}) =>
    seedLines({ ...noBooks(''), ...books }, { ...settings, ...more });

  test('rejected files: how many, and the first five with their reasons', () => {
    const rejected = Array.from({ length: 7 }, (_, at) => ({ file: `f${at}`, reason: 'empty' }));
    expect(linesOf({})).toEqual([]);
    expect(linesOf({ rejected: rejected.slice(0, 1) })).toEqual(['rejected  1 seed file:', '  f0: empty']);
    expect(linesOf({ rejected: [{ file: 'a\r', reason: '\u009b' }] })[1]).toBe('  a\\u{d}: \\u{9b}');
    expect(linesOf({ rejected })).toEqual([
      'rejected  7 seed files:',
      ...[0, 1, 2, 3, 4].map((at) => `  f${at}: empty`),
      '  and 2 more',
    ]);
  });

  test('chunks: how many, by rule, and the first ones; what was found, and what became of it', () => {
    const refusals = [{ file: 'a.txt#0-90', reason: 'repetitive lines (72%)' }];
    const found = { token: 1200, 'e-mail': 3, 'control-string': 1 };
    const books = { duplicates: 2, refused: { 'repeated-lines': 1, 'no-material': 5 }, refusals, found };
    expect(linesOf(books)).toEqual([
      'left out  8 chunks: no-material 5, duplicate 2, repeated-lines 1',
      '  a.txt#0-90: repetitive lines (72%)',
      'found     token 1,200 (masked), e-mail 3, control-string 1 (broken up)',
    ]);
    expect(linesOf({ found }, { secrets: 'keep', pii: 'mask' })).toEqual([
      'found     token 1,200, e-mail 3 (masked), control-string 1 (broken up)',
    ]);
    expect(linesOf({ refused: { garbled: 1 } })).toEqual(['left out  1 chunk: garbled 1']);
  });
});
