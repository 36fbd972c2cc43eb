import { parseValue, plainNotation, type Value } from './expression.ts';
import { sameUnit } from './units.ts';

/**
 * One value or several, as an answer gives them. `one`; `list`: in a row; `set`: alternatives, in any order (`x = 2 or
 * x = -3`, `±2`, braces); `named`: each with its own letter; `(,)`, `[,)` and the like: a tuple or an interval; `:`: a ratio.
 */
interface Values {
  kind: string;
  /** The letters that the values were given, in order; null where they have none. */
  names: readonly string[] | null;
  parts: readonly Value[];
}

const MOST = 12;
const OR = /(?:,\s*)?(?:\bor\b|\boder\b|\bou\b|∨)/u;
const SEPARATOR = /\s*(?:;|,?\s(?:and|or|und|oder|et|ou)\s|∨|,(?=\s))\s*/u;
const NAME = /^(\p{L})(?:_?\{?\d\}?)?\s*(?:=|≈)\s*/u;

/**
 * Whether an answer comes to the same values as a key, in whatever notation: fractions, decimals, percentages, powers of
 * ten, roots, π, TeX, tuples, sets of roots. Null where that cannot be told for certain: it never says that they differ.
 */
export function sameValues(key: string, answer: string): true | null {
  const [one, other] = [parseValues(key), parseValues(answer)];
  return one && other && agree(one, other) ? true : null;
}

/** The numbers that a text gives, in order, percentages as written; null where it gives anything else. */
export function numbersOf(text: string): number[] | null {
  return parseValues(text)?.parts.map(({ number }) => number) ?? null;
}

/** The one value that a text gives, a letter and "=" before it aside. */
export function singleValue(text: string): Value | null {
  const values = parseValues(text);
  return values?.kind === 'one' ? (values.parts[0] ?? null) : null;
}

/** Whether two values are one, units included. */
export function sameValue(a: Value, b: Value): boolean {
  if (a.fraction && b.fraction && a.fraction[0] !== b.fraction[0]) return false;
  const [inPercent, plain] = sameUnit(a.unit, '%') ? [a, b] : [b, a];
  const mixed = sameUnit(inPercent.unit, '%') && plain.unit === '';
  if (mixed) return plain.number > 0 && plain.number < 1 && close(inPercent.number / 100, plain.number);
  return sameUnit(a.unit, b.unit) && close(a.number, b.number);
}

function close(a: number, b: number): boolean {
  return a === b || Math.abs(a - b) <= 1e-9 * Math.max(Math.abs(a), Math.abs(b));
}

function parseValues(text: string): Values | null {
  if (text.length > 400) return null;
  const plain = plainNotation(text).replace(/\s*[.。]$/, '');
  const bracketed = /^(\\?[([{])(.*[,;].*?)(\\?[)\]}])$/u.exec(plain);
  if (bracketed) return inBrackets(bracketed[1] ?? '', bracketed[2] ?? '', bracketed[3] ?? '');
  if (/^[^:]+(?::[^:]+)+$/.test(plain)) return made(':', null, plain.split(':'));
  if (plain.includes('±')) return bothSigns(plain);
  const pieces = plain.split(SEPARATOR);
  if (pieces.length > MOST) return null;
  const names = pieces.map((piece) => NAME.exec(piece)?.[1] ?? '');
  const bare = pieces.map((piece) => piece.replace(NAME, ''));
  const named = names.filter((name) => name !== '');
  const alike = new Set(named).size === 1;
  if (pieces.length === 1) return made('one', alike ? named : null, bare);
  if (alike || OR.test(plain)) return new Set(named).size > 1 ? null : made('set', alike ? named : null, bare);
  if (named.length === 0) return made('list', null, bare);
  return new Set(names).size === pieces.length && named.length === pieces.length ? made('named', names, bare) : null;
}

function made(kind: string, names: readonly string[] | null, pieces: readonly string[]): Values | null {
  const parts = pieces.flatMap((piece) => parseValue(piece.trim()) ?? []);
  return parts.length === pieces.length && parts.length > 0 ? { kind, names, parts } : null;
}

function inBrackets(open: string, inner: string, close: string): Values | null {
  const pieces = inner.split(/[;,]\s/.test(inner) ? /[;,]\s/ : /[;,]/);
  const kind = `${open}${close}`.replaceAll('\\', '');
  return pieces.length > MOST ? null : made(kind === '{}' ? 'set' : `${kind[0]},${kind[1]}`, null, pieces);
}

/** `±3`, `x = ±√2`. */
function bothSigns(plain: string): Values | null {
  const [, name, value = ''] = /^(?:(\p{L})\s*=\s*)?±\s*([^±]+)$/u.exec(plain) ?? [];
  return made('set', name === undefined ? null : [name], [value, `-${value}`]);
}

function agree(key: Values, answer: Values): boolean {
  if (key.parts.length !== answer.parts.length) return false;
  const inOrder = (others: readonly Value[]) =>
    key.parts.every((part, at) => {
      const other = others[at];
      return other !== undefined && sameValue(part, other);
    });
  if (key.kind === 'named' || answer.kind === 'named') {
    const order = key.names?.map((name) => answer.names?.indexOf(name) ?? -1) ?? [];
    const parts = order.flatMap((at) => answer.parts[at] ?? []);
    return key.kind === answer.kind && inOrder(parts);
  }
  if (key.names && answer.names && key.names[0] !== answer.names[0]) return false;
  const kinds = [key.kind, answer.kind];
  if (kinds.includes('set') && kinds.every((kind) => kind === 'set' || kind === 'list')) {
    const left = [...answer.parts];
    return key.parts.every((part) => {
      const at = left.findIndex((other) => sameValue(part, other));
      return at >= 0 && left.splice(at, 1).length === 1;
    });
  }
  return key.kind === answer.kind && inOrder(answer.parts);
}
