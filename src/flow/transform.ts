import { type Asked, ask } from '../ask/ask.ts';
import { NO_TRAIL } from '../ask/complete.ts';
import type { Content, Seed } from '../data.ts';
import type { Skill, Transform, Variant } from '../skill/skill.ts';
import type { Draw } from '../text/draw.ts';
import type { FlowContext } from './context.ts';
import { contentFormat } from './formats.ts';
import { framed, paragraphs, thisTime } from './prompts.ts';

/** A transform as drawn: one agent, one of its variants, one angle of each, one length. */
export interface DrawnTransform {
  transform: Transform;
  variant: Variant | null;
  angles: string[];
  length: string;
  /** Ids of the types that suit what it makes. */
  types: string[];
}

/** Draws one content-transformation agent by weight (one per seed: paper, section 3.1). */
export function drawTransform(skill: Skill, draw: Draw): DrawnTransform {
  const transform = draw.at('transform').pick(skill.transforms, (each) => each.weight);
  if (!transform) throw new Error(`skill "${skill.id}" has no transform with a weight`);
  const variant = draw.at('variant').pick(transform.variants, (each) => each.weight) ?? null;
  const angles = [transform.angles, variant?.angles ?? []].flatMap((list, at) => draw.at('angle', at).pick(list) ?? []);
  const length =
    draw.at('length').pick(variant?.lengths.length ? variant.lengths : transform.lengths, (each) => each.weight)
      ?.range ?? '';
  return { transform, variant, angles, length, types: variant?.types ?? transform.types };
}

/** Makes the content that a drawn transform calls for; a verbatim one copies the seed and asks nobody. */
export async function transformSeed(context: FlowContext, seed: Seed, drawn: DrawnTransform): Promise<Asked<Content>> {
  const { skill } = context;
  const { transform, variant, angles } = drawn;
  const made = (value: Record<string, unknown>): Content => ({
    transform: transform.id,
    variant: variant?.id ?? null,
    angle: angles.length > 0 ? angles.join(' ') : null,
    value,
  });
  if (transform.verbatim) return { value: made(skill.fromSeed(seed)), reply: seed.text, trail: NO_TRAIL };

  const words = paragraphs(transform.words, variant?.words, thisTime(...angles));
  const agent = { agent: variant?.id ? `${transform.id}/${variant.id}` : transform.id, words, hash: transform.hash };
  const format = contentFormat(skill);
  const values = { material: seed.text, words, length: drawn.length, format: format.words };
  const asked = await ask(context.asker, framed(context.frames, 'transform', agent, values), format);
  return 'value' in asked ? { ...asked, value: made(asked.value) } : asked;
}
