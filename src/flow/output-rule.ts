import { GOAL_PROGRAMS } from '../check/goal-programs.ts';
import type { Item } from '../data.ts';
import type { Draw } from '../text/draw.ts';
import type { FlowContext } from './context.ts';
import { posedOf } from './posed.ts';

/** How often an item that bears one gets a rule in its system turn (design, section 0: 8% of rows). */
const SHARE = 0.08;

/** What leads to the rule. */
const LEADS = ['', 'Whatever you are asked: ', 'A rule for every reply: ', 'House rule. '];

const MARK = 'system';

/**
 * The item with a rule for its output, where one is drawn: a constraint that a program verifies, standing in the system
 * turn. Only skills that have the goal of constraints have such rules, and only items that it suits.
 */
export function withOutputRule(context: FlowContext, item: Item, draw: Draw): Item {
  const { skill } = context;
  const goal = skill.goals.find(({ program }) => program === 'constraints');
  const suits = goal?.forms.includes(item.form) && (goal.types?.includes(item.type) ?? true);
  if (!suits || skill.converse || item.instruction.constraints !== undefined || draw.next() >= SHARE) return item;
  const { question, material, system } = posedOf(context, item);
  if (system !== undefined) return item;
  const drawn = GOAL_PROGRAMS.constraints?.({ question, material, form: item.form, type: item.type }, draw.at('rule'));
  const [rule] = Array.isArray(drawn?.constraints) ? drawn.constraints : [];
  if (typeof rule !== 'object' || rule === null) return item;
  const lead = draw.at('lead').pick(LEADS) ?? '';
  return { ...item, instruction: { ...item.instruction, constraints: [{ ...rule, turn: MARK, lead }] } };
}

/** The words of an item's output rule; null for one without. */
export function outputRuleOf({ instruction }: Item): string | null {
  const [rule] = Array.isArray(instruction.constraints) ? instruction.constraints : [];
  if (typeof rule !== 'object' || rule === null || !('turn' in rule) || rule.turn !== MARK) return null;
  return `${'lead' in rule ? String(rule.lead) : ''}${'words' in rule ? String(rule.words) : ''}`;
}
