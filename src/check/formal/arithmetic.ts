import { IllFormed } from './language.ts';

/** A number known to lie from `low` to `high`. */
export interface Interval {
  low: number;
  high: number;
}

/** A sum of multiples of unknowns, by their place, and a constant. */
export interface Linear {
  factors: ReadonlyMap<number, number>;
  constant: number;
}

/** An arithmetic expression: what it may be within bounds of its unknowns, and its linear form where it has one. */
export interface Expression {
  within(bounds: readonly Interval[]): Interval;
  linear: Linear | null;
}

/** What a name stands for. Errors: IllFormed. */
export type Resolve = (name: string) => Expression;

const ANY: Interval = { low: Number.NEGATIVE_INFINITY, high: Number.POSITIVE_INFINITY };
const TOKEN = /\s*(\d+(?:\.\d+)?|[\p{L}_][\p{L}\p{N}_]*|[-+*/%(),])/uy;
const FUNCTIONS: Record<string, (...values: number[]) => number> = {
  digitsum: (value) => [...String(Math.abs(value))].reduce((sum, digit) => sum + Number(digit), 0),
  reversed: (value) => Number([...String(Math.abs(value))].reverse().join('')),
  abs: (value) => Math.abs(value),
  gcd: (a, b = 0) => gcd(Math.abs(a), Math.abs(b)),
  min: (...values) => Math.min(...values),
  max: (...values) => Math.max(...values),
};

/** A constant. */
export function constant(value: number): Expression {
  const interval = { low: value, high: value };
  return { within: () => interval, linear: { factors: new Map(), constant: value } };
}

/** The unknown at a place. */
export function unknown(place: number): Expression {
  return {
    within: (bounds) => bounds[place] ?? ANY,
    linear: { factors: new Map([[place, 1]]), constant: 0 },
  };
}

/** Sum of two expressions, the second `sign` times. */
export function sum(a: Expression, b: Expression, sign: 1 | -1): Expression {
  const within: Expression['within'] = (bounds) => {
    const [x, y] = [a.within(bounds), b.within(bounds)];
    return sign === 1 ? { low: x.low + y.low, high: x.high + y.high } : { low: x.low - y.high, high: x.high - y.low };
  };
  if (!a.linear || !b.linear) return { within, linear: null };
  const factors = new Map(a.linear.factors);
  for (const [place, factor] of b.linear.factors) factors.set(place, (factors.get(place) ?? 0) + sign * factor);
  return { within, linear: { factors, constant: a.linear.constant + sign * b.linear.constant } };
}

/** Product of two expressions. */
export function product(a: Expression, b: Expression): Expression {
  const within: Expression['within'] = (bounds) => {
    const [x, y] = [a.within(bounds), b.within(bounds)];
    const ends = [x.low * y.low, x.low * y.high, x.high * y.low, x.high * y.high];
    return ends.some(Number.isNaN) ? ANY : { low: Math.min(...ends), high: Math.max(...ends) };
  };
  const [fixed, other] = a.linear?.factors.size === 0 ? [a.linear, b.linear] : [b.linear, a.linear];
  if (fixed?.factors.size !== 0 || !other) return { within, linear: null };
  const factors = new Map([...other.factors].map(([place, factor]) => [place, factor * fixed.constant]));
  return { within, linear: { factors, constant: other.constant * fixed.constant } };
}

/** An expression of + - * / %, brackets, the functions above and names. Errors: IllFormed. */
export function readExpression(text: string, resolve: Resolve): Expression {
  return new Reader(text, resolve).whole();
}

/** Reads tokens from left to right; each method takes what it is named after. */
class Reader {
  #at = 0;
  readonly #text: string;
  readonly #tokens: string[];
  readonly #resolve: Resolve;

  constructor(text: string, resolve: Resolve) {
    this.#text = text.slice(0, 80);
    this.#tokens = tokensOf(text);
    this.#resolve = resolve;
  }

  whole(): Expression {
    const read = this.#sums(0);
    if (this.#at < this.#tokens.length) throw new IllFormed(`"${this.#text}" goes on where it should end`);
    return read;
  }

  #take(sign: string): boolean {
    if (this.#tokens[this.#at] !== sign) return false;
    this.#at++;
    return true;
  }

  #sums(depth: number): Expression {
    if (depth > 12) throw new IllFormed(`"${this.#text}" is nested too deeply`);
    let left = this.#products(depth);
    for (;;) {
      if (this.#take('+')) left = sum(left, this.#products(depth), 1);
      else if (this.#take('-')) left = sum(left, this.#products(depth), -1);
      else return left;
    }
  }

  #products(depth: number): Expression {
    let left = this.#single(depth);
    for (;;) {
      if (this.#take('*')) left = product(left, this.#single(depth));
      else if (this.#take('/')) left = quotient(left, this.#single(depth));
      else if (this.#take('%')) left = pointwise(remainder, [left, this.#single(depth)]);
      else return left;
    }
  }

  #single(depth: number): Expression {
    const token = this.#tokens[this.#at++] ?? '';
    if (/^\d/.test(token)) return constant(Number(token));
    if (token === '-') return product(constant(-1), this.#single(depth));
    if (token === '(') return this.#closed(this.#sums(depth + 1));
    if (!/^[\p{L}_]/u.test(token)) throw new IllFormed(`"${this.#text}" has "${token}" where a number is due`);
    if (!this.#take('(')) return this.#resolve(token);
    const call = FUNCTIONS[token.toLowerCase()];
    if (!call) throw new IllFormed(`no function is called "${token}"`);
    const args = [this.#sums(depth + 1)];
    while (this.#take(',')) args.push(this.#sums(depth + 1));
    return this.#closed(pointwise((values) => call(...values), args));
  }

  #closed(inner: Expression): Expression {
    if (!this.#take(')')) throw new IllFormed(`a bracket of "${this.#text}" is not closed`);
    return inner;
  }
}

function tokensOf(text: string): string[] {
  const plain = text.normalize('NFKC').replaceAll(/[×·]/g, '*').replaceAll('÷', '/').replaceAll(/[−–]/g, '-').trim();
  const tokens: string[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < plain.length) {
    const match = TOKEN.exec(plain);
    if (!match || tokens.length > 200) throw new IllFormed(`"${text.slice(0, 80)}" is no sum`);
    tokens.push(match[1] ?? '');
  }
  return tokens;
}

function remainder([a = 0, b = 0]: number[]): number {
  return b === 0 ? Number.NaN : a - b * Math.floor(a / b);
}

function quotient(a: Expression, b: Expression): Expression {
  if (b.linear?.factors.size === 0 && b.linear.constant !== 0) return product(a, constant(1 / b.linear.constant));
  return pointwise(([x = 0, y = 0]) => (y === 0 ? Number.NaN : x / y), [a, b]);
}

/** A function of what is known exactly; before that it may be anything. */
function pointwise(call: (values: number[]) => number, args: readonly Expression[]): Expression {
  return {
    linear: null,
    within(bounds) {
      const known = args.map((arg) => arg.within(bounds));
      if (known.some(({ low, high }) => low !== high)) return ANY;
      const value = call(known.map(({ low }) => low));
      return { low: value, high: value };
    },
  };
}

function gcd(a: number, b: number): number {
  let [x, y] = [a, b];
  for (let turn = 0; turn < 200 && y > 0; turn++) [x, y] = [y, x % y];
  return x;
}
