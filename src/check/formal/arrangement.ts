import { atomsOf, termOf } from './arrangement-atoms.ts';
import { fits, type Placing, readScales, type World } from './arrangement-world.ts';
import { type Condition, readCondition } from './language.ts';
import type { Budget, Problem } from './problem.ts';
import type { ArrangementStatement } from './shapes.ts';

/** Items of which each has one value on every scale, under rules. Errors: IllFormed. */
export function arrangement(
  statement: Pick<ArrangementStatement, 'items' | 'scales' | 'rules'>,
  more: readonly Condition<Placing>[] = [],
): Problem<Placing> {
  const world = readScales(statement);
  const atoms = atomsOf(world);
  const rules = [...statement.rules.map((rule) => readCondition(rule, atoms)), ...more];
  const order = orderOf(world, statement.rules);
  return {
    each: (visit, budget) => search(world, order, rules, visit, budget),
    condition: (text) => readCondition(text, atoms),
    term: (text) => termOf(text, world),
  };
}

/** Scale by scale; on each, the items that most rules name come first. */
function orderOf({ items, scales }: World, rules: readonly string[]): [scale: number, item: number][] {
  const named = items.map((name) => rules.filter((rule) => rule.toLowerCase().includes(name)).length);
  const first = [...items.keys()].sort((a, b) => (named[b] ?? 0) - (named[a] ?? 0));
  return scales.flatMap((_, scale) => first.map((item): [number, number] => [scale, item]));
}

function search(
  world: World,
  order: readonly (readonly [number, number])[],
  rules: readonly Condition<Placing>[],
  visit: (state: Placing) => void,
  budget: Budget,
): void {
  const placing: Placing = world.scales.map(() => world.items.map(() => -1));
  const go = (depth: number, open: readonly Condition<Placing>[]): void => {
    const [scale, item] = order[depth] ?? [];
    if (scale === undefined || item === undefined) {
      visit(placing);
      return;
    }
    const row = placing[scale] ?? [];
    const values = world.scales[scale]?.values.length ?? 0;
    for (let value = 0; value < values; value++) {
      if (--budget.left < 0) return;
      row[item] = value;
      const left = fits(world, placing, scale) ? undecided(open, placing) : null;
      if (left) go(depth + 1, left);
    }
    row[item] = -1;
  };
  go(0, rules);
}

/** The rules that a placing does not decide yet; null where it breaks one. */
function undecided(rules: readonly Condition<Placing>[], placing: Placing): Condition<Placing>[] | null {
  const left: Condition<Placing>[] = [];
  for (const rule of rules) {
    const verdict = rule(placing);
    if (verdict === false) return null;
    if (verdict === null) left.push(rule);
  }
  return left;
}
