import { type Expression, type Interval, type Linear, type Resolve, readExpression, sum } from './arithmetic.ts';
import { IllFormed, negated, type Verdict } from './language.ts';

/** A comparison of two expressions: its verdict within bounds, and `difference (= 0 | <= 0)` where it is linear. */
export interface Comparison {
  verdict(bounds: readonly Interval[]): Verdict;
  linear: { form: Linear; equal: boolean } | null;
}

const SIGN = /(<=|>=|!=|==|≤|≥|≠|<|>|=)/;
const ZERO = 1e-9;

/** `a + b = 12`, `n % 7 != 3` and the like. Errors: IllFormed. */
export function readComparison(text: string, resolve: Resolve): Comparison {
  const [left = '', sign = '', right, ...more] = text.split(SIGN);
  if (right === undefined || more.length > 0) throw new IllFormed(`"${text.slice(0, 80)}" is no comparison`);
  const [a, b] = [readExpression(left, resolve), readExpression(right, resolve)];
  if (sign === '=' || sign === '==') return equality(sum(a, b, -1));
  if (sign === '!=' || sign === '≠') {
    const { verdict } = equality(sum(a, b, -1));
    return { verdict: (bounds) => negated(verdict(bounds)), linear: null };
  }
  const strict = sign === '<' || sign === '>';
  return below(sign === '<' || sign === '<=' || sign === '≤' ? sum(a, b, -1) : sum(b, a, -1), strict);
}

function equality(difference: Expression): Comparison {
  return {
    linear: difference.linear && { form: difference.linear, equal: true },
    verdict(bounds) {
      const { low, high } = difference.within(bounds);
      if (Number.isNaN(low) || low > ZERO || high < -ZERO) return false;
      return low >= -ZERO && high <= ZERO ? true : null;
    },
  };
}

function below(difference: Expression, strict: boolean): Comparison {
  const most = strict ? -ZERO : ZERO;
  return {
    linear: difference.linear && { form: difference.linear, equal: false },
    verdict(bounds) {
      const { low, high } = difference.within(bounds);
      if (Number.isNaN(low) || low > most) return false;
      return high <= most ? true : null;
    },
  };
}
