import { z } from 'zod';
import { ask } from '../ask/ask.ts';
import { joinTrails } from '../ask/complete.ts';
import { jsonFormat } from '../ask/format.ts';
import { plain } from '../check/forms/form.ts';
import { FORMS } from '../check/forms/index.ts';
import type { Item } from '../data.ts';
import type { Goal, InstructionType, Skill } from '../skill/skill.ts';
import { words } from '../text/compare.ts';
import type { Draw } from '../text/draw.ts';
import { shortHash } from '../text/hash.ts';
import type { FlowContext } from './context.ts';
import { instructionShape } from './instruct.ts';
import { framed } from './prompts.ts';
import type { Draft, Ledger } from './result.ts';

/** A goal as drawn for one item: its angle, and how much of it is done. */
export interface DrawnGoal {
  goal: Goal;
  angle: string | null;
  suggestions: number;
  carryOut: number;
}

/** Draws at most one goal for an item, by weight, among those that suit its answer form. */
export function drawGoal(context: FlowContext, item: Item, draw: Draw): DrawnGoal | null {
  const { skill, settings, weights } = context;
  if (draw.at('refine').next() >= settings.refine) return null;
  const suiting = skill.goals.filter((goal) => goal.forms.includes(item.form));
  const goal = draw.at('goal').pick(suiting, (each) => each.weight * (weights.goals[`${skill.id}/${each.id}`] ?? 1));
  if (!goal) return null;
  const suggestions = goal.suggestions ?? settings.suggestions;
  const carryOut = Math.min(goal.carryOut ?? settings.carryOut, suggestions);
  return { goal, angle: draw.at('angle').pick(goal.angles) ?? null, suggestions, carryOut };
}

/** Lets a suggester propose and an editor carry out; each carried out is a draft beside the one it was made from. */
export async function refine(
  context: FlowContext,
  seedId: string,
  draft: Draft,
  drawn: DrawnGoal,
  ledger: Ledger,
  draw: Draw,
): Promise<Draft[]> {
  const { skill, frames, asker } = context;
  const { goal, angle } = drawn;
  const { item } = draft;
  const shared = {
    material: skill.show(item.content.value),
    shared: skill.shared,
    item: showItem(skill, item),
    goal: goal.title,
    words: goal.words,
  };
  const agent = { agent: goal.id, words: goal.words, hash: goal.hash };
  const Suggestions = jsonFormat(
    z.strictObject({
      suggestions: z
        .array(z.string().min(1))
        .min(1)
        .max(drawn.suggestions + 2)
        .describe('One to three sentences each'),
    }),
  );
  const prompt = framed(frames, 'suggest', agent, {
    ...shared,
    angle: angle ?? 'what a careful reader of this item would find too easy.',
    count: String(drawn.suggestions),
    format: Suggestions.words,
  });
  const suggested = await ask(asker, prompt, Suggestions);
  const trail = joinTrails(draft.trail, suggested.trail);
  if ('fault' in suggested) {
    ledger.drop('suggest', goal.id, suggested.fault, null, trail, item.id);
    return [];
  }
  const chosen = suggested.value.suggestions.slice(0, drawn.suggestions);
  const indices = draw
    .at('carry-out')
    .sample([...chosen.keys()], drawn.carryOut)
    .sort((a, b) => a - b);
  const edited = await Promise.all(indices.map((index) => carryOut(chosen[index] ?? '', index)));
  return edited.flat();

  async function carryOut(suggestion: string, index: number): Promise<Draft[]> {
    const type = skill.types.find((each) => each.id === item.type);
    if (!type) return [];
    const format = jsonFormat(editShape(skill, goal, item, type));
    const edit = await ask(
      asker,
      framed(frames, 'edit', agent, { ...shared, suggestion, format: format.words }),
      format,
    );
    const editTrail = joinTrails(trail, edit.trail);
    if ('fault' in edit) {
      ledger.drop('edit', goal.id, edit.fault, null, editTrail, `${item.id}/${index}`);
      return [];
    }
    ledger.result.items++;
    const child = applyEdit(context, seedId, item, edit.value, { goal, angle, suggestion, index });
    const problem = problemOf(skill, goal, item, child);
    if (problem !== null) {
      ledger.drop('edit', goal.id, { ...problem, reply: JSON.stringify(edit.value) }, child, editTrail);
      return [];
    }
    const instruction = FORMS[child.form].permute(child.instruction, draw.at('permute', child.id));
    return [{ item: { ...child, instruction }, trail: editTrail, parent: draft }];
  }
}

/** An item as agents read it: the fields that they may speak of, in a form that they could give back. */
export function showItem(skill: Skill, item: Item): string {
  const type = skill.types.find((each) => each.id === item.type);
  const names = type ? Object.keys(instructionShape(skill, item.form, type).shape) : Object.keys(item.instruction);
  return JSON.stringify(Object.fromEntries(names.map((name) => [name, item.instruction[name]])), null, 2);
}

/** Every field that the goal's editor may change, each null where it stays. */
function editShape(skill: Skill, goal: Goal, item: Item, type: InstructionType): z.ZodObject {
  const own = instructionShape(skill, item.form, type).shape;
  const fields = goal.edits === 'content' ? { ...skill.content.shape, ...own } : own;
  const nullable = Object.entries(fields).map(([name, field]) => {
    const { description } = field as z.ZodType;
    const shape = z.nullable(field).describe(`${description ? `${description}; ` : ''}null to leave it as it is`);
    return [name, shape] as const;
  });
  return z.strictObject(Object.fromEntries(nullable));
}

function applyEdit(
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

function problemOf(skill: Skill, goal: Goal, before: Item, after: Item): { reason: string; detail: string } | null {
  if (
    showItem(skill, before) === showItem(skill, after) &&
    skill.show(before.content.value) === skill.show(after.content.value)
  ) {
    return { reason: 'unchanged', detail: 'The editor changed nothing' };
  }
  const content = skill.content.safeParse(after.content.value);
  if (!content.success) return { reason: 'ill-formed', detail: z.prettifyError(content.error) };
  const problem = FORMS[after.form].problem(after.instruction);
  if (problem !== null) return { reason: 'ill-formed', detail: problem };
  const question = (item: Item) => words(skill.pose(item.content.value, item.instruction).question).length;
  const sameEvidence =
    plain(JSON.stringify(before.instruction.evidence)) === plain(JSON.stringify(after.instruction.evidence));
  if (goal.edits === 'instruction' && sameEvidence && question(after) > 2 * question(before) && question(before) >= 8) {
    return { reason: 'padded', detail: 'The question is more than twice as long and rests on the same evidence' };
  }
  return null;
}
