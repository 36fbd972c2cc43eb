import type { AnswerForm } from '../../data.ts';
import type { Draw } from '../../text/draw.ts';
import { readsEnglish } from '../../text/english.ts';
import { askingOf, settledBy } from './asking.ts';
import { CONSTRAINTS } from './catalogue.ts';
import { clash } from './clash.ts';
import type { Asking, Constraint, Demand } from './constraint.ts';

/** A constraint as an item carries it: its parameters, and the words in which the student is told. */
export interface Posed {
  id: string;
  parameters: Record<string, unknown>;
  words: string;
}

/** How many constraints an item gets, with how often. */
const COUNTS: readonly (readonly [count: number, weight: number])[] = [
  [1, 30],
  [2, 35],
  [3, 25],
  [4, 10],
];

/** Most constraints that last over a conversation: laws for every word, such as "no digits", each of them felt in each reply. */
const MOST_LASTING = 2;

/**
 * The goal program `constraints`: one to four constraints that suit the task, that it does not settle itself, and that can be
 * met together. Null for items with a key, for questions in another language than that of the wordings, English, and where
 * nothing suits.
 */
export function drawConstraints(
  given: { question: string; material: string; form: AnswerForm; type: string; lasting?: boolean },
  draw: Draw,
): { constraints: Posed[] } | null {
  if (given.form !== 'free' || !readsEnglish(given.question.slice(0, 2000))) return null;
  const [count] = draw.at('count').pick(COUNTS, ([, weight]) => weight) ?? [1];
  const demands = combine(askingOf(given), given.lasting ? Math.min(count, MOST_LASTING) : count, draw);
  if (demands.length === 0) return null;
  return {
    constraints: demands.map(({ id, parameters, says }) => ({
      id,
      parameters,
      words: draw.at('words', id).pick(says) ?? '',
    })),
  };
}

/** Up to `count` constraints for a task that can be met together, in the order drawn. */
export function combine(asking: Asking, count: number, draw: Draw): Demand[] {
  const settled = settledBy(asking.question);
  const suits = ({ for: kinds, settles, everywhere }: Constraint) =>
    (asking.lasting ? everywhere && kinds.length > 0 : kinds.includes(asking.kind)) &&
    !settles.some((aspect) => settled.has(aspect));
  const suiting = [...CONSTRAINTS.values()].filter(suits);
  const taken: Demand[] = [];
  for (const each of draw.at('order').sample(suiting, suiting.length, ({ weight }) => weight)) {
    if (taken.length >= count) break;
    const demand = each.make(draw.at('make', each.id), asking);
    if (demand && taken.every((other) => clash(demand, other) === null)) taken.push(demand);
  }
  return taken;
}
