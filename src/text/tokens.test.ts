import fc from 'fast-check';
import { expect, it } from 'vitest';
import { estimateTokens } from './tokens.ts';

it('estimates a token for four characters, and one for each of a script without spaces', () => {
  expect(['', 'a', 'abcde', '钟楼', 'ก', 'час', 'かabcd'].map(estimateTokens)).toEqual([0, 1, 2, 2, 1, 1, 2]);
  const pattern = /[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0e7f]/g;
  const edges = '\u303f\u3040\u30ff\u3100\u33ff\u3400\u9fff\ua000\uabff\uac00\ud7af\ud7b0\u0dff\u0e00\u0e7f\u0e80';
  const characters = fc.oneof(fc.constantFrom(...edges), fc.string({ unit: 'binary', maxLength: 3 }));
  const property = fc.property(fc.array(characters), (drawn) => {
    const text = drawn.join('');
    const dense = text.match(pattern)?.length ?? 0;
    expect(estimateTokens(text)).toBe(Math.ceil((text.length - dense) / 4) + dense);
  });
  fc.assert(property, { numRuns: 500 });
});
