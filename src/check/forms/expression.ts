/** A value that a piece of mathematics comes to, and how it is written. */
export interface Value {
  number: number;
  /** Numerator and denominator where it is written as one fraction of whole numbers. */
  fraction: readonly [number, number] | null;
  /** Whether it is a numeral and nothing else. */
  numeral: boolean;
  /** What follows it. */
  unit: string;
}

/** Longer texts are no value; deeper ones neither. */
const LONGEST = 160;
const DEEPEST = 24;

const VULGAR: Record<string, string> = {
  '½': '1/2',
  '⅓': '1/3',
  '⅔': '2/3',
  '¼': '1/4',
  '¾': '3/4',
  '⅕': '1/5',
  '⅖': '2/5',
  '⅗': '3/5',
  '⅘': '4/5',
  '⅙': '1/6',
  '⅚': '5/6',
  '⅛': '1/8',
  '⅜': '3/8',
  '⅝': '5/8',
  '⅞': '7/8',
};

/** Text with the marks of TeX and of typesetters made plain: `\dfrac`, `\left(`, `\,`, `\text{km}`, `×`, `−`, `2½`. */
export function plainNotation(text: string): string {
  return text
    .replaceAll(/\\\(|\\\)|\\\[|\\\]|\$\$?/g, ' ')
    .replaceAll(/\\(?:text|mathrm|mathbf|operatorname|textbf)\s*\{([^{}]*)\}/g, ' $1 ')
    .replaceAll(/\\(?:left|right|displaystyle|big|Big)(?![a-z])|\\[,;:! ]|~|\\q?quad/g, ' ')
    .replaceAll(/\\[dt]frac/g, '\\frac')
    .replaceAll(/\^\{?\\circ\}?/g, '°')
    .replaceAll(/\\%/g, '%')
    .replaceAll('{,}', ',')
    .replaceAll(/\\(?:times|cdot)(?![a-z])|[×·⋅]/g, '*')
    .replaceAll(/[÷⁄]/g, '/')
    .replaceAll(/−/g, '-')
    .replaceAll(/\\pi(?![a-z])|\bpi\b/g, 'π')
    .replaceAll(/\\(?=ln(?![a-z]))/g, '')
    .replaceAll(/\\pm(?![a-z])/g, '±')
    .replaceAll(/(\d+)?\s?([½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞])/g, (_, whole?: string, part?: string) =>
      whole === undefined ? `(${VULGAR[part ?? '']})` : `(${whole} ${VULGAR[part ?? '']})`,
    )
    .replaceAll(/[⁰¹²³⁴-⁹]+/g, (raised) => `^${raised.normalize('NFKC')}`)
    .replaceAll(/(?<![\d.,])\d{1,3}(?:([ \u00a0\u202f,'’])\d{3})(?:\1\d{3})*(?![\d,])/g, (digits) =>
      digits.replaceAll(/[^\d]/g, ''),
    )
    .replaceAll(/\s+/g, ' ')
    .trim();
}

/**
 * The value that a plain text is, wholly, unit included: a numeral, a fraction, a mixed number, a power, roots, π,
 * powers of e, natural logarithms and sums of these. Null for anything else, and for sums of plain numbers, which are a calculation and no result.
 */
export function parseValue(text: string): Value | null {
  if (text.length > LONGEST) return null;
  const reader = { text, at: 0, depth: 0, irrational: false, sum: false, product: false };
  const number = sum(reader);
  if (number === null || !Number.isFinite(number)) return null;
  const unit = text.slice(reader.at).trim();
  if (unit !== '' && !/^[\p{L}%°µΩ€£¥][^\d,;=+]*(?:\^-?\d)?$/u.test(unit)) return null;
  if (!reader.irrational && (reader.sum || (reader.product && !/\*\s*10\s*\^/.test(text)))) return null;
  const written = text.slice(0, reader.at).trim();
  const fraction = /^(?:(-?)\s*\(?(\d+)\s*\/\s*(\d+)\)?|(-?)\s*\\frac\{(\d+)\}\{(\d+)\})$/.exec(written);
  const [, minus, top, bottom, texMinus, texTop, texBottom] = fraction ?? [];
  const numerator = Number(top ?? texTop) * ((minus || texMinus) === '-' ? -1 : 1);
  return {
    number,
    fraction: fraction ? [numerator, Number(bottom ?? texBottom)] : null,
    numeral: /^[-+]?\d+(?:\.\d+)?$/.test(written),
    unit,
  };
}

interface Reader {
  text: string;
  at: number;
  depth: number;
  irrational: boolean;
  sum: boolean;
  product: boolean;
}

/** Whether the next thing is `mark`, which is then read. */
function takes(reader: Reader, mark: string): boolean {
  const { text } = reader;
  let { at } = reader;
  while (text[at] === ' ') at++;
  if (!text.startsWith(mark, at)) return false;
  reader.at = at + mark.length;
  return true;
}

function peek({ text, at }: Reader): string {
  return /\S/.exec(text.slice(at, at + 8))?.[0] ?? '';
}

function sum(reader: Reader): number | null {
  if (++reader.depth > DEEPEST) return null;
  let total = term(reader);
  while (total !== null) {
    const sign = takes(reader, '+') ? 1 : takes(reader, '-') ? -1 : 0;
    if (sign === 0) break;
    const next: number | null = term(reader);
    reader.sum = true;
    total = next === null ? null : total + sign * next;
  }
  reader.depth--;
  return total;
}

function term(reader: Reader): number | null {
  const sign = takes(reader, '-') ? -1 : takes(reader, '+') ? 1 : 0;
  const first = power(reader, sign < 0);
  let product = first === null ? null : first * (sign < 0 ? -1 : 1);
  let divided = false;
  while (product !== null) {
    if (takes(reader, '*')) {
      reader.product = true;
      const next: number | null = power(reader, false);
      product = next === null ? null : product * next;
    } else if (takes(reader, '/')) {
      if (divided) return null;
      divided = true;
      const next: number | null = power(reader, false);
      product = next === null ? null : product / next;
    } else if (/[π√(\\]/.test(peek(reader)) || /^ ?(?:e\^|ln[ (])/.test(reader.text.slice(reader.at))) {
      if (divided) return null;
      const next: number | null = power(reader, false);
      product = next === null ? null : product * next;
    } else break;
  }
  return product;
}

function power(reader: Reader, negated: boolean): number | null {
  const base = atom(reader);
  if (base === null || !takes(reader, '^')) return base;
  if (negated) return null;
  const minus = takes(reader, '-');
  const exponent = peek(reader) === '{' ? group(reader) : atom(reader);
  return exponent === null || Math.abs(exponent) > 400 ? null : base ** (minus ? -exponent : exponent);
}

function atom(reader: Reader): number | null {
  if (takes(reader, '(')) {
    const mixed = mixedNumber(reader);
    const inner = mixed ?? sum(reader);
    return inner !== null && takes(reader, ')') ? inner : null;
  }
  if (takes(reader, 'π')) return irrational(reader, Math.PI);
  if (/^ ?e\^/.test(reader.text.slice(reader.at)) && takes(reader, 'e')) return irrational(reader, Math.E);
  if (/^ ?ln[ (]/.test(reader.text.slice(reader.at)) && takes(reader, 'ln')) return logarithm(reader);
  if (takes(reader, '\\frac')) {
    const top = group(reader);
    const bottom = top === null ? null : group(reader);
    return top === null || bottom === null ? null : top / bottom;
  }
  if (takes(reader, '\\sqrt')) return root(reader, takes(reader, '[3]') ? 3 : 2, group);
  if (takes(reader, 'sqrt')) return root(reader, 2, atom);
  if (takes(reader, '√')) return root(reader, 2, atom);
  if (takes(reader, '∛')) return root(reader, 3, atom);
  return mixedNumber(reader) ?? numeral(reader);
}

function irrational(reader: Reader, value: number): number {
  reader.irrational = true;
  return value;
}

function root(reader: Reader, degree: number, inner: (reader: Reader) => number | null): number | null {
  const of = inner(reader);
  if (of === null || of < 0) return null;
  return irrational(reader, degree === 2 ? Math.sqrt(of) : Math.cbrt(of));
}

/** `ln 3`, `ln(3/2)`; null for `ln 3/2` and `ln 3^2`, which are read in two ways. */
function logarithm(reader: Reader): number | null {
  const bare = peek(reader) !== '(';
  const of = atom(reader);
  if (of === null || of <= 0 || (bare && /[/^(]/.test(peek(reader)))) return null;
  return irrational(reader, Math.log(of));
}

/** `{...}`, or a single digit, as TeX reads them. */
function group(reader: Reader): number | null {
  if (takes(reader, '{')) {
    const inner = sum(reader);
    return inner !== null && takes(reader, '}') ? inner : null;
  }
  const digit = /^ ?(\d)/.exec(reader.text.slice(reader.at));
  if (!digit) return null;
  reader.at += digit[0].length;
  return Number(digit[1]);
}

/** `2 1/2`: a whole number and a proper fraction. */
function mixedNumber(reader: Reader): number | null {
  const match = /^ ?(\d{1,6}) (\d{1,6})\/(\d{1,6})(?![\d.])/.exec(reader.text.slice(reader.at));
  const [whole = '', ...parts] = match ?? [];
  const [integer = 0, top = 0, bottom = 0] = parts.map(Number);
  if (!match || top >= bottom) return null;
  reader.at += whole.length;
  return integer + top / bottom;
}

function numeral(reader: Reader): number | null {
  const match = /^ ?(\d{1,20}(?:\.\d{1,20})?)(?![\d.,]|[eE]\d)/.exec(reader.text.slice(reader.at));
  if (!match) return null;
  reader.at += match[0].length;
  return Number(match[1]);
}
