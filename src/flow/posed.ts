import type { Item } from '../data.ts';
import { messageOf } from '../errors.ts';
import type { PosedItem, Posing } from '../skill/skill.ts';
import { draw } from '../text/draw.ts';
import { kebab } from '../text/kebab.ts';
import type { FlowContext } from './context.ts';
import { brokenCheck } from './verify.ts';

/** What a skill may go by when it poses an item; the same each time. */
export function posingOf({ runSeed }: FlowContext, item: Item): Posing {
  return {
    type: item.type,
    variant: item.variant === null ? null : nameOf(item.variant),
    goals: item.refinements.map(({ goal }) => goal),
    draw: draw(runSeed, item.id, 'pose'),
  };
}

/**
 * What the student gets of an item, as its skill poses it, with the constraints that a goal program has added. It is drawn
 * as for `like`, so that a parent can be compared with its child.
 */
export function posedOf(context: FlowContext, item: Item, like = item): PosedItem {
  const given = posingOf(context, like);
  const posed = context.skill.pose(item.content.value, item.instruction, given);
  const added = constraintsOf(item);
  if (added.length === 0) return posed;
  return {
    ...posed,
    question: `${posed.question}\n\n${worded(added, given.draw.at('constraints').index(LEADS.length))}`,
  };
}

/** Why an item cannot be posed, or null: what a skill's own program throws at one item is that item's fault alone. */
export function poseProblem(context: FlowContext, item: Item): { reason: string; detail: string } | null {
  try {
    posedOf(context, item);
    return null;
  } catch (error) {
    return brokenCheck(messageOf(error));
  }
}

/** Words that lead to requirements; a single one needs none. */
const LEADS = ['Requirements:', 'Please keep to this:', 'What your answer must do:', 'Conditions:'];

function worded(lines: readonly string[], at: number): string {
  if (lines.length === 1) return lines[0] ?? '';
  return [LEADS[at], ...lines.map((line) => `- ${line}`)].join('\n');
}

function constraintsOf({ instruction }: Item): string[] {
  const { constraints } = instruction;
  if (!Array.isArray(constraints) || 'turn' in (constraints[0] ?? {})) return [];
  return constraints.flatMap((each: unknown) =>
    typeof each === 'object' && each !== null && 'words' in each && typeof each.words === 'string' ? [each.words] : [],
  );
}

/** "Sort: ask for ..." is `sort`; words without a name stand for themselves. */
function nameOf(variant: string): string {
  const name = /^(\p{L}[\p{L} -]{1,30}):\s/u.exec(variant)?.[1];
  return name === undefined ? variant : kebab(name);
}
