import { parseQuantity } from '../forms/number.ts';
import { type Dimension, magnitude, unitNamed } from './unit-names.ts';
import { parseUnit } from './units.ts';

/** A quantity within a text, in base units; `values` are its readings, the English one first (1,234 and 1.234). */
export interface Found {
  values: number[];
  dimension: Dimension;
  /** As it stands there. */
  text: string;
  unit: string;
  /** The last characters before it. */
  before: string;
}

const NUMBER =
  /(?<![\p{L}\d.,_#§^-]|\d\s)(\p{Sc}\s?)?(\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?![\d])|\d[\d.,'’]*\d|\d)(\s?[×x·*]\s?10\s?(?:\^|\*\*)\s?[{(]?-?\d{1,3}[)}]?|e[+-]?\d{1,3}(?![\p{L}\d]))?(?:\s?(mn|bn|tn|[km](?=[\s.,;)]|$)))?/giu;
const LONE_POWER = /(?<![\d×x·*^.]\s?)\b10\s?(?:\^|\*\*)\s?[{(]?(-?\d{1,3})[)}]?/g;
/** Where the unit after a number ends. */
const END =
  /[,;:!?()[\]{}=≈~<>|\n]|(?<![\^\p{L}])\d|\.(?=\s|$)|\s[-–—]\s|\b(?:or|and|which|that|is|are|was|were|in|on|at|for|by|from|with|if|when|so|about|roughly|as|to|out|than|of all|und|oder|et|ou|y|o|sind|ist)\b/iu;
const RANGE = /^\s?(?:[-–—~]|to|and|bis|und|à|a|y|et|até|до)\s?(?:about\s)?$/iu;
const MOST = 400;

/** The quantities of a text in their order; numbers without a unit count things. At most 400 of them. */
export function findQuantities(text: string): Found[] {
  const plain = plainMarks(text);
  const matches = [...plain.matchAll(NUMBER)].slice(0, MOST);
  const ends = matches.map((match) => match.index + match[0].length);
  const raw = matches.map((match, at) => {
    const rest = plain.slice(ends[at], Math.min(matches[at + 1]?.index ?? plain.length, (ends[at] ?? 0) + 90));
    const stop = END.exec(rest)?.index ?? rest.length;
    return { match, rest, after: rest.slice(0, stop).trim() };
  });
  return raw.flatMap(({ match, rest, after }, at) => {
    const following = raw[at + 1];
    const shared = RANGE.test(rest) && following;
    const before = raw[at - 1];
    const paired = shared ? following : before && RANGE.test(before.rest) ? before : null;
    const symbol = (match[1] ?? paired?.match[1] ?? '').trim();
    const letter = match[4] ?? (shared ? (following.match[4] ?? '') : '');
    const size = sizeOf(letter, symbol !== '') ?? null;
    const [unit, scaled] = unitOf(shared ? following.after : after, letter, symbol, size);
    const values = readingsOf(match[2] ?? '', match[3] ?? '', size ?? 1, scaled.factor);
    if (values.length === 0) return [];
    return [
      {
        values,
        dimension: scaled.dimension,
        text: `${match[0]} ${shared ? '' : after}`.trim(),
        unit,
        before: plain.slice(Math.max(0, match.index - 12), match.index),
      },
    ];
  });
}

function unitOf(after: string, letter: string, symbol: string, size: number | null) {
  const unit = [symbol, size === null ? letter : '', after].filter(Boolean).join(' ');
  return [unit, parseUnit(unit) ?? { factor: 1, dimension: {} }] as const;
}

/** "3k", "5 bn"; "m" is a million only of money, "M" always. */
function sizeOf(letter: string, money: boolean): number | undefined {
  if (letter === '') return undefined;
  if (/^m$/i.test(letter)) return money || letter === 'M' ? 1e6 : undefined;
  return { k: 1e3, mn: 1e6, bn: 1e9, tn: 1e12 }[letter.toLowerCase()];
}

function readingsOf(digits: string, power: string, size: number, factor: number): number[] {
  const exponent = Number(/10[^\d-]*(-?\d+)\D*$/.exec(power)?.[1] ?? /^e([+-]?\d+)$/i.exec(power)?.[1] ?? 0);
  const readings = parseQuantity(digits)?.readings ?? [];
  return readings.map((value) => value * 10 ** exponent * size * factor).filter((value) => Number.isFinite(value));
}

/** The text with one kind of power, stroke and multiplication, and without TeX; "1 in 500" and "1/500" as a number. */
function plainMarks(text: string): string {
  return text
    .replaceAll(/[⁰¹²³⁴-⁹⁻]+/g, (power) => `^${power.normalize('NFKC').replace('−', '-')}`)
    .replaceAll(/(?<=\d)[-–—](?=\d)/g, ' – ')
    .replaceAll(/\bUS\$/g, '$')
    .replaceAll(/\b(Mio|Mrd|Mill)\./g, '$1')
    .replaceAll(/\\(?:times|cdot)/g, '×')
    .replaceAll(/\\(?:text|mathrm)\{([^{}\n]{0,60})\}/g, ' $1')
    .replaceAll(/\\[,;!]|\{,\}|\*\*(?!\s?\d)|\\[()[\]]/g, '')
    .replaceAll(/\\approx/g, '≈')
    .replaceAll(/\$([^$\n]{0,200}[×^][^$\n]{0,200})\$/g, '$1')
    .replaceAll(LONE_POWER, '1 × 10^$1')
    .replaceAll(/\b(?:1|one) in (\d[\d,]*)\b/gi, (_, many: string) => decimal(1 / Number(many.replaceAll(',', ''))))
    .replaceAll(/(?<![\d./])\b(\d{1,6})\/(\d{1,9})\b(?![\d/])/g, (_, a: string, b: string) =>
      decimal(Number(a) / Number(b)),
    );
}

function decimal(value: number): string {
  return Number.isFinite(value) ? value.toFixed(12).replace(/\.?0+$/, '') : '';
}

const WORDED =
  /\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|million)\s+(\p{L}{3,20})/giu;

/**
 * How many quantities a text holds: numbers with a unit, in words too, and counts of something in digits; no years, labels
 * or dates.
 */
export function countQuantities(text: string): number {
  const worded = [...text.matchAll(WORDED)].filter(
    ([, word = '']) => Object.keys(unitNamed(word)?.dimension ?? {}).length > 0,
  );
  const inDigits = findQuantities(text).filter(({ dimension, unit, values, before }) => {
    if (/^(?:%|percent|per cent)/i.test(unit) || Object.keys(dimension).length > 0) return true;
    const [value = 0] = values;
    const [word = ''] = unit.split(/\s+/);
    if (magnitude(word) !== null) return true;
    const label = /(?:section|chapter|figure|fig\.?|table|no\.?|article|version|page|step|rfc|level)\s*$/i;
    if (value < 2 || (Number.isInteger(value) && value >= 1000 && value <= 2100) || label.test(before)) return false;
    return /^\p{Ll}{3,}/u.test(word) && !/^(?:the|and|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)/i.test(word);
  });
  return worded.length + inDigits.length;
}
