import { z } from 'zod';
import { plain } from '../check/forms/form.ts';
import { FORMS } from '../check/forms/index.ts';
import type { Item } from '../data.ts';
import type { Goal, Skill } from '../skill/skill.ts';
import { words } from '../text/compare.ts';
import { shortHash } from '../text/hash.ts';
import type { FlowContext } from './context.ts';
import { instructionShape } from './formats.ts';
import { posedOf, poseProblem } from './posed.ts';

/** An item as agents read it: the fields that they may speak of, in a form that they could give back. */
export function showItem(skill: Skill, item: Item): string {
  const type = skill.types.find((each) => each.id === item.type);
  const names = type ? Object.keys(instructionShape(skill, item.form, type).shape) : Object.keys(item.instruction);
  return JSON.stringify(Object.fromEntries(names.map((name) => [name, item.instruction[name]])), null, 2);
}

/** The item with an editor's changes, under an id of its own. */
export function applyEdit(
  context: FlowContext,
  seedId: string,
  item: Item,
  edit: Record<string, unknown>,
  { goal, angle, suggestion, index }: { goal: Goal; angle: string | null; suggestion: string; index: number },
): Item {
  const { skill } = context;
  const changed = Object.entries(edit).filter(([, value]) => value !== null);
  const ofContent = Object.keys(skill.content.shape);
  const value = { ...item.content.value, ...Object.fromEntries(changed.filter(([name]) => ofContent.includes(name))) };
  const instruction = {
    ...item.instruction,
    ...Object.fromEntries(changed.filter(([name]) => !ofContent.includes(name))),
  };
  const refinements = [
    ...item.refinements,
    { goal: goal.id, angle, suggestion, round: item.refinements.length + 1, parent: item.id },
  ];
  const id = shortHash(
    seedId,
    skill.id,
    context.pass,
    item.content.transform,
    item.type,
    item.id,
    `${goal.id}/${index}`,
  );
  return { ...item, id, content: { ...item.content, value }, instruction, refinements };
}

/** Why an edited item is dropped before it is looked at further, or null. */
export function problemOf(
  context: FlowContext,
  goal: Goal,
  before: Item,
  after: Item,
): { reason: string; detail: string } | null {
  const { skill } = context;
  if (
    showItem(skill, before) === showItem(skill, after) &&
    skill.show(before.content.value) === skill.show(after.content.value)
  ) {
    return { reason: 'unchanged', detail: 'The editor changed nothing' };
  }
  const content = skill.content.safeParse(after.content.value);
  if (!content.success) return { reason: 'ill-formed', detail: z.prettifyError(content.error) };
  const fixed = skill.types.find((each) => each.id === after.type)?.fixedOrder;
  const problem = FORMS[after.form].problem(after.instruction, fixed);
  if (problem !== null) return { reason: 'ill-formed', detail: problem };
  const broken = poseProblem(context, after);
  if (broken !== null) return broken;
  const question = (item: Item) => words(posedOf(context, item).question).length;
  const evidence = ({ instruction }: Item) => plain(JSON.stringify(instruction.evidence ?? []));
  const sameEvidence = 'evidence' in before.instruction && evidence(before) === evidence(after);
  if (goal.edits === 'instruction' && sameEvidence && question(after) > 2 * question(before) && question(before) >= 8) {
    return { reason: 'padded', detail: 'The question is more than twice as long and rests on the same evidence' };
  }
  return null;
}
