import { type Expression, type Interval, type Linear, type Resolve, readExpression, unknown } from './arithmetic.ts';
import { type Comparison, readComparison } from './comparison.ts';
import { type Atoms, type Condition, IllFormed, readCondition, type Verdict } from './language.ts';
import type { Budget, Problem } from './problem.ts';
import type { NumbersStatement } from './shapes.ts';

/** Bounds of the unknowns, by place; a whole state has equal ends. */
export type Bounds = Interval[];

/** Unknown whole numbers and conditions on them. Errors: IllFormed. */
export function numbers({ unknowns, rules }: Pick<NumbersStatement, 'unknowns' | 'rules'>): Problem<Bounds> {
  const places = new Map(unknowns.map(({ name }, place) => [name.trim().toLowerCase(), place]));
  if (places.size < unknowns.length) throw new IllFormed('two unknowns have one name');
  const resolve: Resolve = (name) => {
    const place = places.get(name.toLowerCase());
    if (place === undefined) throw new IllFormed(`"${name}" is no unknown`);
    return unknown(place);
  };
  const start = unknowns.map(({ from, to }) => ({ low: from, high: to }));
  return numeric(start, rules, resolve);
}

/** A problem over bounded whole numbers, whatever its names stand for. */
export function numeric(start: Bounds, rules: readonly string[], resolve: Resolve): Problem<Bounds> {
  const linear: Required<Comparison>['linear'][] = [];
  const atoms: Atoms<Bounds> = {
    text: (text) => readComparison(text, resolve).verdict,
    call: ({ name, args }) =>
      name === 'different' ? different(args.map((arg) => readExpression(arg, resolve))) : null,
  };
  const conditions = rules.map((rule) => readCondition(rule, atoms));
  for (const rule of rules) linear.push(linearOf(rule, resolve));
  const equations = linear.filter((each) => each !== null);
  return {
    each: (visit, budget) => search(start, { conditions, equations }, visit, budget),
    condition: (text) => readCondition(text, atoms),
    term(text) {
      const expression = readExpression(text, resolve);
      return (state) => expression.within(state).low;
    },
  };
}

/** The linear form of a rule that is nothing but a comparison. */
function linearOf(rule: string, resolve: Resolve): Comparison['linear'] {
  try {
    return readComparison(rule, resolve).linear;
  } catch (error) {
    if (error instanceof IllFormed) return null;
    throw error;
  }
}

function different(parts: readonly Expression[]): Condition<Bounds> {
  return (bounds) => {
    const values = parts.map((part) => part.within(bounds));
    const known = values.filter(({ low, high }) => low === high).map(({ low }) => low);
    if (new Set(known).size < known.length) return false;
    return known.length === parts.length ? true : null;
  };
}

interface Rules {
  conditions: readonly Condition<Bounds>[];
  equations: readonly { form: Linear; equal: boolean }[];
}

/** A step with arithmetic costs as much as so many of placing. */
const STEP = 15;

function search(start: Bounds, { conditions, equations }: Rules, visit: (state: Bounds) => void, budget: Budget): void {
  const go = (before: Bounds, open: readonly Condition<Bounds>[]): void => {
    budget.left -= STEP;
    if (budget.left < 0) return;
    const bounds = narrowed(before, equations);
    if (!bounds) return;
    const left = undecided(open, bounds);
    if (!left) return;
    const place = smallest(bounds);
    const range = bounds[place];
    if (!range) {
      visit(bounds);
      return;
    }
    for (let value = range.low; value <= range.high && budget.left >= 0; value++) {
      go(bounds.with(place, { low: value, high: value }), left);
    }
  };
  go(start, conditions);
}

/** The conditions that are still open; null where one fails. */
function undecided(open: readonly Condition<Bounds>[], bounds: Bounds): Condition<Bounds>[] | null {
  const left: Condition<Bounds>[] = [];
  for (const condition of open) {
    const verdict: Verdict = condition(bounds);
    if (verdict === false) return null;
    if (verdict === null) left.push(condition);
  }
  return left;
}

/** The place with the fewest values left, of those with more than one; -1 where all are settled. */
function smallest(bounds: Bounds): number {
  let [best, least] = [-1, Number.POSITIVE_INFINITY];
  for (const [place, { low, high }] of bounds.entries()) {
    if (high > low && high - low < least) [best, least] = [place, high - low];
  }
  return best;
}

const ROUNDS = 12;

/** Bounds drawn in by what linear rules leave; null where nothing is left. */
function narrowed(before: Bounds, equations: Rules['equations']): Bounds | null {
  const bounds = before.map((each) => ({ ...each }));
  for (let round = 0; round < ROUNDS; round++) {
    let changed = false;
    for (const { form, equal } of equations) {
      for (const [place, factor] of form.factors) {
        const own = bounds[place];
        if (!own || factor === 0) continue;
        const rest = restOf(form, place, bounds);
        const limits = equal ? [-rest.low / factor, -rest.high / factor] : [-rest.low / factor];
        const [low, high] = sides(limits, factor, equal);
        const next = {
          low: Math.max(own.low, Math.ceil(low - 1e-9)),
          high: Math.min(own.high, Math.floor(high + 1e-9)),
        };
        if (next.low > next.high) return null;
        if (next.low > own.low || next.high < own.high) {
          bounds[place] = next;
          changed = true;
        }
      }
    }
    if (!changed) break;
  }
  return bounds;
}

/** What the other parts of a linear form may come to. */
function restOf({ factors, constant }: Linear, not: number, bounds: Bounds): Interval {
  let [low, high] = [constant, constant];
  for (const [place, factor] of factors) {
    const range = bounds[place];
    if (place === not || !range) continue;
    low += factor > 0 ? factor * range.low : factor * range.high;
    high += factor > 0 ? factor * range.high : factor * range.low;
  }
  return { low, high };
}

function sides(limits: number[], factor: number, equal: boolean): [number, number] {
  if (equal) return [Math.min(...limits), Math.max(...limits)];
  const [limit = 0] = limits;
  return factor > 0 ? [Number.NEGATIVE_INFINITY, limit] : [limit, Number.POSITIVE_INFINITY];
}
