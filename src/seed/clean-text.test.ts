import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanText } from './clean-text.ts';

/** As UTF-8 looks that was read in another encoding. */
function misread(text: string, encoding: string): string {
  const bytes = Buffer.from(text);
  return encoding === 'latin1' ? bytes.toString('latin1') : new TextDecoder(encoding).decode(bytes);
}

describe('cleanText', () => {
  it.each([
    ['line breaks', 'a\r\nb\rc\u0085d\u2028e\u2029f\vg', 'a\nb\nc\nd\ne\nf\ng'],
    ['decomposed letters', 'Cafe\u0301 A\u030angstro\u0308m \u1112\u1161\u11ab', 'Café Ångström 한'],
    ['controls and NUL', 'a\0b\x07c\x7fd\x9be\tf\fg', 'abcde\tf\fg'],
    ['terminal colours and titles', '\x1b[1;31merror\x1b[0m \x1b]0;title\x07done', 'error done'],
    ['lone surrogates and noncharacters', 'a\ud800b\udc00c\ufdd0d\ufffee\u{1ffff}f', 'abcdef'],
    [
      'zero-width characters',
      'pass\u200bword \ufefffoo\u2060bar soft\u00adhyphen \u3164x',
      'password foobar softhyphen x',
    ],
    ['overrides, embeddings and isolates', 'a \u202e}\u2066if x\u2069 \u2066b\u2069\u202c', 'a }if x b'],
    ['marks of direction where nothing runs from right to left', 'a\u200e b\u200f', 'a b'],
    ['text in tag characters', 'see\u{e0001}\u{e0069}\u{e0067} this', 'see this'],
    ['joiners between Latin letters', 'a\u200db\u200cc', 'abc'],
    ['selectors that vary nothing', 'a \ufe0fb\u{e0100}', 'a b'],
    ['heaps of marks', `Z${'\u0335'.repeat(30)}algo`, `Z${'\u0335'.repeat(8)}algo`],
    ['white space at the ends of lines', 'a \t\nb\u00a0\n', 'a\nb\n'],
  ])('takes out or mends %s', (_, text, clean) => expect(cleanText(text)).toBe(clean));

  it.each([
    ['Persian non-joiner', 'می‌خواهم'],
    ['Hindi joiner', 'क्‍ष'],
    ['Malayalam final joiner', 'ന്‍ a'],
    ['family', '👩🏽‍🚀 👨‍👩‍👧 ❤️‍🔥 🏳️‍🌈'],
    ['flag of Scotland', '🏴\u{e0067}\u{e0062}\u{e0073}\u{e0063}\u{e0074}\u{e007f}'],
    ['variant of a Chinese character', '葛\u{e0100}城'],
    ['mark of direction in Hebrew', 'שלום\u200e C++'],
    ['ideographic and no-break space', '一\u3000二 10\u00a0km'],
  ])('keeps %s', (_, text) => expect(cleanText(text)).toBe(text));

  it('gives the same for what it gave, whatever it was given', () => {
    const odd = fc.constantFrom(
      ...['\u200d', '\u200c', '\u0301', '\u030a', '\u064e', 'ب', 'क', '्', '👩', '🏽', '\ufe0f', '\u202e', '\u200f'],
      ...['\x1b[0m', '\x1b', '[0m', '\u{e0041}', '🏴', 'Ã', '©', 'â', '€', '™', 'A', '\r', '\n', ' ', 'ᄀ', 'ᅡ'],
    );
    const text = fc.array(fc.oneof(fc.string({ unit: 'binary', maxLength: 6 }), odd), { maxLength: 30 });
    fc.assert(
      fc.property(text, (parts) => {
        const clean = cleanText(parts.join(''));
        expect(cleanText(clean)).toBe(clean);
        expect(clean.isWellFormed()).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('UTF-8 that was read in another encoding', () => {
  const TEXTS = [
    'Déjà vu – «naïve» café’s Straße',
    'Привет, мир: это проверка.',
    '東京は日本の首都です。',
    'Zażółć gęślą jaźń',
  ];
  const ENCODINGS = ['latin1', 'windows-1252', 'windows-1251', 'windows-1250', 'macintosh'];

  it.each(ENCODINGS)('is put right after %s, once and twice', (encoding) => {
    for (const text of TEXTS) {
      expect(cleanText(misread(text, encoding))).toBe(text);
      expect(cleanText(misread(misread(text, encoding), encoding))).toBe(text);
    }
  });

  it.each([
    'Ã is a letter of Portuguese; É não é tão fácil: AÇÃO, MAÇÃ.',
    'Where é was saved wrongly, it is shown as Ã©.',
    'Ð and ñ, ÅÄÖ, «À»',
    '© 2024, £5, 20 °C',
    'Привет',
    'Â',
    ...TEXTS,
  ])('is not seen in %j', (text) => expect(cleanText(text)).toBe(text));
});
