import fc from 'fast-check';
import { expect, test } from 'vitest';
import { arrangement } from './arrangement.ts';
import { cryptarithm } from './cryptarithm.ts';
import { liars } from './liars.ts';
import { numbers } from './numbers.ts';
import type { Problem } from './problem.ts';

/** The states of a problem in which a condition holds, and all of its states. */
function tally<S>(problem: Problem<S>, condition: string): [holding: number, cases: number] {
  let [holding, cases] = [0, 0];
  const holds = problem.condition(condition);
  problem.each(
    (state) => {
      cases++;
      if (holds(state)) holding++;
    },
    { left: 1_000_000 },
  );
  return [holding, cases];
}

/** All lists of so many numbers below `below`. */
function tuples(length: number, below: number): number[][] {
  if (length === 0) return [[]];
  return tuples(length - 1, below).flatMap((rest) => Array.from({ length: below }, (_, value) => [...rest, value]));
}

const NAMES = ['a', 'b', 'c', 'd'];

/** A rule as text, with its own plain meaning on a list of places. */
interface Rule {
  text: string;
  holds(places: number[]): boolean;
}

const item = fc.nat({ max: 3 });
const at = (places: number[], which: number) => places[which] ?? -1;
const atom: fc.Arbitrary<Rule> = fc
  .tuple(fc.constantFrom('at', 'before', 'next-to', 'same', 'distance', 'between', 'size'), item, item, item)
  .map(([kind, x, y, z]): Rule => {
    const [a, b, c] = [NAMES[x], NAMES[y], NAMES[z]];
    const apart = (places: number[]) => Math.abs(at(places, x) - at(places, y));
    const middle = (p: number, q: number, r: number) => (q < p && p < r) || (r < p && p < q);
    const all: Record<string, Rule> = {
      at: { text: `at(${a}, v${y})`, holds: (places) => at(places, x) === y },
      before: { text: `before(${a}, ${b})`, holds: (places) => at(places, x) < at(places, y) },
      'next-to': { text: `next-to(${a}, ${b})`, holds: (places) => apart(places) === 1 },
      same: { text: `same(${a}, ${b})`, holds: (places) => apart(places) === 0 },
      distance: { text: `distance(${a}, ${b}, 1-2)`, holds: (places) => apart(places) > 0 && apart(places) < 3 },
      between: {
        text: `between(${a}, ${b}, ${c})`,
        holds: (places) => middle(at(places, x), at(places, y), at(places, z)),
      },
      size: {
        text: `size(v${y}, 1-2)`,
        holds: (places) => [1, 2].includes(places.filter((place) => place === y).length),
      },
    };
    return all[kind] ?? { text: 'same(a, a)', holds: () => true };
  });

const rule: fc.Arbitrary<Rule> = fc.tuple(fc.constantFrom('', 'not', 'or', 'if', 'iff', 'exactly'), atom, atom).map(
  ([joined, one, other]): Rule =>
    ({
      '': one,
      not: { text: `not(${one.text})`, holds: (places: number[]) => !one.holds(places) },
      or: {
        text: `or(${one.text}, ${other.text})`,
        holds: (places: number[]) => one.holds(places) || other.holds(places),
      },
      if: {
        text: `if(${one.text}, ${other.text})`,
        holds: (places: number[]) => !one.holds(places) || other.holds(places),
      },
      iff: {
        text: `iff(${one.text}, ${other.text})`,
        holds: (places: number[]) => one.holds(places) === other.holds(places),
      },
      exactly: {
        text: `exactly(1, ${one.text}, ${other.text})`,
        holds: (places: number[]) => one.holds(places) !== other.holds(places),
      },
    })[joined] ?? one,
);

test.each([
  ['1', 1, 1],
  ['0-2', 0, 2],
  ['0-4', 0, 4],
])('an arrangement of values that hold %s has the cases that trying all of them gives', (holds, least, most) => {
  const everything = tuples(4, 4).filter((places) =>
    [0, 1, 2, 3].every((value) => {
      const count = places.filter((place) => place === value).length;
      return count >= least && count <= most;
    }),
  );
  fc.assert(
    fc.property(fc.array(rule, { minLength: 1, maxLength: 4 }), rule, (rules, claim) => {
      const scales = [{ name: 'scale', values: ['v0', 'v1', 'v2', 'v3'], holds, order: 'line' as const }];
      const problem = arrangement({ items: NAMES, scales, rules: rules.map(({ text }) => text) });
      const left = everything.filter((places) => rules.every((each) => each.holds(places)));
      expect(tally(problem, claim.text)).toEqual([left.filter(claim.holds).length, left.length]);
    }),
    { numRuns: 150 },
  );
});

test('two scales: values may stand for those that have them', () => {
  const value = fc.tuple(fc.constantFrom('x', 'y'), fc.nat({ max: 2 }));
  const link = fc.tuple(fc.constantFrom('at', 'before', 'next-to'), value, value, fc.boolean());
  const permutations = tuples(3, 3).filter((places) => new Set(places).size === 3);
  const everything = permutations.flatMap((x) => permutations.map((y) => ({ x, y })));
  type Case = (typeof everything)[number];
  const holder = (state: Case, [scale, wanted]: [string, number]) => state[scale === 'x' ? 'x' : 'y'].indexOf(wanted);
  const holds = (state: Case, [kind, one, other, not]: [string, [string, number], [string, number], boolean]) => {
    const place = (thing: [string, number]) => state.x[holder(state, thing)] ?? -1;
    const found =
      kind === 'at'
        ? holder(state, one) === holder(state, other)
        : kind === 'before'
          ? place(one) < place(other)
          : Math.abs(place(one) - place(other)) === 1;
    return found !== not;
  };
  const text = ([kind, [s, v], [t, w], not]: [string, [string, number], [string, number], boolean]) => {
    const plain = `${kind}(${s}${v}, ${t}${w}${kind === 'at' ? '' : ', x'})`;
    return not ? `not(${plain})` : plain;
  };
  const sound = link.filter(([kind, [s], [t]]) => kind !== 'at' || s !== t);
  fc.assert(
    fc.property(fc.array(sound, { minLength: 1, maxLength: 3 }), sound, (rules, claim) => {
      const scales = ['x', 'y'].map((name) => ({
        name,
        values: [`${name}0`, `${name}1`, `${name}2`],
        holds: '1',
        order: 'line' as const,
      }));
      const problem = arrangement({ items: ['a', 'b', 'c'], scales, rules: rules.map(text) });
      const left = everything.filter((state) => rules.every((each) => holds(state, each)));
      expect(tally(problem, text(claim))).toEqual([left.filter((state) => holds(state, claim)).length, left.length]);
    }),
    { numRuns: 150 },
  );
});

test('people who lie: what everyone says fits their sort', () => {
  const said = fc.tuple(item, item, fc.nat({ max: 1 }), item, fc.constantFrom('is', 'same'));
  fc.assert(
    fc.property(fc.array(said, { minLength: 2, maxLength: 5 }), (uttered) => {
      const statements = uttered.map(([by, x, kind, y, form]) => ({
        by: NAMES[by] ?? '',
        says:
          form === 'is' ? `is(${NAMES[x]}, ${kind === 0 ? 'true' : 'false'})` : `same-kind(${NAMES[x]}, ${NAMES[y]})`,
      }));
      const problem = liars({ people: NAMES, kinds: ['true', 'false'], statements, rules: [], secret: null });
      const left = tuples(4, 2).filter((kinds) =>
        uttered.every(([by, x, kind, y, form]) => {
          const holds = form === 'is' ? at(kinds, x) === kind : at(kinds, x) === at(kinds, y);
          return holds === (at(kinds, by) === 0);
        }),
      );
      expect(tally(problem, 'is(a, true)')).toEqual([left.filter(([a]) => a === 0).length, left.length]);
    }),
    { numRuns: 150 },
  );
});

test('unknown numbers: narrowing loses nothing and lets nothing through', () => {
  const factor = fc.integer({ min: -3, max: 3 });
  const signs: Record<string, (a: number, b: number) => boolean> = {
    '=': (a, b) => a === b,
    '<=': (a, b) => a <= b,
    '>': (a, b) => a > b,
    '!=': (a, b) => a !== b,
  };
  const relation = fc.tuple(
    factor,
    factor,
    factor,
    fc.constantFrom('=', '<=', '>', '!='),
    fc.integer({ min: -9, max: 20 }),
  );
  fc.assert(
    fc.property(fc.array(relation, { minLength: 1, maxLength: 3 }), (relations) => {
      const rules = relations.map(([a, b, c, sign, d]) => `${a}*x + ${b}*y - ${c}*z ${sign} ${d}`);
      const unknowns = ['x', 'y', 'z'].map((name) => ({ name, from: 0, to: 6 }));
      const problem = numbers({ unknowns, rules: [...rules, 'x * y % 3 != 1'] });
      const left = tuples(3, 7).filter(
        ([x = 0, y = 0, z = 0]) =>
          (x * y) % 3 !== 1 && relations.every(([a, b, c, sign, d]) => signs[sign]?.(a * x + b * y - c * z, d)),
      );
      expect(tally(problem, 'x < y')).toEqual([left.filter(([x = 0, y = 0]) => x < y).length, left.length]);
    }),
    { numRuns: 150 },
  );
});

test('sums of words have the solutions that trying all digits gives', () => {
  const word = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { minLength: 1, maxLength: 3 }).map((all) => all.join(''));
  fc.assert(
    fc.property(word, word, word, (one, two, three) => {
      const letters = [...new Set(one + two + three)];
      const value = (text: string, digits: number[]) =>
        [...text].reduce((sum, letter) => sum * 10 + (digits[letters.indexOf(letter)] ?? 0), 0);
      const left = tuples(letters.length, 10).filter(
        (digits) =>
          new Set(digits).size === digits.length &&
          [one, two, three].every((each) => each.length === 1 || digits[letters.indexOf(each[0] ?? '')] !== 0) &&
          value(one, digits) + value(two, digits) === value(three, digits),
      );
      const problem = cryptarithm({ sum: `${one} + ${two} = ${three}`, rules: [] });
      expect(tally(problem, `${three} >= 0`)).toEqual([left.length, left.length]);
    }),
    { numRuns: 40 },
  );
});
