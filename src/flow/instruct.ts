import { ask } from '../ask/ask.ts';
import { joinTrails, type Trail } from '../ask/complete.ts';
import { FORMS } from '../check/forms/index.ts';
import type { AnswerForm, Content, Item, Seed } from '../data.ts';
import { drawAsker } from '../prompt/load-askers.ts';
import { meets } from '../skill/needs.ts';
import type { InstructionType, Variant } from '../skill/skill.ts';
import type { Draw } from '../text/draw.ts';
import { shortHash } from '../text/hash.ts';
import type { FlowContext } from './context.ts';
import { itemsFormat } from './formats.ts';
import { permuted } from './permuted.ts';
import { poseProblem } from './posed.ts';
import { framed, paragraphs, thisTime } from './prompts.ts';
import type { Draft, Ledger } from './result.ts';

/** A type as drawn, with one of its variants, and how many items are asked of it. */
export interface DrawnType {
  type: InstructionType;
  variant: Variant | null;
  form: AnswerForm;
  count: number;
}

/** Draws different types for one content, by weight and by what earlier rounds lack; no more than its rows have room for. */
export function drawTypes(context: FlowContext, suiting: readonly string[], material: string, draw: Draw): DrawnType[] {
  const { settings } = context;
  const types = context.skill.types.filter((type) => suiting.includes(type.id) && meets(material, type.needs));
  const most = Math.min(settings.types, Math.ceil(settings.rows / settings.items));
  const weight = (type: InstructionType) =>
    type.weight * (context.weights.types[`${context.skill.id}/${type.id}`] ?? 1);
  return draw
    .at('types')
    .sample(types, most, weight)
    .map((type, index) => {
      const variant = draw.at('variant', type.id).pick(type.variants) ?? null;
      const count = Math.min(type.items ?? settings.items, settings.items, settings.rows - index * settings.items);
      return { type, variant, form: variant?.form ?? type.form, count };
    });
}

/** Asks one instruction agent for its items. Each becomes a draft; what its form refuses is dropped by name. */
export async function instruct(
  context: FlowContext,
  seed: Seed,
  content: Content,
  before: Trail,
  drawn: DrawnType,
  ledger: Ledger,
  draw: Draw,
): Promise<Draft[]> {
  const { skill, frames, asker } = context;
  const { type, variant, form, count } = drawn;
  const who = skill.askers ? drawAsker(context.askers, draw.at('asker', type.id)) : [];
  const format = itemsFormat(skill, form, type);
  const agent = {
    agent: type.id,
    words: paragraphs(type.words, thisTime(variant?.words, ...who)),
    hash: shortHash(type.hash, skill.shared),
  };
  const values = {
    material: skill.show(content.value),
    shared: skill.shared,
    type: type.title,
    words: agent.words,
    count: `${count} ${count === 1 ? 'item' : 'items'}`,
    format: format.words,
  };
  const asked = await ask(asker, framed(frames, 'instruct', agent, values), format);
  const trail = joinTrails(before, asked.trail);
  if ('fault' in asked) {
    ledger.drop('instruct', type.id, asked.fault, null, trail);
    return [];
  }
  if (asked.value.items.length === 0) {
    ledger.drop(
      'instruct',
      type.id,
      { reason: 'none-written', detail: 'The agent wrote no item', reply: asked.reply },
      null,
      trail,
    );
  }
  return asked.value.items.slice(0, count).flatMap((fields, index) => {
    ledger.result.items++;
    const id = shortHash(seed.id, skill.id, context.pass, content.transform, type.id, index, '');
    const item: Item = {
      id,
      type: type.id,
      variant: variant?.words ?? null,
      asker: who,
      form,
      content,
      instruction: fields,
      refinements: [],
    };
    const problem = FORMS[form].problem(fields, type.fixedOrder);
    const whole = problem === null ? { ...item, instruction: permuted(type, item, draw.at('permute', id)) } : item;
    const fault = problem === null ? poseProblem(context, whole) : { reason: 'ill-formed', detail: problem };
    if (fault === null) return [{ item: whole, trail, parent: null }];
    ledger.drop('instruct', type.id, { ...fault, reply: JSON.stringify(fields) }, item, trail);
    return [];
  });
}
