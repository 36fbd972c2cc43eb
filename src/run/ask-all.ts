import { NO_TRAIL } from '../ask/complete.ts';
import type { Content, Seed } from '../data.ts';
import type { FlowContext } from '../flow/context.ts';
import { instruct } from '../flow/instruct.ts';
import { posedOf } from '../flow/posed.ts';
import { refine } from '../flow/refine.ts';
import { pose, respond } from '../flow/respond.ts';
import { createLedger, type Draft, type FlowResult } from '../flow/result.ts';
import { transformSeed } from '../flow/transform.ts';
import type { Draw } from '../text/draw.ts';

/**
 * Asks every agent of a skill once, for its prompts to be looked at: a transform a variant, an instruct a type, a suggest
 * and an edit a goal, one answer. Instructions are asked on the seed as it is. A goal that no item came out for is left
 * out. Drops and pairs are in the result, and mean little.
 */
export async function askAll(context: FlowContext, seed: Seed, draw: Draw): Promise<FlowResult> {
  const { skill } = context;
  const ledger = createLedger(seed, skill.id, 0);
  for (const transform of skill.transforms.filter((each) => !each.verbatim)) {
    for (const variant of transform.variants.length > 0 ? transform.variants : [null]) {
      const angles = [transform.angles[0], variant?.angles[0]].filter((each) => each !== undefined);
      const length = transform.lengths[0]?.range ?? '';
      await transformSeed(context, seed, { transform, variant, angles, length, types: [] });
    }
  }
  const content: Content = { transform: 'any', variant: null, angle: null, value: skill.fromSeed(seed) };
  const drafts: Draft[] = [];
  for (const type of skill.types) {
    const variant = type.variants[0] ?? null;
    const drawn = { type, variant, form: variant?.form ?? type.form, count: 2 };
    drafts.push(...(await instruct(context, seed, content, NO_TRAIL, drawn, ledger, draw)));
  }
  for (const goal of skill.goals) {
    const suits = ({ item }: Draft) => goal.forms.includes(item.form) && (goal.types?.includes(item.type) ?? true);
    const draft = drafts.find(suits);
    const drawn = { goal, angle: goal.angles[0] ?? null, suggestions: 3, carryOut: 1 };
    if (draft) await refine(context, seed.id, draft, drawn, ledger, draw);
  }
  const [draft] = drafts;
  if (!draft) return ledger.result;
  const { material, question } = posedOf(context, draft.item);
  const none = { parent: null, outcome: null, response: null, messages: [] };
  const subject = { item: draft.item, material, question, content: skill.show(content.value), ...none };
  await respond(context, seed, pose(context, draft, subject, draw), ledger);
  return ledger.result;
}
