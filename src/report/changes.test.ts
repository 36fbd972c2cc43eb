import fc from 'fast-check';
import { expect, test } from 'vitest';
import { changes } from './changes.ts';

const side = (found: ReturnType<typeof changes>, kind: 'removed' | 'added') =>
  found.flatMap((each) => (each.kind === 'same' || each.kind === kind ? [each.text] : [])).join('');

test('what changed is told word by word, and both texts can be read off it', () => {
  expect(changes('the old lamp burned oil', 'the new lamp burned gas')).toEqual([
    { kind: 'same', text: 'the ' },
    { kind: 'removed', text: 'old ' },
    { kind: 'added', text: 'new ' },
    { kind: 'same', text: 'lamp burned ' },
    { kind: 'removed', text: 'oil' },
    { kind: 'added', text: 'gas' },
  ]);
  const text = fc
    .array(fc.constantFrom('a', 'b', 'lamp', '\n\n', 'ü'), { maxLength: 40 })
    .map((words) => words.join(' ').trim());
  fc.assert(
    fc.property(text, text, (before, after) => {
      const found = changes(before, after);
      expect([side(found, 'removed').trim(), side(found, 'added').trim()]).toEqual([before, after]);
    }),
  );
});

test('long texts are told as a whole', () => {
  const long = 'word '.repeat(2000);
  expect(changes(long, `${long} more`).map(({ kind }) => kind)).toEqual(['removed', 'added']);
});
