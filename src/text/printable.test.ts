import { expect, test } from 'vitest';
import { printable } from './printable.ts';

test('what steers a terminal or turns the direction of writing is shown, all else stays', () => {
  expect(printable('a\u001b]52;c;x\u0007\u009b2J\r\u0000\u007f')).toBe(
    'a\\u{1b}]52;c;x\\u{7}\\u{9b}2J\\u{d}\\u{0}\\u{7f}',
  );
  expect(printable('\u200e\u200f\u202a\u202e\u2066\u2069')).toBe(
    '\\u{200e}\\u{200f}\\u{202a}\\u{202e}\\u{2066}\\u{2069}',
  );
  const plain = 'Zeile\n\tשלום 👩‍👩‍👧 \\u{1b} é';
  expect(printable(plain)).toBe(plain);
});
