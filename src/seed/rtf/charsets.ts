/** Encodings by the numbers of Windows code pages; `symbol` for fonts of signs. */
const CODE_PAGES = new Map([
  [866, 'ibm866'],
  [874, 'windows-874'],
  [932, 'shift_jis'],
  [936, 'gbk'],
  [949, 'euc-kr'],
  [950, 'big5'],
  [1361, 'euc-kr'],
  [10000, 'macintosh'],
  [65001, 'utf-8'],
  ...Array.from({ length: 9 }, (_, i): [number, string] => [1250 + i, `windows-${1250 + i}`]),
]);

/** Code pages of the character sets that fonts name (`\fcharset`). */
const CHARSETS = new Map([
  [77, 10000],
  [128, 932],
  [129, 949],
  [130, 1361],
  [134, 936],
  [136, 950],
  [161, 1253],
  [162, 1254],
  [163, 1258],
  [177, 1255],
  [178, 1256],
  [186, 1257],
  [204, 1251],
  [222, 874],
  [238, 1250],
]);

/** The encoding of a code page; that of Western Europe for one that is not known. */
export function encodingOfPage(page: number | undefined): string {
  return CODE_PAGES.get(page ?? 1252) ?? 'windows-1252';
}

/** The encoding of a font's character set; undefined for one that says nothing. */
export function encodingOfCharset(charset: number | undefined): string | undefined {
  if (charset === 2) return 'symbol';
  const page = CHARSETS.get(charset ?? 1);
  return page === undefined ? undefined : encodingOfPage(page);
}

/** Signs of the font Symbol that stand for letters, and the usual others; all else in fonts of signs is a bullet or nothing. */
const GREEK = 'ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ';
const SIGNS = new Map([
  [0xa3, '≤'],
  [0xa5, '∞'],
  [0xae, '→'],
  [0xb0, '°'],
  [0xb1, '±'],
  [0xb3, '≥'],
  [0xb4, '×'],
  [0xb7, '•'],
  [0xb9, '≠'],
  [0xbb, '≈'],
  [0xd7, '⋅'],
  [0xa7, '•'],
  [0xd8, '•'],
]);

/** Text in bytes (characters of Latin-1) of an encoding. */
export function decodeBytesAs(bytes: string, encoding: string): string {
  if (encoding === 'dingbats') return bytes.replaceAll(/[\0-k]/g, '').replaceAll(/[l-\xff]/g, '•');
  if (encoding === 'symbol') return [...bytes].map(signOf).join('');
  if (!/[\x80-\xff]/.test(bytes) && encoding !== 'utf-8') return bytes;
  return new TextDecoder(encoding).decode(Buffer.from(bytes, 'latin1'));
}

function signOf(byte: string): string {
  const code = byte.charCodeAt(0);
  const upper = GREEK[code - 65];
  if (upper !== undefined) return upper;
  if (code >= 97 && code <= 122) return (GREEK[code - 97] ?? '').toLowerCase();
  return code < 0x80 ? byte : (SIGNS.get(code) ?? '');
}
