/** A number in a text, as written. Signs are left aside: words carry them ("fell by 3"). */
export interface Figure {
  /** With the scale word or percent sign that belongs to it. */
  text: string;
  at: number;
  /** What the digits may mean, the likelier reading first: "1.234" is 1.234 or 1234. */
  readings: Reading[];
  percent: boolean;
}

/** A value and half a unit of its last place: how far rounding may have moved it. */
export interface Reading {
  value: number;
  half: number;
}

const GAP = ' \\u00a0\\u202f';
const DIGITS = new RegExp(
  `(?<!\\p{N}[.,]?)(?:\\d{1,3}(?:[${GAP}'’]\\d{3})+(?:[.,]\\d+)?|\\d+(?:[.,]\\d+)*(?:[eE][+-]?\\d{1,3})?|\\.\\d+)(?![\\p{N}])`,
  'gu',
);
const SCALE = new RegExp(
  `^[${GAP}-]?(?:(thousand|tausend|tsd\\.?|mille|mil|k)|(millions?|millionen|mio\\.?|mln|millones|millón|milioni|m)|` +
    '(billions?|milliarden?|mrd\\.?|milliards?|miliardi|mld|bn|b)|(trillions?|billionen|bio\\.?))(?![\\p{L}])',
  'iu',
);
const POWERS = [1e3, 1e6, 1e9, 1e12];
const PERCENT = new RegExp(`^[${GAP}]?(?:%|٪|％|per ?cent\\b|percent\\b|prozent\\b|pour cent\\b|por ciento\\b)`, 'i');

/** More figures than this are not read: nobody would, either. */
const MOST = 5000;

/** The numbers of a text in digits, in their order. */
export function readFigures(text: string): Figure[] {
  const western = text.replaceAll(/[０-９٠-٩۰-۹०-९]/g, westernDigit);
  const figures: Figure[] = [];
  for (const match of western.matchAll(DIGITS)) {
    if (figures.length >= MOST) break;
    const after = western.slice(match.index + match[0].length, match.index + match[0].length + 20);
    figures.push(figureOf(match[0], match.index, after));
  }
  return figures;
}

function westernDigit(digit: string): string {
  const code = digit.codePointAt(0) ?? 0;
  const zero = [0xff10, 0x0660, 0x06f0, 0x0966].find((each) => code >= each && code <= each + 9) ?? code;
  return String(code - zero);
}

function figureOf(digits: string, at: number, after: string): Figure {
  const scale = SCALE.exec(after);
  const factor = POWERS[scale ? scale.slice(1).findIndex(Boolean) : -1];
  const percent = PERCENT.exec(after);
  const plain = valuesOf(digits);
  const scaled = factor === undefined ? [] : plain.map((each) => times(each, factor));
  const text = digits + (factor === undefined ? (percent?.[0] ?? '') : (scale?.[0] ?? ''));
  return { text, at, readings: [...scaled, ...plain], percent: percent !== null };
}

function times({ value, half }: Reading, factor: number): Reading {
  return { value: value * factor, half: half * factor };
}

/** What digits with marks may mean: a decimal part after the last mark, or groups of three set off; else several numbers. */
function valuesOf(digits: string): Reading[] {
  const spaced = digits.replaceAll(/[ \u00a0\u202f'’]/g, '');
  const texts = [...wholeNumbers(spaced), ...(spaced === digits ? [] : digits.split(/[ \u00a0\u202f'’]/))];
  const parts = texts.length > 0 ? texts : spaced.split(spaced.includes(',') ? ',' : '.').flatMap(wholeNumbers);
  const readings = parts.map((text) => ({ value: Number(text), half: halfOf(text) }));
  const finite = readings.filter(({ value }) => Number.isFinite(value));
  return finite.filter(({ value }, at) => finite.findIndex((each) => each.value === value) === at);
}

/** The ways in which the whole is one number, as programs write numbers. */
function wholeNumbers(text: string): string[] {
  if (/^(?:\d+(?:\.\d+)?|\.\d+)(?:e[+-]?\d+)?$/i.test(text)) {
    return /^[1-9]\d{0,2}\.\d{3}$/.test(text) ? [text, text.replace('.', '')] : [text];
  }
  if (/^[1-9]\d{0,2},\d{3}$/.test(text)) return [text.replace(',', ''), text.replace(',', '.')];
  if (/^\d+,\d+$/.test(text)) return [text.replace(',', '.')];
  const grouped = /^(\d{1,3}(?:([.,])\d{3})(?:\2\d{3})*)(?:[.,](\d+))?$/.exec(text);
  if (!grouped) return [];
  const [, whole = '', mark = '', decimals] = grouped;
  return [whole.replaceAll(mark, '') + (decimals === undefined ? '' : `.${decimals}`)];
}

/** Half a unit of the last place written; of a whole number ending in zeros, of the place before them, two places at least. */
function halfOf(text: string): number {
  const [mantissa = '', exponent = '0'] = text.toLowerCase().split('e');
  const decimals = mantissa.split('.')[1];
  const zeros = decimals === undefined && mantissa.length > 2 ? (/0+$/.exec(mantissa)?.[0].length ?? 0) : 0;
  const place = decimals === undefined ? Math.min(zeros, mantissa.length - 2) : -decimals.length;
  return 0.5 * 10 ** (place + Number(exponent));
}
