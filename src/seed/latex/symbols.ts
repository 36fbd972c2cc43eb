/** What commands without arguments say in running text. */
export const SYMBOLS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    ...{ '&': '&', '%': '%', $: '$', '#': '#', _: '_', '{': '{', '}': '}', ' ': ' ', '\n': ' ', '\t': ' ' },
    ...{ ',': ' ', ';': ' ', ':': ' ', '!': '', '/': '', '-': '', '@': '', '>': ' ', ' ,': ' ' },
    ...{ quad: ' ', qquad: ' ', enspace: ' ', enskip: ' ', space: ' ', thinspace: ' ', hfill: ' ', dotfill: ' ' },
    ...{ dots: '…', ldots: '…', textellipsis: '…', slash: '/', textbackslash: '\\', textasciitilde: '~' },
    ...{ textasciicircum: '^', textbar: '|', textless: '<', textgreater: '>', textunderscore: '_', lbrack: '[' },
    ...{ rbrack: ']', textbraceleft: '{', textbraceright: '}', textdollar: '$', textpercent: '%', textnumero: '№' },
    ...{ textendash: '–', textemdash: '—', textquoteleft: '‘', textquoteright: '’', textquotedblleft: '“' },
    ...{ textquotedblright: '”', textquotedbl: '"', textquotesingle: "'", lq: '‘', rq: '’', quotedblbase: '„' },
    ...{ guillemotleft: '«', guillemotright: '»', guillemetleft: '«', guillemetright: '»', og: '« ', fg: ' »' },
    ...{ glqq: '„', grqq: '“', glq: '‚', grq: '‘', flqq: '«', frqq: '»' },
    ...{ ss: 'ß', SS: 'ẞ', ae: 'æ', AE: 'Æ', oe: 'œ', OE: 'Œ', o: 'ø', O: 'Ø', l: 'ł', L: 'Ł', aa: 'å', AA: 'Å' },
    ...{ i: 'ı', j: 'ȷ', dh: 'ð', DH: 'Ð', th: 'þ', TH: 'Þ', dj: 'đ', DJ: 'Đ', ng: 'ŋ', NG: 'Ŋ' },
    ...{ S: '§', P: '¶', dag: '†', ddag: '‡', copyright: '©', textcopyright: '©', textregistered: '®' },
    ...{ texttrademark: '™', pounds: '£', textsterling: '£', texteuro: '€', euro: '€', textyen: '¥', textcent: '¢' },
    ...{ textdegree: '°', degree: '°', textmu: 'µ', textperiodcentered: '·', textbullet: '•', checkmark: '✓' },
    ...{ textonehalf: '½', textonequarter: '¼', textthreequarters: '¾', texttimes: '×', textpm: '±', textdiv: '÷' },
    ...{ textsection: '§', textparagraph: '¶', textordfeminine: 'ª', textordmasculine: 'º', textrightarrow: '→' },
    ...{ textleftarrow: '←', textexclamdown: '¡', textquestiondown: '¿', TeX: 'TeX', LaTeX: 'LaTeX' },
    ...{
      LaTeXe: 'LaTeX2e',
      BibTeX: 'BibTeX',
      XeTeX: 'XeTeX',
      LuaTeX: 'LuaTeX',
      pdfTeX: 'pdfTeX',
      eg: 'e.g.',
      ie: 'i.e.',
    },
  }),
);

/** Combining marks of accent commands. */
export const ACCENTS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    ...{ "'": '\u0301', '`': '\u0300', '^': '\u0302', '"': '\u0308', '~': '\u0303', '=': '\u0304', '.': '\u0307' },
    ...{ u: '\u0306', v: '\u030c', H: '\u030b', c: '\u0327', d: '\u0323', b: '\u0331', r: '\u030a', k: '\u0328' },
    ...{ t: '\u0361', G: '\u030f' },
  }),
);

const LIGATURES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    '---': '—',
    '--': '–',
    '``': '“',
    "''": '”',
    '`': '‘',
    "'": '’',
    ',,': '„',
    '<<': '«',
    '>>': '»',
    '?`': '¿',
    '!`': '¡',
  }),
);

/** A run of text as TeX sets it: dashes, quotation marks. */
export function typeset(text: string): string {
  return text.replaceAll(/---?|``|''|,,|<<|>>|[?!]`|[`']/g, (found) => LIGATURES.get(found) ?? found);
}

/** A letter with an accent on its first character. */
export function accented(letter: string, mark: string): string {
  const first = String.fromCodePoint(letter.codePointAt(0) ?? 32)
    .replace('ı', 'i')
    .replace('ȷ', 'j');
  const rest = letter.slice(first.length);
  return first === ' ' ? letter : `${(first + mark).normalize('NFC')}${rest}`;
}

/** The shorthands of German babel: `"a` for ä, "` and "' for quotation marks. */
export function germanShorthands(text: string): string {
  return text
    .replaceAll(/"([aouAOUeiEI])/g, (_, letter: string) => `${letter}\u0308`.normalize('NFC'))
    .replaceAll(/"[sz]/g, 'ß')
    .replaceAll('"`', '„')
    .replaceAll(`"'`, '“')
    .replaceAll(/"[-|~=]?(?=[\p{L}\s])/gu, (found) => (/[~=]/.test(found) ? '-' : found === '"' ? '"' : ''));
}
