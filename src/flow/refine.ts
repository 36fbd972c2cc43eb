import { ask } from '../ask/ask.ts';
import { joinTrails } from '../ask/complete.ts';
import { GOAL_PROGRAMS } from '../check/goal-programs.ts';
import type { Item } from '../data.ts';
import type { Goal } from '../skill/skill.ts';
import { allEnded } from '../text/all-ended.ts';
import type { Draw } from '../text/draw.ts';
import { shortHash } from '../text/hash.ts';
import type { FlowContext } from './context.ts';
import { applyEdit, problemOf, showItem } from './edit.ts';
import { editFormat, SUGGESTIONS } from './formats.ts';
import { permuted } from './permuted.ts';
import { posedOf } from './posed.ts';
import { framed } from './prompts.ts';
import type { Draft, Ledger } from './result.ts';

/** A goal as drawn for one item: its angle, and how much of it is done. */
export interface DrawnGoal {
  goal: Goal;
  angle: string | null;
  suggestions: number;
  carryOut: number;
}

/** Draws at most one goal for an item, by weight, among those that suit its answer form and type. */
export function drawGoal(context: FlowContext, item: Item, draw: Draw): DrawnGoal | null {
  const { skill, settings, weights } = context;
  if (draw.at('refine').next() >= settings.refine) return null;
  const suiting = skill.goals.filter(
    ({ forms, types }) => forms.includes(item.form) && (types === null || types.includes(item.type)),
  );
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
  if (goal.program !== null) return byProgram(context, seedId, draft, goal, ledger, draw);
  const type = skill.types.find((each) => each.id === item.type);
  const shared = {
    material: skill.show(item.content.value),
    shared: skill.shared,
    type: type?.title ?? item.type,
    item: showItem(skill, item),
    goal: goal.title,
    words: goal.words,
  };
  const agent = { agent: goal.id, words: goal.words, hash: shortHash(goal.hash, skill.shared) };
  const prompt = framed(frames, 'suggest', agent, {
    ...shared,
    angle: angle ?? 'what a careful reader of this item would find too easy.',
    count: String(drawn.suggestions),
    format: SUGGESTIONS.words,
  });
  const suggested = await ask(asker, prompt, SUGGESTIONS);
  const trail = joinTrails(draft.trail, suggested.trail);
  if ('fault' in suggested) {
    ledger.drop('suggest', goal.id, suggested.fault, null, trail, item.id);
    return [];
  }
  const chosen = suggested.value.suggestions.slice(0, drawn.suggestions);
  if (chosen.length === 0) {
    const fault = { reason: 'none-suggested', detail: 'The suggester found no way', reply: suggested.reply };
    ledger.drop('suggest', goal.id, fault, null, trail, item.id);
  }
  const indices = draw
    .at('carry-out')
    .sample([...chosen.keys()], drawn.carryOut)
    .sort((a, b) => a - b);
  const edited = await allEnded(indices.map((index) => carryOut(chosen[index] ?? '', index)));
  return edited.flat();

  async function carryOut(suggestion: string, index: number): Promise<Draft[]> {
    if (!type) return [];
    const format = editFormat(skill, goal, item.form, type);
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
    const problem = problemOf(context, goal, item, child);
    if (problem !== null) {
      ledger.drop('edit', goal.id, { ...problem, reply: JSON.stringify(edit.value) }, child, editTrail);
      return [];
    }
    const instruction = permuted(type, child, draw.at('permute', child.id));
    return [{ item: { ...child, instruction }, trail: editTrail, parent: draft }];
  }
}

/** A goal that a program brings about: nobody is asked, and the child's instruction says what was added. */
function byProgram(
  context: FlowContext,
  seedId: string,
  draft: Draft,
  goal: Goal,
  ledger: Ledger,
  draw: Draw,
): Draft[] {
  const { item, trail } = draft;
  const program = GOAL_PROGRAMS[goal.program ?? ''];
  if (!program) throw new Error(`there is no goal program "${goal.program}"`);
  const { question, material } = posedOf(context, item);
  const lasting = context.skill.converse !== undefined;
  const given = { question, material, form: item.form, type: item.type, lasting };
  const added = program(given, draw.at('program', item.id));
  if (added === null) return [];
  ledger.result.items++;
  const child = applyEdit(context, seedId, item, {}, { goal, angle: null, suggestion: '', index: 0 });
  return [{ item: { ...child, instruction: { ...item.instruction, ...added } }, trail, parent: draft }];
}
